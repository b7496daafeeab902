package links

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// Request asks for a link. Story and destination come from the library, the rest from a verified
// credential; the channel is the device's word.
type Request struct {
	Story       activity.Story
	Campaign    string
	Advocate    activity.Pseudonym
	Team        activity.Team
	Channel     string // "linkedin"
	Destination string
}

// Mint makes the link, or finds the one that stands. A link that stands follows its story to a
// new destination, and its advocate to a new team.
func (s *Service) Mint(ctx context.Context, ws kv.Workspace, request Request) (Link, error) {
	if err := request.check(); err != nil {
		return Link{}, err
	}
	destination, err := s.destination(ctx, ws, request)
	if err != nil {
		return Link{}, err
	}
	wanted := Link{
		Workspace: ws, Story: request.Story, Advocate: request.Advocate, Team: request.Team,
		Channel: request.Channel, Destination: destination, Minted: s.now().UTC(),
	}
	code, err := s.store.HGet(ctx, indexKey(ws), request.field()).Result()
	switch {
	case kv.Missing(err):
		return s.add(ctx, wanted, request.field())
	case err != nil:
		return Link{}, kv.Fault("find a link", err)
	}
	return s.keep(ctx, wanted, activity.Code(code))
}

// check holds what a device chose to the shape of a name; it gets into addresses and keys.
func (r Request) check() error {
	const longest = 32
	if r.Channel == "" || len(r.Channel) > longest {
		return fault.New(fault.Invalid, "Name a channel in at most %d letters, such as linkedin.", longest).At("channel")
	}
	for i := range len(r.Channel) {
		if c := r.Channel[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return fault.New(fault.Invalid, "A channel has small letters, digits and hyphens only.").At("channel")
		}
	}
	if r.Story == "" {
		return fault.New(fault.Invalid, "Say which story the link is for.").At("story")
	}
	return nil
}

// field of the index. Each part is escaped, so that no two requests share one.
func (r Request) field() string {
	return url.QueryEscape(string(r.Story)) + ":" + url.QueryEscape(string(r.Advocate)) + ":" + url.QueryEscape(r.Channel)
}

func (s *Service) destination(ctx context.Context, ws kv.Workspace, request Request) (string, error) {
	checked, err := s.allowed(ctx, ws, request.Destination)
	if err != nil {
		return "", err
	}
	return s.utm.apply(checked, request)
}

// add stores a new link: first under its code, then in the index. Who loses a race for the index
// gives its code back; who dies between leaves a code that nobody was told.
func (s *Service) add(ctx context.Context, link Link, field string) (Link, error) {
	added, err := s.claim(ctx, link)
	if err != nil {
		return Link{}, err
	}
	first, err := s.store.HSetNX(ctx, indexKey(link.Workspace), field, string(added.Code)).Result()
	if err != nil {
		return Link{}, kv.Fault("keep a link", err)
	}
	if first {
		return added, nil
	}
	stands, err := s.store.HGet(ctx, indexKey(link.Workspace), field).Result()
	if err != nil {
		return Link{}, kv.Fault("find a link", err)
	}
	if stands == string(added.Code) { // our own claim, whose answer was lost
		return added, nil
	}
	if err := s.store.Del(ctx, linkKey(added.Code)).Err(); err != nil {
		return Link{}, kv.Fault("give back a code", err)
	}
	return s.keep(ctx, link, activity.Code(stands))
}

// claim draws codes until one is free. With 1.3e14 of them a second draw is already rare.
func (s *Service) claim(ctx context.Context, link Link) (Link, error) {
	const draws = 5
	for range draws {
		code, err := newCode(s.rand)
		if err != nil {
			return Link{}, err
		}
		link.Code = code
		text, err := json.Marshal(link)
		if err != nil {
			return Link{}, err
		}
		free, err := s.store.SetNX(ctx, linkKey(code), text, 0).Result()
		if err != nil {
			return Link{}, kv.Fault("claim a code", err)
		}
		if free {
			return link, nil
		}
	}
	return Link{}, fault.New(fault.Unavailable, "No free code was found. Try again.").
		Because(errors.New("the source of codes repeats itself"))
}

// keep returns the link that stands under a code, brought up to what is wanted now.
func (s *Service) keep(ctx context.Context, wanted Link, code activity.Code) (Link, error) {
	wanted.Code = code
	stands, err := s.load(ctx, code)
	switch {
	case err == nil:
		wanted.Minted = stands.Minted
	case !fault.Is(err, fault.NotFound):
		return Link{}, err
	}
	if stands != nil && *stands == wanted {
		return wanted, nil
	}
	text, err := json.Marshal(wanted)
	if err != nil {
		return Link{}, err
	}
	return wanted, kv.Fault("keep a link", s.store.Set(ctx, linkKey(code), text, 0).Err())
}
