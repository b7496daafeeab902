package app

import (
	"context"

	"vouch/server/activity"
	"vouch/server/content"
	"vouch/server/devicesync"
	"vouch/server/kv"
	"vouch/server/links"
	"vouch/server/points"
	"vouch/server/rollout"
	"vouch/server/surfaces"
	"vouch/server/workspace"
	"vouch/shared/wire"
)

// destinations are the list of a workspace, for stories and for links.
type destinations struct {
	workspaces *workspace.Workspaces
	loopback   bool
}

// Destinations implements links.Destinations.
func (d destinations) Destinations(ctx context.Context, ws kv.Workspace) ([]string, error) {
	found, err := d.workspaces.Get(ctx, ws)
	return found.Destinations, err
}

// Destination implements content.Destinations.
func (d destinations) Destination(ctx context.Context, ws kv.Workspace, address string) (string, error) {
	rules, err := d.Destinations(ctx, ws)
	if err != nil {
		return "", err
	}
	return address, links.CheckDestination(address, rules, d.loopback)
}

func whoIs(from devicesync.Sender) activity.Who {
	return activity.Who{Advocate: activity.Pseudonym(from.Pseudonym), Team: activity.Team(from.Team)}
}

// standings implements devicesync.Standings.
type standings struct {
	follower *activity.Follower
	ledger   *points.Ledger
}

func (s standings) Standing(ctx context.Context, of devicesync.Sender) (wire.Standing, error) {
	if err := s.follower.CatchUp(ctx, of.Workspace); err != nil {
		return wire.Standing{}, err
	}
	return s.ledger.Standing(ctx, of.Workspace, whoIs(of))
}

// Glance implements devicesync.Standings.
func (s standings) Glance(ctx context.Context, of devicesync.Sender) (wire.Standing, error) {
	return s.ledger.Standing(ctx, of.Workspace, whoIs(of))
}

// Turn implements devicesync.Standings.
func (s standings) Turn(ctx context.Context, ws kv.Workspace) (string, error) {
	return s.follower.Turn(ctx, ws)
}

// settings implements devicesync.Settings.
type settings struct {
	workspaces *workspace.Workspaces
	rules      *liveRules
	rewards    *points.Rewards
	practice   string
}

func (s *settings) Settings(ctx context.Context, ws kv.Workspace) (wire.Settings, error) {
	company, err := s.workspaces.Get(ctx, ws)
	if err != nil {
		return wire.Settings{}, err
	}
	live, err := s.rules.of(ctx, ws)
	if err != nil {
		return wire.Settings{}, err
	}
	ages := company.RuleAges()
	offers, err := s.rewards.Offers(ctx, ws)
	if err != nil {
		return wire.Settings{}, err
	}
	return wire.Settings{
		WorkspaceName: company.Name,
		PerPerson:     company.Switches.PerPerson, Regulated: company.Switches.Regulated,
		Paint: company.Switches.Paint, Hold: company.Switches.Hold,
		Practice: s.practice, Names: live.names,
		Mode: told(company.Mode), Ages: &ages,
		// Where points buy rewards, sharing is paid for, and some rules ask for that.
		Context: &wire.Context{Compensated: len(offers) > 0 && !company.Mode.Aggregate},
	}, nil
}

// told is the mode as devices hear it: nothing of a workspace that never chose.
func told(mode workspace.Mode) *wire.Mode {
	if mode.Turn == 0 {
		return nil
	}
	return &mode.Mode
}

// ruleBundles implements devicesync.Bundles.
type ruleBundles struct{ rules *rollout.Rollout }

func (b ruleBundles) Live(ctx context.Context, ws kv.Workspace) (wire.BundleRef, error) {
	ref, err := b.rules.Ref(ctx, ws)
	return wire.BundleRef{Revision: int64(ref.Revision), Digest: string(ref.Digest), Bytes: ref.Bytes}, err
}

func (b ruleBundles) Bundle(ctx context.Context, ws kv.Workspace, digest string) ([]byte, error) {
	return b.rules.Bundle(ctx, ws, digest)
}

// libraryBundles implements devicesync.Bundles.
type libraryBundles struct{ library *content.Library }

func (b libraryBundles) Live(ctx context.Context, ws kv.Workspace) (wire.BundleRef, error) {
	ref, err := b.library.Ref(ctx, ws)
	return wire.BundleRef{Revision: ref.Revision, Digest: ref.Digest, Bytes: ref.Bytes}, err
}

func (b libraryBundles) Bundle(ctx context.Context, ws kv.Workspace, digest string) ([]byte, error) {
	return b.library.Bundle(ctx, ws, digest)
}

// surfaceBundles implements devicesync.Bundles.
type surfaceBundles struct{ surfaces *surfaces.Surfaces }

func (b surfaceBundles) Live(ctx context.Context, ws kv.Workspace) (wire.BundleRef, error) {
	ref, err := b.surfaces.Ref(ctx, ws)
	return wire.BundleRef{Revision: int64(ref.Revision), Digest: ref.Digest, Bytes: ref.Bytes}, err
}

func (b surfaceBundles) Bundle(ctx context.Context, ws kv.Workspace, digest string) ([]byte, error) {
	return b.surfaces.Bundle(ctx, ws, digest)
}
