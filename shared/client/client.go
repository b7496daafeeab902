// Package client is a device's, or a command's, side of the exchange with a Vouch server.
//
// It sends through the Do it is given, so that the browser's courier and the command line share
// it. It promises that no bundle is handed out which the pinned key did not sign for this
// workspace, of the asked kind, complete, and newer than the one held; that a refused bundle
// leaves the one held; and that it keeps nothing: state comes in and goes out.
//
// No type here has a place for a draft.
package client

import (
	"context"
	"net/http"
	"time"

	"vouch/shared/seal"
	"vouch/shared/wire"
)

// Client talks to servers. It is safe for concurrent use when Do is, but two exchanges with the
// same State at once would both turn its single-use token.
type Client struct {
	Do func(*http.Request) (*http.Response, error)

	// Turned, when set, is told of new tokens as soon as they are there: whoever is stopped
	// in the middle of an exchange would otherwise go on with a refresh token that is spent,
	// and have to pair again.
	Turned func(wire.Tokens)

	// Held, when set, gives the sealed bundle that the device holds, nil for none: what is new
	// is then asked for as a delta from it.
	Held func(ctx context.Context, kind seal.Kind) []byte

	// Extension is the version of the program that asks; the server may ask for a newer one.
	Extension string

	// Now and Random (at least 0, below 1) time the waits after an exchange that failed.
	// Without them every exchange is tried at once.
	Now    func() time.Time
	Random func() float64
}

// State is what a device keeps between exchanges.
type State struct {
	Server    string      `json:"server"` // "https://vouch.acme.example"
	Workspace string      `json:"workspace"`
	Key       string      `json:"key"` // Ed25519 public key, standard base64: pinned at pairing
	Tokens    wire.Tokens `json:"tokens"`
	Rules     Held        `json:"rules"`
	Library   Held        `json:"library"`
	Surfaces  Held        `json:"surfaces"`
	Tag       string      `json:"tag"` // names the last whole answer; empty asks for all anew
	Wait      Wait        `json:"wait"`
}

// Held names the last good bundle of a kind; Revision 0 is none.
type Held struct {
	Revision int64  `json:"revision"`
	Digest   string `json:"digest"` // of the whole sealed bundle, lower-case hex
}

// Synced is what one exchange brought.
type Synced struct {
	State     State // keep it whatever the error: the tokens may have turned
	Response  wire.SyncResponse
	Unchanged bool   // all is as the last answer said; of Response only NextPoll counts
	Rules     []byte // a sealed bundle, verified; nil is unchanged or refused
	Library   []byte
	Surfaces  []byte // JSON from a verified bundle; nil is unchanged or refused
	Refused   []Refusal
}

// Refusal says why a bundle was not taken.
type Refusal struct {
	Kind     string `json:"kind"` // rules, library, surfaces, mode
	Revision int64  `json:"revision"`
	Reason   string `json:"reason"`  // torn, tampered, foreign, other_kind, older, too_large, unreachable, unreadable
	Message  string `json:"message"` // a sentence for the panel
}

// The kinds of error that no server says: the exchange failed on this side.
const (
	Unreachable = "unreachable" // no answer came, or not all of it
	Unreadable  = "unreadable"  // what came is no answer of a Vouch server
	Waiting     = "waiting"     // it was not tried: the time of a wait is not over
)

// Error is every error of this package: a server's problem, or one on the way. Status is 0 when no server said it.
type Error struct {
	wire.Problem
	RetryAfter time.Duration // what the server asked for; 0 is nothing
}

// Error is the sentence for the person.
func (e *Error) Error() string { return e.Title }

func unreachable(title string) error {
	return &Error{Problem: wire.Problem{Kind: Unreachable, Title: title}}
}

func unreadable() error {
	return &Error{Problem: wire.Problem{
		Kind:  Unreadable,
		Title: "The answer is not one of a Vouch server; check the address.",
	}}
}
