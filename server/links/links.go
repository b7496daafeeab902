// Package links mints tracking links, resolves their codes and tells who clicked.
//
// It promises:
//
//   - One code for each story, advocate and channel of a workspace, however often it is asked for.
//   - A code leads only to a destination that its workspace allows: asked when it is minted and
//     again when it is followed, for lists change.
//   - Of a visitor are kept a hash whose salt is gone after 48 hours, the country, and whether the
//     device is a phone, a tablet or a desktop; never an address or a user agent.
//
// The rows:
//
//	vouch:link:<code>        STRING  the link as JSON; a code is found before its workspace is known
//	{w}:links:target:<story> LIST    versions of where a story's links lead, as JSON
//	{w}:links                HASH    "<story>:<advocate>:<channel>", each escaped -> code
//	{w}:links:salt:<day>     STRING  32 random bytes; 48 hours
//	{w}:links:own:<day>:<advocate>   SET  hashes of the advocate's devices; 48 hours
package links

import (
	"context"
	"io"
	"sync"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
)

// Link is a tracking link.
type Link struct {
	Code        activity.Code      `json:"code"`
	Workspace   kv.Workspace       `json:"workspace"`
	Story       activity.Story     `json:"story"`
	Advocate    activity.Pseudonym `json:"advocate"`
	Team        activity.Team      `json:"team,omitempty"`
	Channel     string             `json:"channel"`
	Destination string             `json:"destination"` // with its UTM parameters
	Minted      time.Time          `json:"minted"`

	// What the story's Target says of it, of the moment it was resolved.
	Expired     bool  `json:"-"` // Destination is the fallback
	Forward     bool  `json:"-"`
	Conversions bool  `json:"-"`
	closed      error // why it may not be followed
}

// Destinations tells where a workspace lets its links lead, as rules that CheckRule accepts.
type Destinations interface {
	Destinations(ctx context.Context, ws kv.Workspace) ([]string, error)
}

// Options are what Service needs besides its store.
type Options struct {
	Destinations Destinations
	Now          kv.Clock
	Rand         io.Reader // of cryptographic quality
	UTM          UTM       // nil is DefaultUTM
	Loopback     bool      // links may lead to this machine, for the demo
}

// Service is the room's door. It is safe for concurrent use.
type Service struct {
	store        *kv.Store
	destinations Destinations
	now          kv.Clock
	rand         io.Reader
	utm          UTM
	loopback     bool
	cache        *cache
	salts        *salts
	classifier   func() *Classifier // built when it is first needed
	bursts       *bursts
	own          *ownDevices
}

// New keeps links in store.
func New(store *kv.Store, options Options) *Service {
	s := &Service{
		store: store, destinations: options.Destinations, now: options.Now, rand: options.Rand,
		utm: options.UTM, loopback: options.Loopback, cache: newCache(), salts: newSalts(),
		classifier: sync.OnceValue(NewClassifier), bursts: newBursts(), own: newOwnDevices(),
	}
	if s.utm == nil {
		s.utm = DefaultUTM()
	}
	return s
}

// linkKey STRING: the link as JSON.
func linkKey(code activity.Code) string { return kv.Shared("link", string(code)) }

// indexKey HASH: "<story>:<advocate>:<channel>" -> code.
func indexKey(ws kv.Workspace) string { return kv.Key(ws, "links") }

// saltKey STRING: the day's salt.
func saltKey(ws kv.Workspace, day activity.Day) string {
	return kv.Key(ws, "links", "salt", string(day))
}

// allowed returns the address in its canonical form, or a fault of kind Invalid that says why a
// link of the workspace may not lead there.
func (s *Service) allowed(ctx context.Context, ws kv.Workspace, address string) (string, error) {
	rules, err := s.destinations.Destinations(ctx, ws)
	if err != nil {
		return "", err
	}
	return canonical(address, rules, s.loopback)
}
