// Command courier is the module that talks to the server: it carries out one exchange.
//
// Built for js, it is started with one argument, the name of its door: an object on the global
// object with `request`, JSON, and three functions: `held(kind)` promises the sealed bundle that
// the device holds, or nothing; `turned(json)` hears of new tokens; and `answer(json, rules?,
// library?)` is called once, the two being Uint8Arrays, sealed bundles that have been verified.
//
// It promises that it never receives a draft: its request has no field for one (a test lists the
// fields there are), and what it cannot read it refuses.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"vouch/shared/client"
	"vouch/shared/wire"
)

// request is everything that ever enters.
type request struct {
	Do        string           `json:"do"` // pair, sync, fetch, mint
	Server    string           `json:"server"`
	Code      string           `json:"code"`
	Device    string           `json:"device"`
	Extension string           `json:"extension"`
	State     client.State     `json:"state"`
	Outbox    []wire.Fact      `json:"outbox"`
	Out       wire.StreamEvent `json:"out"` // fetch: what a stream says is out
	Link      wire.LinkRequest `json:"link"`
}

// answer is everything that leaves beside the bundles; each part is absent where it does not apply.
type answer struct {
	Problem   *problem           `json:"problem,omitempty"`
	State     *client.State      `json:"state,omitempty"`
	Paired    *wire.PairResponse `json:"paired,omitempty"`
	Response  *wire.SyncResponse `json:"response,omitempty"`
	Unchanged *unchanged         `json:"unchanged,omitempty"` // in the place of a response
	Surfaces  json.RawMessage    `json:"surfaces,omitempty"`
	Link      *wire.LinkResponse `json:"link,omitempty"`
	Refused   []client.Refusal   `json:"refused,omitempty"`

	rules, library []byte
}

// unchanged says that all is as the last response said.
type unchanged struct {
	NextPoll int `json:"next_poll_s"`
}

type problem struct {
	Status int    `json:"status"` // 0: no server said it
	Kind   string `json:"kind"`
	Title  string `json:"title"`
}

// exchange carries out one request.
func exchange(ctx context.Context, c *client.Client, asked string) answer {
	q, err := readRequest(asked)
	if err != nil {
		return answer{Problem: problemOf(err)}
	}
	switch q.Do {
	case "pair":
		return pairing(ctx, c, q)
	case "sync":
		return syncing(ctx, c, q)
	case "fetch":
		return fetching(ctx, c, q)
	case "mint":
		return minting(ctx, c, q)
	}
	return answer{Problem: &problem{Kind: "invalid", Title: "The courier knows pair, sync, fetch and mint."}}
}

// readRequest refuses unknown fields: what this module is not made to carry, it does not take.
func readRequest(asked string) (request, error) {
	var q request
	d := json.NewDecoder(bytes.NewReader([]byte(asked)))
	d.DisallowUnknownFields()
	if err := d.Decode(&q); err != nil {
		return request{}, errors.New("the courier cannot read its request")
	}
	return q, nil
}

func pairing(ctx context.Context, c *client.Client, q request) answer {
	state, paired, err := c.Pair(ctx, q.Server, q.Code, q.Device)
	if err != nil {
		return answer{Problem: problemOf(err)}
	}
	return answer{State: &state, Paired: &paired}
}

func syncing(ctx context.Context, c *client.Client, q request) answer {
	c.Extension = q.Extension
	synced, err := c.Sync(ctx, q.State, q.Outbox)
	if err != nil {
		return answer{Problem: problemOf(err), State: &synced.State}
	}
	if synced.Unchanged {
		return answer{State: &synced.State, Unchanged: &unchanged{NextPoll: synced.Response.NextPoll}}
	}
	return answer{
		State: &synced.State, Response: &synced.Response, Surfaces: synced.Surfaces, Refused: synced.Refused,
		rules: synced.Rules, library: synced.Library,
	}
}

func fetching(ctx context.Context, c *client.Client, q request) answer {
	got, err := c.Fetch(ctx, q.State, q.Out)
	if err != nil {
		return answer{Problem: problemOf(err), State: &got.State}
	}
	return answer{
		State: &got.State, Surfaces: got.Surfaces, Refused: got.Refused, rules: got.Rules, library: got.Library,
	}
}

func minting(ctx context.Context, c *client.Client, q request) answer {
	state, link, err := c.Mint(ctx, q.State, q.Link)
	if err != nil {
		return answer{Problem: problemOf(err), State: &state}
	}
	return answer{State: &state, Link: &link}
}

func problemOf(err error) *problem {
	if e, ok := errors.AsType[*client.Error](err); ok {
		return &problem{Status: e.Status, Kind: e.Kind, Title: e.Title}
	}
	return &problem{Kind: client.Unreadable, Title: err.Error()}
}
