package client

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"vouch/shared/seal"
	"vouch/shared/wire"
)

// Sync sends the outbox and fetches what changed. It sends wire.MaxOutbox facts at most; the
// response has a receipt for each that was sent, in order, and a fact may be forgotten only with
// its receipt. A bundle that is refused is no error: it stands in Refused, and everything else of
// the exchange counts.
//
// With nothing to send and a tag it asks whether anything changed at all, which a server may
// answer from a second ago; who knows that something did leaves the tag away.
func (c *Client) Sync(ctx context.Context, s State, outbox []wire.Fact) (Synced, error) {
	key, err := publicKey(s.Key)
	if err != nil {
		return Synced{State: s}, err
	}
	if err := c.waiting(s.Wait); err != nil {
		return Synced{State: s}, err
	}
	out, err := c.exchange(ctx, s, outbox)
	out.State.Wait = c.after(err, s.Wait)
	if err != nil || out.Unchanged {
		return out, err
	}
	fetch := bundleFetch{client: c, state: out.State, key: key}
	out.Rules = fetch.take(ctx, seal.Rules, out.Response.Rules, &out.State.Rules)
	out.Library = fetch.take(ctx, seal.Library, out.Response.Library, &out.State.Library)
	if sealed := fetch.take(ctx, seal.Surfaces, out.Response.Surfaces, &out.State.Surfaces); sealed != nil {
		out.Surfaces = fetch.data(sealed, &out.State.Surfaces, s.Surfaces)
	}
	if doubted := heed(key, s.Workspace, &out.Response.Settings); doubted != nil {
		fetch.refused = append(fetch.refused, *doubted)
	}
	if out.Refused = fetch.refused; len(out.Refused) > 0 {
		out.State.Tag = "" // what was refused is offered again
	}
	return out, nil
}

// exchange is the one question and its answer.
func (c *Client) exchange(ctx context.Context, s State, outbox []wire.Fact) (out Synced, err error) {
	if outbox == nil {
		outbox = []wire.Fact{}
	}
	asked := wire.SyncRequest{
		Protocol: wire.Protocol,
		Rules:    s.Rules.Revision, Library: s.Library.Revision, Surfaces: s.Surfaces.Revision,
		Extension: c.Extension, Outbox: outbox[:min(len(outbox), wire.MaxOutbox)],
	}
	one := call{method: http.MethodPost, path: syncPath, in: asked}
	if len(outbox) == 0 && s.Tag != "" {
		one = call{method: http.MethodGet, path: syncPath, query: queryOf(asked), match: s.Tag}
	}
	var header http.Header
	if out.State, header, err = c.authorized(ctx, s, one, &out.Response); err != nil {
		return out, err
	}
	if out.Response.Protocol == 0 && one.match != "" { // 304
		out.Unchanged = true
		out.Response.NextPoll, _ = strconv.Atoi(header.Get(wire.NextPollHeader))
		return out, nil
	}
	if out.Response.Protocol != wire.Protocol {
		return out, otherProtocol()
	}
	out.State.Tag = header.Get("ETag")
	return out, nil
}

const syncPath = "/v1/sync"

// queryOf writes a request without an outbox as a query.
func queryOf(asked wire.SyncRequest) url.Values {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	query := url.Values{
		"protocol": {number(int64(asked.Protocol))},
		"rules":    {number(asked.Rules)}, "library": {number(asked.Library)}, "surfaces": {number(asked.Surfaces)},
	}
	if asked.Extension != "" {
		query.Set("extension", asked.Extension)
	}
	return query
}

// data is the JSON of a verified bundle; one that holds something else is refused, and what was
// held before stays.
func (f *bundleFetch) data(sealed []byte, held *Held, before Held) []byte {
	opened, err := seal.Open(sealed, f.key, seal.Expect{Kind: seal.Surfaces, Workspace: f.state.Workspace})
	if err == nil && json.Valid(opened.Payload) {
		return opened.Payload
	}
	f.refuse(seal.Surfaces, held.Revision, Unreadable)
	*held = before
	return nil
}

func otherProtocol() error {
	return &Error{Problem: wire.Problem{
		Kind:  Unreadable,
		Title: "The server speaks another version of the exchange; update the extension or the server.",
	}}
}
