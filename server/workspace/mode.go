package workspace

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"strconv"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// Mode is whether the workspace counts in aggregate only: then no page, log line or report puts a
// person beside a count, and each sees what she did herself and nobody else. One administrator
// switches it on; to end it, one asks and another agrees. It is signed: a record that somebody
// altered in the store counts as aggregate, never as the opposite.
type Mode struct {
	wire.Mode
	By      []string `json:"by"`                // ids of who decided
	Request *Request `json:"request,omitempty"` // to end it
	Doubted bool     `json:"-"`                 // the signature does not fit
}

// Request to end the aggregate mode.
type Request struct {
	By        string    `json:"by"` // id of the person
	At        time.Time `json:"at"`
	Signature string    `json:"signature"`
}

// Lapses is until when it may be agreed to.
func (r Request) Lapses() time.Time { return r.At.Add(requestLife) }

// requestLife: who did not find a second person within a week asks again.
const requestLife = 7 * 24 * time.Hour

// Administrator is who decides, and since when the workspace has had them.
type Administrator struct {
	ID    string
	Since time.Time
}

// Aggregate switches the mode on, and with it activity by person and the regulated mode off.
func (w *Workspaces) Aggregate(ctx context.Context, id kv.Workspace, by Administrator) error {
	return w.turn(ctx, id, func(found *Workspace) error {
		if found.Mode.Aggregate && !found.Mode.Doubted {
			return nil
		}
		found.Switches = found.Switches.aggregate()
		found.Mode.Aggregate, found.Mode.By, found.Mode.Request = true, []string{by.ID}, nil
		return nil
	})
}

// AskToEnd asks to end the aggregate mode. Every device says so from now on.
func (w *Workspaces) AskToEnd(ctx context.Context, id kv.Workspace, by Administrator) error {
	return w.turn(ctx, id, func(found *Workspace) error {
		if !found.Mode.Aggregate {
			return notAggregate()
		}
		request := &Request{By: by.ID, At: w.now().UTC().Truncate(time.Millisecond)}
		key, err := w.signer(id)
		if err != nil {
			return err
		}
		request.Signature = signature(key, request.statement(id))
		found.Mode.Request = request
		return nil
	})
}

// Keep withdraws a request to end the mode.
func (w *Workspaces) Keep(ctx context.Context, id kv.Workspace) error {
	return w.turn(ctx, id, func(found *Workspace) error {
		found.Mode.Request = nil
		return nil
	})
}

// End ends the aggregate mode when another administrator asked for it, within a week. Somebody
// who came after the request cannot agree to it: they may have been made for that.
func (w *Workspaces) End(ctx context.Context, id kv.Workspace, by Administrator) error {
	return w.turn(ctx, id, func(found *Workspace) error {
		if !found.Mode.Aggregate {
			return notAggregate()
		}
		request, err := w.open(id, found.Mode.Request)
		switch {
		case err != nil:
			return err
		case request.By == by.ID:
			return fault.New(fault.Conflict, "You asked for it yourself. Another administrator has to agree.")
		case !by.Since.Before(request.At):
			return fault.New(fault.Conflict, "Only an administrator who was here before it was asked for can agree.")
		}
		found.Mode.Aggregate, found.Mode.By, found.Mode.Request = false, []string{request.By, by.ID}, nil
		return nil
	})
}

func notAggregate() error {
	return fault.New(fault.Conflict, "This workspace does not count in aggregate only.")
}

// open is the request, if it is one that may still be agreed to.
func (w *Workspaces) open(id kv.Workspace, request *Request) (*Request, error) {
	if request == nil || !w.now().Before(request.Lapses()) {
		return nil, fault.New(fault.Conflict, "Nobody has asked to end it within the last seven days. Ask first.")
	}
	key, err := w.signer(id)
	if err != nil {
		return nil, err
	}
	if !fits(key, request.statement(id), request.Signature) {
		return nil, fault.New(fault.Conflict, "The request was altered. Ask again.")
	}
	return request, nil
}

func (r Request) statement(id kv.Workspace) []byte {
	text := append([]byte("vouch end of aggregate mode 1\x00"), id...)
	text = append(append(text, 0), r.By...)
	return strconv.AppendInt(append(text, 0), r.At.UnixMilli(), 10)
}

// turn changes the mode and signs what it is then.
func (w *Workspaces) turn(ctx context.Context, id kv.Workspace, edit func(*Workspace) error) error {
	return w.change(ctx, id, func(found *Workspace) error {
		before := found.Mode
		if err := edit(found); err != nil {
			return err
		}
		mode := &found.Mode
		mode.Ending = mode.Request != nil
		if mode.Aggregate == before.Aggregate && mode.Request == before.Request && !before.Doubted {
			return nil
		}
		mode.Turn, mode.AtMs = before.Turn+1, w.now().UnixMilli()
		key, err := w.signer(id)
		if err != nil {
			return err
		}
		mode.Signature = signature(key, mode.Statement(string(id)))
		return nil
	})
}

// trust checks the signature of a mode that was read. What was seen before costs nothing.
func (w *Workspaces) trust(id kv.Workspace, found *Workspace) error {
	mode := &found.Mode
	if mode.Turn != 0 || mode.Aggregate || mode.Ending {
		statement := string(mode.Statement(string(id))) + mode.Signature
		known, ok := w.trusted.Load(id)
		if !ok || known != statement {
			key, err := w.signer(id)
			if err != nil {
				return err
			}
			if mode.Doubted = !fits(key, mode.Statement(string(id)), mode.Signature); !mode.Doubted {
				w.trusted.Store(id, statement)
			}
		}
	}
	if mode.Doubted {
		mode.Aggregate = true
	}
	if mode.Aggregate {
		found.Switches = found.Switches.aggregate()
	}
	return nil
}

// aggregate is the switches without those that would put a person beside a count.
func (s Switches) aggregate() Switches {
	s.PerPerson, s.Regulated = false, false
	return s
}

func signature(key ed25519.PrivateKey, statement []byte) string {
	return base64.StdEncoding.EncodeToString(ed25519.Sign(key, statement))
}

func fits(key ed25519.PrivateKey, statement []byte, signature string) bool {
	public, ok := key.Public().(ed25519.PublicKey)
	raw, err := base64.StdEncoding.DecodeString(signature)
	return ok && err == nil && ed25519.Verify(public, statement, raw)
}
