// Package domains knows the names under which a company's tracking links stand beside the server's
// own: "go.acme.example" instead of the address of this installation.
//
// It promises:
//
//   - A name is a company's only after its owner said so in DNS, and never two companies' at once.
//   - Under such a name nothing of another company answers, and nothing but links.
//   - Who asks for a name is answered from memory, also while Redis is away. Another server of the
//     installation learns of a change within Every.
//
// Whoever holds the name points it at this server, and the proxy before it has the certificate:
// scripts/operate says how.
package domains

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Name is a host name in lower case, of two labels or more.
type Name string

// Every is how often a server looks for changes that others made.
const Every = 15 * time.Second

// Texts asks DNS for the TXT records of a name.
type Texts func(ctx context.Context, name string) ([]string, error)

// Domains of one installation. It is safe for concurrent use.
type Domains struct {
	store  *kv.Store
	texts  Texts
	public string
	held   atomic.Pointer[names]
}

// names are the claims as they were last read; never changed once they stand here.
type names struct {
	owners map[Name]kv.Workspace
	names  map[kv.Workspace]Name
}

// New knows no name before Load. The public address is the installation's, without a slash at its
// end.
func New(store *kv.Store, texts Texts, public string) *Domains {
	d := &Domains{store: store, texts: texts, public: public}
	d.held.Store(&names{})
	return d
}

// claimsKey HASH: name -> workspace, for the whole installation.
func claimsKey() string { return kv.Shared("domains") }

// Load reads the claims.
func (d *Domains) Load(ctx context.Context) error {
	claims, err := d.store.HGetAll(ctx, claimsKey()).Result()
	if err != nil {
		return kv.Fault("read the names of links", err)
	}
	read := &names{owners: map[Name]kv.Workspace{}, names: map[kv.Workspace]Name{}}
	for name, ws := range claims {
		read.owners[Name(name)] = kv.Workspace(ws)
		read.names[kv.Workspace(ws)] = Name(name)
	}
	d.held.Store(read)
	return nil
}

// Keep reads the claims again and again until ctx ends; what it knew stays while the store is away.
func (d *Domains) Keep(ctx context.Context, report func(error)) {
	ticker := time.NewTicker(Every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if err := d.Load(ctx); err != nil && ctx.Err() == nil {
			report(err)
		}
	}
}

// Of is the name of a workspace's links, "" for the installation's own.
func (d *Domains) Of(ws kv.Workspace) Name { return d.held.Load().names[ws] }

// Base is what the path of a workspace's links follows: "https://go.acme.example". Without a name
// of its own it is the installation's address, whose scheme the names share.
func (d *Domains) Base(ws kv.Workspace) string {
	name := d.Of(ws)
	if name == "" {
		return d.public
	}
	scheme, _, _ := strings.Cut(d.public, "://")
	return scheme + "://" + string(name)
}

// Owner is whose name a request's Host is; ok is false for every other host.
func (d *Domains) Owner(host string) (ws kv.Workspace, ok bool) {
	owners := d.held.Load().owners
	if len(owners) == 0 {
		return "", false
	}
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ws, ok = owners[Name(strings.TrimSuffix(strings.ToLower(host), "."))]
	return ws, ok
}

// Proof is the TXT record that makes a name a workspace's: where it stands, and what it says. It is
// no secret: whoever can write it holds the name.
func (d *Domains) Proof(ws kv.Workspace, name Name) (at, says string) {
	sum := sha256.Sum256([]byte(strings.Join([]string{"vouch links", d.public, string(ws), string(name)}, "\x00")))
	return "_vouch." + string(name), "vouch=" + hex.EncodeToString(sum[:16])
}

// Claim gives a workspace a name instead of the one it had. A fault of kind Invalid says what is
// wrong with the name, or which record DNS does not show yet; Conflict that it is another's.
func (d *Domains) Claim(ctx context.Context, ws kv.Workspace, typed string) error {
	name, err := d.parse(typed)
	if err != nil {
		return err
	}
	at, says := d.Proof(ws, name)
	shown, err := d.texts(ctx, at)
	if err != nil || !slices.Contains(shown, says) {
		return fault.New(fault.Invalid,
			"DNS does not show the proof yet. Add a TXT record %s that says %s and save again; new records may take an hour to be seen.",
			at, says).At("domain").Because(err)
	}
	done, err := claimScript.Run(ctx, d.store, []string{claimsKey()}, string(ws), string(name)).Bool()
	if err != nil {
		return kv.Fault("take a name for links", err)
	}
	if !done {
		return fault.New(fault.Conflict, "Another company here uses %s.", name).At("domain")
	}
	return d.Load(ctx)
}

// Release gives up a workspace's name: its links stand under the installation's address again, and
// those that are out under the name lead nowhere.
func (d *Domains) Release(ctx context.Context, ws kv.Workspace) error {
	if err := claimScript.Run(ctx, d.store, []string{claimsKey()}, string(ws), "").Err(); err != nil {
		return kv.Fault("give up a name for links", err)
	}
	return d.Load(ctx)
}

// claimScript replaces a workspace's name.
//
//	KEYS[1] the claims
//	ARGV[1] the workspace, ARGV[2] the name, "" for none
//
// It returns 1, or 0 when the name is another's.
var claimScript = kv.NewScript(`#!lua
local owner = ARGV[2] ~= '' and redis.call('HGET', KEYS[1], ARGV[2])
if owner and owner ~= ARGV[1] then
  return 0
end
local claims = redis.call('HGETALL', KEYS[1])
for i = 1, #claims, 2 do
  if claims[i + 1] == ARGV[1] then
    redis.call('HDEL', KEYS[1], claims[i])
  end
end
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[1])
end
return 1
`)

// isLabel reports whether a text can be one part of a host name (RFC 1123).
func isLabel(text string) bool {
	const longest, letters = 63, "abcdefghijklmnopqrstuvwxyz0123456789-"
	return text != "" && len(text) <= longest && strings.Trim(text, letters) == "" &&
		text[0] != '-' && text[len(text)-1] != '-'
}

// parse reads a name as it is typed: no scheme, port, path or address in numbers.
func (d *Domains) parse(typed string) (Name, error) {
	const longest = 253 // RFC 1035
	text := strings.TrimSuffix(strings.ToLower(strings.TrimSpace(typed)), ".")
	labels := strings.Split(text, ".")
	wrong := len(text) > longest || len(labels) < 2 || net.ParseIP(text) != nil ||
		slices.ContainsFunc(labels, func(l string) bool { return !isLabel(l) })
	if wrong {
		return "", fault.New(fault.Invalid, "Give a host name alone, as go.acme.example.").At("domain")
	}
	_, own, _ := strings.Cut(d.public, "://")
	if host, _, err := net.SplitHostPort(own); err == nil {
		own = host
	}
	if text == own {
		return "", fault.New(fault.Invalid, "That is the address of this server itself: links stand there already.").At("domain")
	}
	return Name(text), nil
}
