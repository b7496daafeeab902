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

// trailing is what programs that make links of text leave behind a code.
const trailing = ".,;:!?)]}>'\""

// patience bounds how long a reader waits for a store that hangs when there is another way to
// answer, and longPatience when there is none; a store that is well answers in a millisecond.
const (
	patience     = 150 * time.Millisecond
	longPatience = 2 * time.Second
)

// Resolve finds a link that may be followed: NotFound when there is none, or when its workspace
// no longer allows where it leads. It may answer from memory that is cacheFor old, and while the
// store is away from memory that is knownFor old; then other codes are Unavailable. The link
// returned is shared: read it only.
func (s *Service) Resolve(ctx context.Context, code activity.Code) (*Link, error) {
	code = activity.Code(strings.TrimRight(string(code), trailing))
	if !isCode(code) {
		return nil, errNoLink
	}
	now := s.now()
	if link, known := s.cache.get(code, now); known {
		return found(link)
	}
	known := s.cache.known(code, now)
	link, err := s.ask(ctx, code, known)
	if err == nil || fault.Is(err, fault.NotFound) {
		s.cache.put(code, link, now)
		return found(link)
	}
	if known == nil {
		return nil, err
	}
	s.cache.extend(code, now)
	return found(known)
}

// ResolveOf is Resolve where only one workspace's links are found.
func (s *Service) ResolveOf(ctx context.Context, ws kv.Workspace, code activity.Code) (*Link, error) {
	link, err := s.Resolve(ctx, code)
	if err == nil && link.Workspace != ws {
		return nil, errNoLink
	}
	return link, err
}

// ask waits for the store, shorter when a link is known already.
func (s *Service) ask(ctx context.Context, code activity.Code, known *Link) (*Link, error) {
	within := longPatience
	if known != nil {
		within = patience
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	return s.follow(ctx, code)
}

var errNoLink = fault.New(fault.NotFound, "It may have been copied in part, or its page was taken back. Whoever shared it can give you a new one.")

func found(link *Link) (*Link, error) {
	if link == nil {
		return nil, errNoLink
	}
	if link.closed != nil {
		return nil, link.closed
	}
	return link, nil
}

// follow loads a link and asks whether it may still be followed.
func (s *Service) follow(ctx context.Context, code activity.Code) (*Link, error) {
	link, err := s.load(ctx, code)
	if err != nil {
		return nil, err
	}
	target, err := s.Target(ctx, link.Workspace, link.Story)
	if err != nil {
		return nil, err
	}
	rules, err := s.destinations.Destinations(ctx, link.Workspace)
	if err != nil {
		return nil, err
	}
	return s.judge(link, target, rules)
}

// judge says where a loaded link leads now: NotFound when that is not allowed; a link that is
// closed comes with why.
func (s *Service) judge(link *Link, target Target, rules []string) (_ *Link, err error) {
	target.aim(link, s.utm, s.now())
	if link.closed != nil {
		return link, nil //nolint:nilerr // why it is closed comes with it
	}
	link.Destination, err = canonical(link.Destination, rules, s.loopback)
	if fault.Is(err, fault.Invalid) {
		return nil, errNoLink.Because(err)
	}
	return link, err
}

func (s *Service) load(ctx context.Context, code activity.Code) (*Link, error) {
	text, err := s.store.Get(ctx, linkKey(code)).Bytes()
	if kv.Missing(err) {
		return nil, errNoLink
	}
	if err != nil {
		return nil, kv.Fault("find a link", err)
	}
	link := &Link{}
	if err := json.Unmarshal(text, link); err != nil {
		return nil, kv.Fault("read a link", err) // unreachable unless corrupt storage
	}
	return link, nil
}
