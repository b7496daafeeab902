// Package devicesync is one exchange with a browser: it takes the outbox, and returns a receipt
// for each item, what changed, and how the advocate stands. Between exchanges, a stream tells a
// browser with an open composer that a revision is out.
//
// It promises that an outbox sent twice counts once, that points earned by an outbox stand in the
// same exchange's answer, and that a bundle is given only to devices of its own workspace.
//
// It knows the other rooms by the small interfaces below; the app puts them together.
package devicesync

import (
	"context"
	"hash/fnv"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// Sender is the device that speaks and the advocate it speaks for.
type Sender struct {
	Workspace kv.Workspace
	Device    string
	Pseudonym string
	Team      string
}

// Outbox records facts, each once however often it is sent.
type Outbox interface {
	Record(ctx context.Context, from Sender, facts []wire.Fact) ([]wire.Receipt, error)
}

// Standings tell what an advocate's sharing earned, every recorded fact counted.
type Standings interface {
	Standing(ctx context.Context, of Sender) (wire.Standing, error)
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
	Settings  Settings
	Rules     Bundles
	Library   Bundles
}

// Exchange serves devices. It is safe for concurrent use.
type Exchange struct {
	rooms Rooms
	held  cache
}

// New over the other rooms.
func New(rooms Rooms) *Exchange { return &Exchange{rooms: rooms} }

// Sync is one exchange.
func (e *Exchange) Sync(ctx context.Context, from Sender, asked wire.SyncRequest) (wire.SyncResponse, error) {
	if err := readable(asked); err != nil {
		return wire.SyncResponse{}, err
	}
	receipts := []wire.Receipt{}
	if len(asked.Outbox) > 0 {
		var err error
		if receipts, err = e.rooms.Outbox.Record(ctx, from, asked.Outbox); err != nil {
			return wire.SyncResponse{}, err
		}
	}
	standing, err := e.rooms.Standings.Standing(ctx, from)
	if err != nil {
		return wire.SyncResponse{}, err
	}
	settings, err := e.rooms.Settings.Settings(ctx, from.Workspace)
	if err != nil {
		return wire.SyncResponse{}, err
	}
	if standing.Entries == nil {
		standing.Entries = []wire.Entry{} // a list on the wire, never null
	}
	if settings.Names == nil {
		settings.Names = []string{}
	}
	answer := wire.SyncResponse{
		Protocol: wire.Protocol, Receipts: receipts, Settings: settings, Standing: standing,
		NextPoll: nextPoll(from.Device),
	}
	if answer.Rules, err = changed(ctx, e.rooms.Rules, from.Workspace, asked.Rules); err != nil {
		return wire.SyncResponse{}, err
	}
	if answer.Library, err = changed(ctx, e.rooms.Library, from.Workspace, asked.Library); err != nil {
		return wire.SyncResponse{}, err
	}
	return answer, nil
}

func readable(asked wire.SyncRequest) error {
	if asked.Protocol != wire.Protocol {
		return fault.New(fault.Invalid,
			"This extension speaks version %d of the exchange and the server %d. Update the older one.",
			asked.Protocol, wire.Protocol).At("protocol")
	}
	if len(asked.Outbox) > wire.MaxOutbox {
		return fault.New(fault.Invalid, "At most %d facts go into one exchange.", wire.MaxOutbox).At("outbox")
	}
	return nil
}

// changed is nil when the device holds what is live. A device that claims a newer revision than
// there is, such as after a restored backup, is told what is live; it refuses to go back and says
// so, which is better than being silent for ever.
func changed(ctx context.Context, bundles Bundles, ws kv.Workspace, held int64) (*wire.BundleRef, error) {
	live, err := bundles.Live(ctx, ws)
	if err != nil || live.Revision == 0 || live.Revision == held {
		return nil, err
	}
	return &live, nil
}

// nextPoll spreads devices over four to six minutes, each always at its own pace, so that a
// morning's thousand browsers do not ask in the same second.
func nextPoll(device string) int {
	const shortest, spread = 240, 120 // seconds
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(device)) // never fails
	return shortest + int(hash.Sum32()%spread)
}

// Revisions are what is out now.
func (e *Exchange) Revisions(ctx context.Context, ws kv.Workspace) (wire.StreamEvent, error) {
	rules, err := e.rooms.Rules.Live(ctx, ws)
	if err != nil {
		return wire.StreamEvent{}, err
	}
	library, err := e.rooms.Library.Live(ctx, ws)
	return wire.StreamEvent{Rules: rules.Revision, Library: library.Revision}, err
}

// Bundle is a sealed bundle of this workspace by its digest; NotFound otherwise, whether it does
// not exist or is somebody else's.
func (e *Exchange) Bundle(ctx context.Context, ws kv.Workspace, digest string) ([]byte, error) {
	if !isDigest(digest) {
		return nil, noBundle()
	}
	key := kv.Key(ws, digest)
	if sealed, ok := e.held.get(key); ok {
		return sealed, nil
	}
	for _, bundles := range []Bundles{e.rooms.Rules, e.rooms.Library} {
		sealed, err := bundles.Bundle(ctx, ws, digest)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		e.held.put(key, sealed)
		return sealed, nil
	}
	return nil, noBundle()
}

func noBundle() error {
	return fault.New(fault.NotFound, "There is no such bundle. It may have been replaced: sync again.")
}

// isDigest: lower-case hex of a SHA-256.
func isDigest(text string) bool {
	if len(text) != 64 {
		return false
	}
	for i := range len(text) {
		c := text[i]
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
