package rollout

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"maps"
	"strings"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/tracing"
	"vouch/shared/compile"
	"vouch/shared/packs"
	"vouch/shared/rule"
	"vouch/shared/seal"
)

// longestWhy bounds the reason of a change, in bytes; longestFile the name that problems are
// reported against, which is repeated with each of them.
const (
	longestWhy  = 1000
	longestFile = 255
)

// Signer gives the key with which a workspace signs what its devices load.
type Signer func(ws kv.Workspace) (ed25519.PrivateKey, error)

// Rollout publishes packs. It is safe for concurrent use.
type Rollout struct {
	store  *kv.Store
	signer Signer
	now    kv.Clock
}

// New over a store.
func New(store *kv.Store, signer Signer, now kv.Clock) *Rollout {
	return &Rollout{store: store, signer: signer, now: now}
}

// Submission is a pack that a person wants live.
type Submission struct {
	File  string // what problems are reported against
	YAML  []byte
	Why   string
	Based Revision // the revision the person looked at; 0 is whichever is newest now
}

// Publish proves a pack beside the live ones and makes it live. A pack that fails is a
// RefusedError; a revision that came meanwhile is a Conflict. Role: compliance.
func (r *Rollout) Publish(ctx context.Context, ws kv.Workspace, who auth.Person, s Submission) (Change, error) {
	if len(s.File) > longestFile {
		return Change{}, fault.New(fault.Invalid, "The name of the file is too long: %d bytes at most.", longestFile).At("file")
	}
	edit := edit{act: Published, why: s.Why, based: s.Based, apply: func(c *contents) (string, error) {
		proof := judge(s.File, s.YAML, *c)
		if !proof.OK() {
			return "", refused(proof.Problems)
		}
		c.packs[proof.Pack.Name] = s.YAML
		return proof.Pack.Name, nil
	}}
	return r.change(ctx, ws, who, edit)
}

// Retire takes a pack out of what is live. Role: compliance.
func (r *Rollout) Retire(ctx context.Context, ws kv.Workspace, who auth.Person, pack, why string) (Change, error) {
	edit := edit{act: Retired, why: why, apply: func(c *contents) (string, error) {
		if _, live := c.packs[pack]; !live {
			return "", fault.New(fault.NotFound, "No pack named %q is live.", pack).At("pack")
		}
		delete(c.packs, pack)
		return pack, nil
	}}
	return r.change(ctx, ws, who, edit)
}

// PublishProfile replaces profile.yaml, on which every pack is compiled anew. Role: compliance.
func (r *Rollout) PublishProfile(ctx context.Context, ws kv.Workspace, who auth.Person, s Submission) (Change, error) {
	edit := edit{act: Profiled, why: s.Why, based: s.Based, apply: func(c *contents) (string, error) {
		if _, err := rule.ParseProfile(profileFile, s.YAML); err != nil {
			return "", refused(problemsOf(profileFile, err))
		}
		c.profile = s.YAML
		return "", nil
	}}
	return r.change(ctx, ws, who, edit)
}

// Rollback publishes everything as it was at an earlier revision, under a new one; to 0 is the
// revision before the newest. Role: compliance.
func (r *Rollout) Rollback(ctx context.Context, ws kv.Workspace, who auth.Person, to Revision, why string) (Change, error) {
	if err := who.Need(auth.Compliance); err != nil {
		return Change{}, err
	}
	old, based, err := r.earlier(ctx, ws, to)
	if err != nil {
		return Change{}, err
	}
	was, err := r.contentsOf(ctx, ws, old.State)
	if err != nil {
		return Change{}, err
	}
	edit := edit{act: RolledBack, why: why, based: based, backTo: old.Revision, apply: func(c *contents) (string, error) {
		*c = was.clone()
		return "", nil
	}}
	return r.change(ctx, ws, who, edit)
}

// earlier finds what to go back to. Who asks for the one before the newest means the newest of
// that moment, on which the rollback is then based.
func (r *Rollout) earlier(ctx context.Context, ws kv.Workspace, to Revision) (old Change, based Revision, err error) {
	if to != 0 {
		old, err = r.at(ctx, ws, to)
		return old, 0, err
	}
	head, err := r.head(ctx, ws)
	if err != nil {
		return Change{}, 0, err
	}
	old, err = r.at(ctx, ws, head.Revision-1)
	return old, head.Revision, err
}

// Begin makes the first revision of a workspace from several packs and a profile at once. A
// workspace that has a revision already is a Conflict. Role: compliance.
func (r *Rollout) Begin(ctx context.Context, ws kv.Workspace, who auth.Person, packs map[string][]byte, profile []byte, why string) (Change, error) {
	edit := edit{act: Published, why: why, apply: func(c *contents) (string, error) {
		if len(c.packs) > 0 {
			return "", fault.New(fault.Conflict, "The workspace has live packs already.")
		}
		*c = contents{packs: packs, profile: profile}.clone()
		if shipped(packs) {
			return "", nil
		}
		return "", proofOfAll(*c)
	}}
	return r.change(ctx, ws, who, edit)
}

// shipped reports whether these are the packs that ship with this version, all of them as they are:
// its own tests have proved each beside the others, which takes seconds that a first start need
// not take again.
func shipped(given map[string][]byte) bool {
	return maps.EqualFunc(given, packs.Sources(), bytes.Equal)
}

// edit is one change to the contents. apply names the pack it touched, if it was one.
type edit struct {
	act    Act
	why    string
	based  Revision
	backTo Revision
	apply  func(*contents) (pack string, err error)
}

// change is the one way to a new revision: may they, what is live, the edit, compile, seal,
// compare and set.
func (r *Rollout) change(ctx context.Context, ws kv.Workspace, who auth.Person, e edit) (Change, error) {
	ctx, span := tracing.Begin(ctx, tracing.Publish)
	c, err := r.changed(ctx, ws, who, e)
	span.Bytes(c.State.Bytes)
	span.End(err)
	return c, err
}

func (r *Rollout) changed(ctx context.Context, ws kv.Workspace, who auth.Person, e edit) (Change, error) {
	why, err := allowed(who, e.why)
	if err != nil {
		return Change{}, err
	}
	head, err := r.head(ctx, ws)
	if err != nil {
		return Change{}, err
	}
	if e.based != 0 && e.based != head.Revision {
		return Change{}, fault.New(fault.Conflict,
			"Revision %d went live while you were editing %d. Look at what is live now, then publish again.",
			head.Revision, e.based)
	}
	before, err := r.contentsOf(ctx, ws, head.State)
	if err != nil {
		return Change{}, err
	}
	after := before.clone()
	_, proving := tracing.Begin(ctx, tracing.Prove)
	pack, err := e.apply(&after)
	proving.End(err)
	if err != nil {
		return Change{}, err
	}
	c := Change{
		Revision: head.Revision + 1, At: r.now().UTC(), Act: e.act, Pack: pack, BackTo: e.backTo,
		Who: string(who.ID), WhoName: who.Name, Why: why, Diff: difference(before, after),
	}
	if c.Diff == "" {
		return Change{}, fault.New(fault.Conflict, "Exactly this is live already; nothing was changed.")
	}
	bundle, err := r.sealed(ws, &c, after)
	if err != nil {
		return Change{}, err
	}
	return c, r.commit(ctx, ws, head.State, c, after, bundle)
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

// sealed compiles and signs the contents, and names the result in the change.
func (r *Rollout) sealed(ws kv.Workspace, c *Change, after contents) ([]byte, error) {
	key, err := r.signer(ws)
	if err != nil {
		return nil, err
	}
	image, err := after.image(compile.Options{EmbargoKey: embargoKey(key)})
	if err != nil {
		return nil, refused(problemsOf("packs", err))
	}
	sign := func(message []byte) []byte { return ed25519.Sign(key, message) }
	bundle, err := seal.Seal(sign, seal.Header{
		Kind: seal.Rules, Workspace: string(ws), Revision: int64(c.Revision), IssuedMs: c.At.UnixMilli(),
	}, image)
	if err != nil {
		return nil, err
	}
	c.State = after.state()
	c.State.Bundle, c.State.Bytes = digestOf(bundle), len(bundle)
	return bundle, nil
}

// embargoKey is the workspace's key for the hashes of embargoed names. It follows from the secret
// half of the signing key and tells nothing of it; devices learn it with the bundle.
func embargoKey(key ed25519.PrivateKey) (out [16]byte) {
	mac := hmac.New(sha256.New, key.Seed())
	mac.Write([]byte("hashes of embargoed names"))
	copy(out[:], mac.Sum(nil))
	return out
}
