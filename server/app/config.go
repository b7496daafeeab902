package app

import (
	"log/slog"
	"net"
	"net/url"
	"strings"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/tracing"
	"vouch/server/web"
)

// Config is what the operator decides.
type Config struct {
	Addr      string   // to listen on: "127.0.0.1:8080"; port 0 takes a free one
	PublicURL string   // what browsers and readers of links see; "" is http:// and the address
	Redis     []string // URLs; none starts a private redis-server, several are a cluster
	Data      string   // folder of keys, of the private redis-server, and of run.json
	Demo      bool     // makes a workspace with invented facts when there is none
	Extension string   // the folder to load unpacked, for people to read
	Proxies   web.Proxies
	Origins   []string    // of the extensions that may read the API's answers; none is any extension
	Version   string      // of the extension that belongs to this server; "" asks nobody to update
	Flush     kv.Flush    // of the private redis-server; "" is always
	Replicas  kv.Sureness // how many replicas must have received a click or a fact before it is answered
	Traces    tracing.Settings
	Logger    *slog.Logger
	Now       kv.Clock
}

// publicURL is the address in links, without a slash at its end. Without one, and with nothing
// that listens, there is no address.
func (c Config) publicURL(listens net.Addr) (string, error) {
	if c.PublicURL == "" && listens != nil {
		return "http://" + listens.String(), nil
	}
	address := strings.TrimRight(c.PublicURL, "/")
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" {
		return "", fault.New(fault.Invalid, "--public-url must start with https:// or http://.")
	}
	if parsed.Host == "" || address != parsed.Scheme+"://"+parsed.Host {
		return "", fault.New(fault.Invalid, "--public-url names a host, and a port perhaps, and nothing else: https://vouch.acme.example.")
	}
	return address, nil
}

// TrustProxies reads who is believed about the callers it passes on: a number of proxies, or their
// networks.
func (c *Config) TrustProxies(text string) (err error) {
	c.Proxies, err = web.ParseProxies(text)
	return err
}

func secure(publicURL string) bool { return strings.HasPrefix(publicURL, "https://") }

// How long things take at most when the server starts and stops.
const (
	startWithin = time.Minute      // Redis may have a long file to read
	drainWithin = 10 * time.Second // requests under way; streams are closed at once
	redisWithin = 10 * time.Second // to write out its file
	traceWithin = 2 * time.Second  // to send the last spans
)
