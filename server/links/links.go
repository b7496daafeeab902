// Package links mints tracking links, resolves their codes and tells who clicked.
//
// It promises:
//
//   - One code for each story, advocate and channel of a workspace, however often it is asked for.
//   - A code leads only to a destination on its workspace's list: checked when it is minted and
//     again when it is followed, for lists change.
//   - Nothing of a visitor is kept but a hash whose salt is gone after 48 hours.
//
// The rows:
//
//	vouch:link:<code>        STRING  JSON of the link; the code is found before its workspace is known
//	{w}:links                HASH    "<story>:<advocate>:<channel>" escaped -> code
//	{w}:links:salt:<day>     STRING  32 random bytes; 48 hours
package links

import (
	"context"
	"io"
	"time"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// Link is a tracking link.
type Link struct {
	Code        activity.Code      `json:"-"`
	Workspace   kv.Workspace       `json:"workspace"`
	Story       activity.Story     `json:"story"`
	Advocate    activity.Pseudonym `json:"advocate"`
	Team        activity.Team      `json:"team,omitempty"`
	Channel     string             `json:"channel"`
	Destination string             `json:"destination"` // with its UTM parameters
	Minted      time.Time          `json:"minted"`
}

// Destinations tells a workspace's list of allowed destinations: "acme.example",
// "acme.example/blog" or "*.acme.example" (DestinationRule says how they are read).
type Destinations interface {
	Destinations(ctx context.Context, ws kv.Workspace) ([]string, error)
}

// Options are what Service needs besides its store.
type Options struct {
	Destinations Destinations
	Now          kv.Clock
	Rand         io.Reader // of cryptographic quality
	UTM          UTM       // the zero value is DefaultUTM
	// Loopback allows http and loopback addresses as destinations, for the demo.
	Loopback bool
}

// Service is the room's door.
type Service struct {
	store   *kv.Store
	options Options
}

// New keeps links in store.
func New(store *kv.Store, options Options) *Service {
	return &Service{store: store, options: options}
}

// Request asks for a link. The destination is the story's.
type Request struct {
	Story       activity.Story
	Campaign    string
	Advocate    activity.Pseudonym
	Team        activity.Team
	Channel     string // "linkedin"
	Destination string
}

// Mint makes the link, or finds the one that stands; a link follows its story's destination.
func (s *Service) Mint(ctx context.Context, ws kv.Workspace, request Request) (Link, error) {
	return Link{}, fault.New(fault.Unavailable, "Links are not minted yet.")
}

// Resolve finds a link that may be followed: NotFound when there is none, or its destination
// left the workspace's list. It may answer from memory that is a few seconds old.
func (s *Service) Resolve(ctx context.Context, code activity.Code) (*Link, error) {
	return nil, fault.New(fault.NotFound, "There is no such link.")
}
