package links

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// State is whether links may be followed.
type State string

// The states.
const (
	Open    State = ""        // they are
	Paused  State = "paused"  // not now
	Retired State = "retired" // never again
)

// Target is what every link of a story has in common, also those that are out already: a change
// holds for all of them within cacheFor.
type Target struct {
	Destination string    `json:"destination,omitempty"` // without UTM parameters; "" is each link's own
	Campaign    string    `json:"campaign,omitempty"`
	State       State     `json:"state,omitempty"`
	Expires     time.Time `json:"expires,omitzero"`   // zero is never
	Fallback    string    `json:"fallback,omitempty"` // where an expired link leads; "" is a page that says so
	// Forward lets the query of a click pass through, where the destination has no such parameter.
	Forward bool `json:"forward,omitempty"`
	// Conversions adds the parameter cid, by which a later lead or sale is told to the click.
	Conversions bool `json:"conversions,omitempty"`
}

// Change is one version of a target, and who made it.
type Change struct {
	Target
	At  time.Time `json:"at"`
	By  string    `json:"by"` // the id of the person
	Why string    `json:"why"`
}

// longestWhy of a change, in bytes.
const longestWhy = 500

// Target reads what the links of a story have in common; nothing was decided when it is zero.
func (s *Service) Target(ctx context.Context, ws kv.Workspace, story activity.Story) (Target, error) {
	text, err := s.store.LIndex(ctx, targetKey(ws, story), -1).Result()
	if kv.Missing(err) {
		return Target{}, nil
	}
	if err != nil {
		return Target{}, kv.Fault("find where links lead", err)
	}
	return targetOf(text)
}

func targetOf(text string) (Target, error) {
	var change Change
	err := json.Unmarshal([]byte(text), &change)
	return change.Target, err
}

// History lists the versions of a target, the oldest first.
func (s *Service) History(ctx context.Context, ws kv.Workspace, story activity.Story) ([]Change, error) {
	texts, err := s.store.LRange(ctx, targetKey(ws, story), 0, -1).Result()
	if err != nil {
		return nil, kv.Fault("read the history of links", err)
	}
	changes := make([]Change, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &changes[i]); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

// SetTarget makes another version. Invalid with the field at fault; Conflict when the links are
// retired, or when somebody else changed them since the caller looked.
func (s *Service) SetTarget(ctx context.Context, ws kv.Workspace, story activity.Story, seen int, change Change) error {
	change.At, change.Why = s.now().UTC().Truncate(time.Second), strings.TrimSpace(change.Why)
	if err := s.checkTarget(ctx, ws, &change); err != nil {
		return err
	}
	held, err := s.Target(ctx, ws, story)
	if err != nil {
		return err
	}
	if held.State == Retired {
		return fault.New(fault.Conflict, "These links are retired, which is for good. Share the story anew under another name.")
	}
	text, err := json.Marshal(change)
	if err != nil {
		return err
	}
	added, err := s.store.AppendVersion(ctx, targetKey(ws, story), seen, text)
	if err != nil {
		return kv.Fault("change where links lead", err)
	}
	if !added {
		return fault.New(fault.Conflict, "Somebody else has just changed these links. Look at theirs first.")
	}
	return nil
}

// checkTarget brings the addresses into their canonical form.
func (s *Service) checkTarget(ctx context.Context, ws kv.Workspace, change *Change) (err error) {
	if change.Why == "" || len(change.Why) > longestWhy {
		return fault.New(fault.Invalid, "Say in at most %d characters why: it stands in the history.", longestWhy).At("why")
	}
	if change.State != Open && change.State != Paused && change.State != Retired {
		return fault.New(fault.Invalid, "Links are followed, paused or retired.").At("state")
	}
	for _, part := range []struct {
		field   string
		address *string
	}{{"destination", &change.Destination}, {"fallback", &change.Fallback}} {
		if *part.address == "" {
			continue
		}
		*part.address, err = s.allowed(ctx, ws, *part.address)
		if f, ok := fault.As(err); ok {
			return f.At(part.field)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// targetKey LIST: the versions of a story's target as JSON, the newest last.
func targetKey(ws kv.Workspace, story activity.Story) string {
	return kv.Key(ws, "links", "target", string(story))
}

// aim says where a link leads now under its story's target, or why nowhere.
func (t Target) aim(link *Link, utm UTM, now time.Time) {
	switch {
	case t.State == Paused:
		link.closed = fault.New(fault.NotFound, "This link is paused. Try again another day.")
	case t.State == Retired:
		link.closed = fault.New(fault.NotFound, "This link is no longer in use.")
	case t.Expires.IsZero() || now.Before(t.Expires):
		t.lead(link, utm)
	case t.Fallback != "":
		link.Destination, link.Expired = t.Fallback, true
	default:
		link.closed = fault.New(fault.NotFound, "What this link led to has ended.")
	}
}

func (t Target) lead(link *Link, utm UTM) {
	link.Forward, link.Conversions = t.Forward, t.Conversions
	if t.Destination == "" {
		return
	}
	link.Destination, link.closed = utm.apply(t.Destination, Request{
		Story: link.Story, Campaign: t.Campaign, Channel: link.Channel,
	})
}
