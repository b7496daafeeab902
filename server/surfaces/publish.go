package surfaces

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"vouch/extension/linkedin"
	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/tracing"
	"vouch/shared/seal"
	"vouch/shared/surfaces/prove"
	"vouch/shared/wire"
)

// longestWhy bounds the reason of a change, in bytes; longestFile the name that problems are
// reported against.
const (
	longestWhy  = 1000
	longestFile = 255
)

// asShipped is a file that changes nothing of what ships.
const asShipped = `{"format":1}`

// Signer gives the key with which a workspace signs what its devices load.
type Signer func(ws kv.Workspace) (ed25519.PrivateKey, error)

// Surfaces publishes them. It is safe for concurrent use.
type Surfaces struct {
	store   *kv.Store
	signer  Signer
	shipped prove.Shipped
	now     kv.Clock
}

// New over a store.
func New(store *kv.Store, signer Signer, now kv.Clock) (*Surfaces, error) {
	snapshots, err := fs.Sub(linkedin.Snapshots, "snapshots")
	shipped := prove.Shipped{Surfaces: linkedin.Surfaces, Snapshots: snapshots}
	return &Surfaces{store: store, signer: signer, shipped: shipped, now: now}, err
}

// RefusedError says that a file cannot go live, and why, at each place. It is an Invalid fault;
// what is live stays live.
type RefusedError struct {
	Fault    *fault.Error
	Problems []wire.PackProblem
}

// Error is for the log.
func (e *RefusedError) Error() string { return e.Fault.Error() }

// Unwrap gives the fault.
func (e *RefusedError) Unwrap() error { return e.Fault }

// Submission is a file that a person wants live.
type Submission struct {
	File string // what problems are reported against
	JSON []byte
	Why  string
}

// Publish proves a file and makes it live. One that fails is a RefusedError; a revision that came
// meanwhile is a Conflict. Role: compliance.
func (s *Surfaces) Publish(ctx context.Context, ws kv.Workspace, who auth.Person, given Submission) (Change, error) {
	why, err := allowed(who, given.Why)
	if err != nil {
		return Change{}, err
	}
	if len(given.File) > longestFile {
		return Change{}, fault.New(fault.Invalid, "The name of the file is too long: %d bytes at most.", longestFile).At("file")
	}
	source, err := s.proven(given.File, given.JSON)
	if err != nil {
		return Change{}, err
	}
	head, err := s.head(ctx, ws)
	if err != nil {
		return Change{}, err
	}
	return s.change(ctx, ws, who, head, Change{Act: Published, Why: why, Source: source})
}

// Rollback publishes the file of an earlier revision, under a new one; to 0 is the revision before
// the newest, and what ships when there is none. Role: compliance.
func (s *Surfaces) Rollback(ctx context.Context, ws kv.Workspace, who auth.Person, to Revision, why string) (Change, error) {
	why, err := allowed(who, why)
	if err != nil {
		return Change{}, err
	}
	head, err := s.head(ctx, ws)
	if err != nil {
		return Change{}, err
	}
	if head.Revision == 0 || to < 0 || to > head.Revision {
		return Change{}, fault.New(fault.NotFound, "There is no such revision of surfaces.").At("to")
	}
	if to == 0 {
		to = head.Revision - 1
	}
	source := asShipped
	if to > 0 {
		old, err := s.at(ctx, ws, to)
		if err != nil {
			return Change{}, err
		}
		source = old.Source
	}
	// A file may break what newer snapshots expect, and still be the better one: it was live before.
	return s.change(ctx, ws, who, head, Change{Act: RolledBack, BackTo: to, Why: why, Source: source})
}

// proven is the file without its blanks, if it may go live.
func (s *Surfaces) proven(name string, data []byte) (string, error) {
	_, problems, err := prove.File(name, data, s.shipped)
	if err != nil {
		return "", err
	}
	if len(problems) > 0 {
		return "", refused(problems)
	}
	var compact bytes.Buffer
	err = json.Compact(&compact, data)
	return compact.String(), err
}

func refused(problems []wire.PackProblem) *RefusedError {
	first := problems[0]
	sentence := "The surfaces cannot be published: " + first.Reason
	if n := len(problems); n > 1 {
		sentence = fmt.Sprintf("The surfaces cannot be published: %d problems. The first: %s", n, first.Reason)
	}
	return &RefusedError{
		Fault:    fault.New(fault.Invalid, "%s", sentence).At(first.Field).OnLine(first.Line),
		Problems: problems,
	}
}

func allowed(who auth.Person, why string) (string, error) {
	if err := who.Need(auth.Compliance); err != nil {
		return "", err
	}
	why = strings.TrimSpace(why)
	if why == "" {
		return "", fault.New(fault.Invalid, "Say why: the reason is kept with the change.").At("why")
	}
	if len(why) > longestWhy {
		return "", fault.New(fault.Invalid, "The reason is too long: %d bytes at most.", longestWhy).At("why")
	}
	return why, nil
}

// change seals the file at the next revision and makes it live.
func (s *Surfaces) change(ctx context.Context, ws kv.Workspace, who auth.Person, head, c Change) (Change, error) {
	ctx, span := tracing.Begin(ctx, tracing.PublishSurfaces)
	c, err := s.changed(ctx, ws, who, head, c)
	span.Bytes(c.Bytes)
	span.End(err)
	return c, err
}

func (s *Surfaces) changed(ctx context.Context, ws kv.Workspace, who auth.Person, head, c Change) (Change, error) {
	key, err := s.signer(ws)
	if err != nil {
		return Change{}, err
	}
	c.Revision, c.At = head.Revision+1, s.now().UTC()
	c.Who, c.WhoName = string(who.ID), who.Name
	sign := func(message []byte) []byte { return ed25519.Sign(key, message) }
	bundle, err := seal.Seal(sign, seal.Header{
		Kind: seal.Surfaces, Workspace: string(ws), Revision: int64(c.Revision), IssuedMs: c.At.UnixMilli(),
	}, []byte(c.Source))
	if err != nil {
		return Change{}, err
	}
	sum := sha256.Sum256(bundle)
	c.Digest, c.Bytes = hex.EncodeToString(sum[:]), len(bundle)
	return c, s.commit(ctx, ws, head, c, bundle)
}
