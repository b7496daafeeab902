package web

import (
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"vouch/server/fault"
)

// Proxies are those in front of the server that are believed when they say, in X-Forwarded-For,
// who called them: the outermost Count of them, whoever they are, or those in Nets. The zero
// value believes nobody. What a caller writes there itself counts for nothing.
type Proxies struct {
	Count int
	Nets  []netip.Prefix
}

// ParseProxies reads a number, or a list of networks and addresses with commas between.
func ParseProxies(text string) (Proxies, error) {
	if count, err := strconv.Atoi(text); err == nil {
		if count < 0 {
			return Proxies{}, badProxies(text)
		}
		return Proxies{Count: count}, nil
	}
	var trusted Proxies
	for each := range strings.SplitSeq(text, ",") {
		net, err := parseNet(strings.TrimSpace(each))
		if err != nil {
			return Proxies{}, badProxies(each)
		}
		trusted.Nets = append(trusted.Nets, net)
	}
	return trusted, nil
}

func parseNet(text string) (netip.Prefix, error) {
	if address, err := netip.ParseAddr(text); err == nil {
		address = address.Unmap().WithZone("")
		return netip.PrefixFrom(address, address.BitLen()), nil
	}
	net, err := netip.ParsePrefix(text)
	return net.Masked(), err
}

func badProxies(text string) error {
	return fault.New(fault.Invalid, "%q names no proxies: give how many there are, or their networks as in 10.0.0.0/8,2001:db8::/32.", text)
}

// addressOf reads the caller's address: of the connection, or what the last proxy that is
// believed said of who called it.
func addressOf(proxies Proxies) echo.IPExtractor {
	read := Address(proxies)
	return func(r *http.Request) string {
		if address := read(r); address.IsValid() {
			return address.String()
		}
		return r.RemoteAddr
	}
}

// Address reads the caller's address; the zero address when there is none.
func Address(proxies Proxies) func(*http.Request) netip.Addr {
	return func(r *http.Request) netip.Addr {
		peer := parseHop(r.RemoteAddr)
		switch {
		case proxies.Count > 0:
			return proxies.counted(peer, hopsOf(r))
		case len(proxies.Nets) > 0:
			return proxies.named(peer, hopsOf(r))
		default:
			return peer
		}
	}
}

// counted is what the outermost of so many proxies appended. Too few hops: it was not asked
// through all of them.
func (p Proxies) counted(peer netip.Addr, hops []string) netip.Addr {
	if len(hops) < p.Count {
		return peer
	}
	if hop := parseHop(strings.TrimSpace(hops[len(hops)-p.Count])); hop.IsValid() {
		return hop
	}
	return peer
}

// named walks back from the connection as long as it meets proxies that are believed.
func (p Proxies) named(peer netip.Addr, hops []string) netip.Addr {
	for i := len(hops) - 1; i >= 0 && p.trusts(peer); i-- {
		hop := parseHop(strings.TrimSpace(hops[i]))
		if !hop.IsValid() {
			break
		}
		peer = hop
	}
	return peer
}

func (p Proxies) trusts(address netip.Addr) bool {
	return slices.ContainsFunc(p.Nets, func(net netip.Prefix) bool { return net.Contains(address) })
}

func hopsOf(r *http.Request) []string {
	all := strings.Join(r.Header.Values("X-Forwarded-For"), ",")
	if all == "" {
		return nil
	}
	return strings.Split(all, ",")
}

// parseHop reads an address with or without a port: some proxies write "203.0.113.9:4711" and
// "[2001:db8::1]:4711".
func parseHop(hop string) netip.Addr {
	if with, err := netip.ParseAddrPort(hop); err == nil {
		return with.Addr().Unmap().WithZone("")
	}
	address, err := netip.ParseAddr(hop)
	if err != nil {
		return netip.Addr{}
	}
	return address.Unmap().WithZone("")
}

// Network is the part of an address that limits and visitor hashes work with: /24 of IPv4, /48 of
// IPv6. What is no address is its own network.
func Network(address string) string {
	parsed, err := netip.ParseAddr(address)
	if err != nil {
		return "unknown"
	}
	parsed = parsed.Unmap().WithZone("")
	bits := 48
	if parsed.Is4() {
		bits = 24
	}
	prefix, err := parsed.Prefix(bits)
	if err != nil {
		return "unknown"
	}
	return prefix.String()
}
