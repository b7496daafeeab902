package client

import (
	"context"
	"net/http"

	"vouch/shared/seal"
	"vouch/shared/wire"
)

// Sync sends the outbox and fetches what changed. It sends wire.MaxOutbox facts at most; the
// response has a receipt for each that was sent, in order. A bundle that is refused is no error:
// it stands in Refused, and everything else of the exchange counts.
func (c *Client) Sync(ctx context.Context, s State, outbox []wire.Fact) (Synced, error) {
	key, err := publicKey(s.Key)
	if err != nil {
		return Synced{State: s}, err
	}
	if outbox == nil {
		outbox = []wire.Fact{}
	}
	out := Synced{}
	one := call{method: http.MethodPost, path: "/v1/sync", in: wire.SyncRequest{
		Protocol: wire.Protocol,
		Rules:    s.Rules.Revision,
		Library:  s.Library.Revision,
		Outbox:   outbox[:min(len(outbox), wire.MaxOutbox)],
	}}
	if out.State, err = c.authorized(ctx, s, one, &out.Response); err != nil {
		return out, err
	}
	if out.Response.Protocol != wire.Protocol {
		return out, otherProtocol()
	}
	fetch := bundleFetch{client: c, state: out.State, key: key}
	out.Rules = fetch.take(ctx, seal.Rules, out.Response.Rules, &out.State.Rules)
	out.Library = fetch.take(ctx, seal.Library, out.Response.Library, &out.State.Library)
	out.Refused = fetch.refused
	return out, nil
}

func otherProtocol() error {
	return &Error{wire.Problem{
		Kind:  Unreadable,
		Title: "The server speaks another version of the exchange; update the extension or the server.",
	}}
}
