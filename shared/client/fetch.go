package client

import (
	"context"

	"vouch/shared/seal"
	"vouch/shared/wire"
)

// Fetch takes what a stream's event says is out, from where it says that it lies: no question to
// the server, no token, and no outbox. What is verified and refused, and what is held afterwards,
// is as Sync has it; of the answer's Response nothing is set, and of what the event does not name,
// or the device holds already, nothing is asked.
func (c *Client) Fetch(ctx context.Context, s State, out wire.StreamEvent) (Synced, error) {
	key, err := publicKey(s.Key)
	if err != nil {
		return Synced{State: s}, err
	}
	if err := c.waiting(s.Wait); err != nil {
		return Synced{State: s}, err
	}
	got := Synced{State: s}
	fetch := bundleFetch{client: c, state: s, key: key}
	got.Rules = fetch.take(ctx, seal.Rules, newer(out.RulesAt, s.Rules), &got.State.Rules)
	got.Library = fetch.take(ctx, seal.Library, newer(out.LibraryAt, s.Library), &got.State.Library)
	if sealed := fetch.take(ctx, seal.Surfaces, newer(out.SurfacesAt, s.Surfaces), &got.State.Surfaces); sealed != nil {
		got.Surfaces = fetch.data(sealed, &got.State.Surfaces, s.Surfaces)
	}
	got.Refused = fetch.refused
	return got, nil
}

// newer is ref if it is newer than what is held: an event may have been overtaken by an exchange.
func newer(ref *wire.BundleRef, held Held) *wire.BundleRef {
	if ref == nil || ref.Revision <= held.Revision {
		return nil
	}
	return ref
}
