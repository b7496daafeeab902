// Package devicesync is one exchange with a browser: it takes the outbox, and returns a receipt
// for each item, what changed, and how the advocate stands. Between exchanges, a stream tells a
// browser with an open composer that a revision is out, and where it lies.
//
// It promises that an outbox sent twice counts once; that points earned by an outbox stand in the
// same exchange's answer; that a bundle is given only to devices of its own workspace, and to whom
// these tell where it lies; and that who asks whether anything changed hears of what did at most a
// second ago, without the store being asked when nothing did.
//
// It knows the other rooms by the small interfaces below; the app puts them together.
package devicesync

import (
	"context"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/tracing"
	"vouch/shared/wire"
)

// Sender is the device that speaks and the advocate it speaks for.
type Sender struct {
	Workspace kv.Workspace
	Device    string
	Pseudonym string
	Team      string
	Context   wire.Context // what rules ask of the advocate, as far as the directory knows it
}

// Outbox records facts, each once however often it is sent.
type Outbox interface {
	Record(ctx context.Context, from Sender, facts []wire.Fact) ([]wire.Receipt, error)
}

// Standings tell what an advocate's sharing earned.
type Standings interface {
	// Standing has every recorded fact counted.
	Standing(ctx context.Context, of Sender) (wire.Standing, error)
	// Glance has what was counted up to now.
	Glance(ctx context.Context, of Sender) (wire.Standing, error)
	// Turn changes whenever anybody's standing in the workspace may have.
	Turn(ctx context.Context, ws kv.Workspace) (string, error)
}

// Details tell what others' deeds move as well: boards, rewards, what links brought, what was
// published. They are read for an answer that is sent, never to find out whether one is due.
type Details interface {
	Detail(ctx context.Context, of Sender, answer *wire.SyncResponse) error
}

// Settings tell what every device of a workspace shows.
type Settings interface {
	Settings(ctx context.Context, ws kv.Workspace) (wire.Settings, error)
}

// Bundles keep the sealed bundles of one kind. Live has revision 0 when there is none yet;
// Bundle is a NotFound fault for a digest that this workspace does not have.
type Bundles interface {
	Live(ctx context.Context, ws kv.Workspace) (wire.BundleRef, error)
	Bundle(ctx context.Context, ws kv.Workspace, digest string) ([]byte, error)
}

// Rooms are the others.
type Rooms struct {
	Outbox    Outbox
	Standings Standings
	Details   Details
	Settings  Settings
	Rules     Bundles
	Library   Bundles
	Surfaces  Bundles
}

// Options of the exchange.
type Options struct {
	Now     kv.Clock
	Random  func() float64 // at least 0, below 1
	PathKey []byte         // makes the paths of bundles unguessable
	Newest  string         // version of the extension that belongs to this server; "" asks nobody to update
	AtOnce  int            // exchanges under way; others wait a moment, and then come back
}

// Exchange serves devices. It is safe for concurrent use.
type Exchange struct {
	rooms   Rooms
	options Options
	held    cache
	making  chan struct{} // holds a token while a delta is made: one takes a whole core
	lately  views
	answers remembered
	gate    gate
}

// New over the other rooms.
func New(rooms Rooms, options Options) *Exchange {
	return &Exchange{
		rooms: rooms, options: options, making: make(chan struct{}, 1),
		gate: newGate(options.AtOnce),
	}
}

// Sync is one exchange. The tag names the answer but for its receipts, so that News can tell
// whether it is still so.
func (e *Exchange) Sync(ctx context.Context, from Sender, asked wire.SyncRequest) (answer wire.SyncResponse, tag string, err error) {
	ctx, span := tracing.Begin(ctx, tracing.Exchange)
	span.Count(len(asked.Outbox))
	answer, tag, err = e.sync(ctx, from, asked)
	span.End(err)
	return answer, tag, err
}

func (e *Exchange) sync(ctx context.Context, from Sender, asked wire.SyncRequest) (answer wire.SyncResponse, tag string, err error) {
	if err := readable(asked); err != nil {
		return wire.SyncResponse{}, "", err
	}
	receipts := []wire.Receipt{}
	if len(asked.Outbox) > 0 {
		if receipts, err = e.rooms.Outbox.Record(ctx, from, asked.Outbox); err != nil {
			return wire.SyncResponse{}, "", err
		}
	}
	standing, err := e.rooms.Standings.Standing(ctx, from)
	if err != nil {
		return wire.SyncResponse{}, "", err
	}
	now, err := e.look(ctx, from.Workspace)
	if err != nil {
		return wire.SyncResponse{}, "", err
	}
	answer = e.answer(now, from, asked, standing)
	answer.Receipts = receipts
	tag = tagOf(now, from, answer)
	return answer, tag, e.rooms.Details.Detail(ctx, from, &answer)
}

// answer is what a device hears, with no receipts.
func (e *Exchange) answer(now *view, from Sender, asked wire.SyncRequest, standing wire.Standing) wire.SyncResponse {
	settings := now.settings
	settings.Context = from.contextIn(now)
	if standing.Entries == nil {
		standing.Entries = []wire.Entry{} // a list on the wire, never null
	}
	return wire.SyncResponse{
		Protocol: asked.Protocol, Receipts: []wire.Receipt{},
		Rules:    now.rules.unless(asked.Rules),
		Library:  now.library.unless(asked.Library),
		Surfaces: now.surfaces.unless(asked.Surfaces),
		Update:   updateFor(asked.Extension, e.options.Newest),
		Settings: settings, Standing: standing,
		NextPoll: e.NextPoll(now),
	}
}

// contextIn is the advocate's context, with what the workspace adds to everybody's.
func (s Sender) contextIn(now *view) *wire.Context {
	of := s.Context
	if all := now.settings.Context; all != nil {
		of.Compensated = of.Compensated || all.Compensated
	}
	return &of
}

func readable(asked wire.SyncRequest) error {
	if asked.Protocol < wire.OldestProtocol {
		return fault.New(fault.Invalid,
			"This extension speaks version %d of the exchange, and the server %d and up. Update the extension.",
			asked.Protocol, wire.OldestProtocol).At("protocol")
	}
	if asked.Protocol > wire.Protocol {
		return fault.New(fault.Invalid,
			"This extension speaks version %d of the exchange, and the server %d at most. Ask for the server to be updated.",
			asked.Protocol, wire.Protocol).At("protocol")
	}
	if len(asked.Outbox) > wire.MaxOutbox {
		return fault.New(fault.Invalid, "At most %d facts go into one exchange.", wire.MaxOutbox).At("outbox")
	}
	return nil
}

// Revisions are what is out now, and where it lies.
func (e *Exchange) Revisions(ctx context.Context, ws kv.Workspace) (wire.StreamEvent, error) {
	now, err := e.look(ctx, ws)
	if err != nil {
		return wire.StreamEvent{}, err
	}
	return wire.StreamEvent{
		Rules: now.rules.Revision, Library: now.library.Revision, Surfaces: now.surfaces.Revision,
		RulesAt: now.rules.unless(0), LibraryAt: now.library.unless(0), SurfacesAt: now.surfaces.unless(0),
	}, nil
}

// Enter takes a place among the exchanges under way; leave gives it back. It is Unavailable when
// there is none within a moment.
func (e *Exchange) Enter(ctx context.Context) (leave func(), err error) { return e.gate.enter(ctx) }

// Later draws how long somebody who was turned away should wait, in seconds.
func (e *Exchange) Later() int {
	const least, spread = 5, 25 // seconds; a thousand who come back do so one by one
	return least + int(spread*e.options.Random())
}
