package links

import (
	"context"
	"net/netip"
	"time"

	"vouch/server/activity"
)

// Seen is what an edge sees of a request. Of the address and the user agent nothing is kept but
// what Describe makes of them.
type Seen struct {
	Agent
	Address netip.Addr
	At      time.Time
}

// Describe says of a request to a link what may be kept of it, ready to be recorded. A store that
// is away changes the visitor's hash, and hides that a click is the advocate's own; it does not
// keep a reader waiting twice. It fails only when no randomness can be had.
func (s *Service) Describe(ctx context.Context, link *Link, seen Seen) (activity.Click, error) {
	verdict := s.classifier().Classify(seen.Agent)
	click := activity.Click{
		At: seen.At, Code: link.Code, Story: link.Story, Advocate: link.Advocate, Team: link.Team,
		Class: verdict.Class, Reason: verdict.Reason, Device: verdict.Device.String(), Country: country(seen.Address),
	}
	if click.Class != activity.Person {
		return click, nil
	}
	who := owner{link.Workspace, activity.DayOf(seen.At), link.Advocate}
	hashes, err := s.hashes(ctx, who.ws, who.day, seen.At)
	if err != nil {
		return click, err
	}
	h := hashes.borrow()
	defer hashes.giveBack(h)
	reader := network(seen.Address)
	click.Visitor = h.visitor(reader, seen.UserAgent)
	switch {
	case s.bursts.scans(click.Visitor, link.Code, seen.At):
		click.Class, click.Reason = activity.Bot, "opened more than five links within two seconds"
	case s.isOwn(ctx, who, h, reader, seen):
		click.Class, click.Reason = activity.Own, "the advocate's own click"
	}
	return click, nil
}

// network is what goes into a hash of an address: /24 of IPv4, /48 of IPv6.
func network(address netip.Addr) string {
	address = address.Unmap().WithZone("")
	bits := 48
	if address.Is4() {
		bits = 24
	}
	prefix, err := address.Prefix(bits)
	if err != nil {
		return "unknown"
	}
	if address.Is4() {
		kept := prefix.Masked().Addr().As4()
		return string(kept[:])
	}
	kept := prefix.Masked().Addr().As16()
	return string(kept[:])
}
