// Package client is a device's, or a command's, side of the exchange with a Vouch server.
//
// It sends through the Do it is given, so that the browser's courier and the command line share
// it. It promises that no bundle is handed out which the pinned key did not sign for this
// workspace, of the asked kind, complete, and newer than the one held; and that it keeps
// nothing: state comes in and goes out.
//
// No type here has a place for a draft.
package client

import (
	"context"
	"net/http"
	"time"

	"vouch/shared/wire"
)

// Client talks to one server.
type Client struct {
	Server string // "https://vouch.acme.example", without a path
	Do     func(*http.Request) (*http.Response, error)
	Now    func() time.Time
}

// State is what a device keeps between exchanges.
type State struct {
	Workspace string      `json:"workspace"`
	Key       string      `json:"key"` // Ed25519 public key, standard base64: pinned at pairing
	Tokens    wire.Tokens `json:"tokens"`
	Rules     Held        `json:"rules"`
	Library   Held        `json:"library"`
}

// Held names the last good bundle of a kind; Revision 0 is none.
type Held struct {
	Revision int64  `json:"revision"`
	Digest   string `json:"digest"` // lower-case hex
}

// Synced is what one exchange brought.
type Synced struct {
	State    State // keep it whatever the error: tokens may have turned
	Response wire.SyncResponse
	Rules    []byte // a sealed bundle, verified; nil is unchanged or refused
	Library  []byte
	Refused  []Refusal
}

// Refusal says why a bundle was not taken; the one held stays.
type Refusal struct {
	Kind     string `json:"kind"`
	Revision int64  `json:"revision"`
	Reason   string `json:"reason"` // torn, tampered, foreign, other_kind, older, too_large, unreachable
	Message  string `json:"message"`
}

// Pair exchanges a pairing code for a state.
func (c *Client) Pair(ctx context.Context, code, device string) (State, wire.PairResponse, error) {
	panic("not yet")
}

// Refresh turns the tokens.
func (c *Client) Refresh(ctx context.Context, s State) (State, error) { panic("not yet") }

// Sync sends the outbox and fetches what changed.
func (c *Client) Sync(ctx context.Context, s State, outbox []wire.Fact) (Synced, error) {
	panic("not yet")
}

// Mint makes, or finds, this advocate's tracking link for a story.
func (c *Client) Mint(ctx context.Context, s State, r wire.LinkRequest) (State, wire.LinkResponse, error) {
	panic("not yet")
}

// Publish makes packs live, with a compliance officer's token.
func (c *Client) Publish(ctx context.Context, token string, r wire.PublishRequest) (wire.PublishResponse, error) {
	panic("not yet")
}

// Rollback takes packs back, with a compliance officer's token.
func (c *Client) Rollback(ctx context.Context, token string, r wire.RollbackRequest) (wire.PublishResponse, error) {
	panic("not yet")
}
