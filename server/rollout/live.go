package rollout

import (
	"context"
	"crypto/ed25519"
	"maps"
	"slices"

	"vouch/server/kv"
	"vouch/shared/check"
	"vouch/shared/compile"
	"vouch/shared/program"
	"vouch/shared/rule"
	"vouch/shared/seal"
)

// LivePack is a pack that devices judge with now.
type LivePack struct {
	Name string
	YAML []byte
	Pack *rule.Pack
}

// Live is everything that devices judge with now.
type Live struct {
	Change      Change // that made it so; revision 0 when nothing is live
	Packs       []LivePack
	ProfileYAML []byte
	Profile     *rule.Profile
}

// Pack finds a live pack by name; nil when there is none.
func (l Live) Pack(name string) *LivePack {
	for i := range l.Packs {
		if l.Packs[i].Name == name {
			return &l.Packs[i]
		}
	}
	return nil
}

// Live reads what is live, for people to see.
func (r *Rollout) Live(ctx context.Context, ws kv.Workspace) (Live, error) {
	head, err := r.head(ctx, ws)
	if err != nil {
		return Live{}, err
	}
	c, err := r.contentsOf(ctx, ws, head.State)
	if err != nil {
		return Live{}, err
	}
	packs, profile, err := c.parse()
	if err != nil {
		return Live{}, err
	}
	live := Live{Change: head, ProfileYAML: c.profile, Profile: profile}
	for i, name := range slices.Sorted(maps.Keys(c.packs)) {
		live.Packs = append(live.Packs, LivePack{Name: name, YAML: c.packs[name], Pack: packs[i]})
	}
	return live, nil
}

// At is the change that made a revision; NotFound when there is none.
func (r *Rollout) At(ctx context.Context, ws kv.Workspace, revision Revision) (Change, error) {
	return r.at(ctx, ws, revision)
}

// Prove judges a pack beside what is live and changes nothing. Anybody may.
func (r *Rollout) Prove(ctx context.Context, ws kv.Workspace, file string, yaml []byte) (Proof, error) {
	head, err := r.head(ctx, ws)
	if err != nil {
		return Proof{}, err
	}
	live, err := r.contentsOf(ctx, ws, head.State)
	if err != nil {
		return Proof{}, err
	}
	return judge(file, yaml, live), nil
}

// Checker is the engine with the workspace's live rules, read from the very bundle that devices
// load; it judges nothing when nothing is live. It is for one goroutine.
func (r *Rollout) Checker(ctx context.Context, ws kv.Workspace) (*check.Checker, error) {
	ref, err := r.Ref(ctx, ws)
	if err != nil {
		return nil, err
	}
	if ref.Revision == 0 {
		return emptyChecker()
	}
	bundle, err := r.Bundle(ctx, ws, string(ref.Digest))
	if err != nil {
		return nil, err
	}
	key, err := r.signer(ws)
	if err != nil {
		return nil, err
	}
	public, _ := key.Public().(ed25519.PublicKey)
	opened, err := seal.Open(bundle, public, seal.Expect{Kind: seal.Rules, Workspace: string(ws)})
	if err != nil {
		return nil, err
	}
	loaded, err := program.Load(opened.Payload)
	if err != nil {
		return nil, err
	}
	return check.New(loaded), nil
}

func emptyChecker() (*check.Checker, error) {
	image, err := contents{}.image(compile.Options{})
	if err != nil {
		return nil, err
	}
	loaded, err := program.Load(image)
	if err != nil {
		return nil, err
	}
	return check.New(loaded), nil
}
