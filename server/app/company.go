package app

import (
	"context"
	"time"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/points"
	"vouch/server/workspace"
)

// company implements points.Company: what the ledger asks of other rooms.
type company struct {
	library *content.Library
	rules   *liveRules
	people  *auth.Directory

	workspaces *workspace.Workspaces
}

func (c company) Title(ctx context.Context, ws kv.Workspace, story activity.Story) (string, bool) {
	found, err := c.library.Story(ctx, ws, content.StoryID(story))
	return found.Title, err == nil
}

func (c company) Zone(ctx context.Context, ws kv.Workspace) (*time.Location, error) {
	found, err := c.workspaces.Get(ctx, ws)
	if fault.Is(err, fault.NotFound) {
		return time.UTC, nil
	}
	return found.Counting.Location(), err
}

// Manner implements activity.Manners.
func (c company) Manner(ctx context.Context, ws kv.Workspace) (activity.Manner, error) {
	found, err := c.workspaces.Get(ctx, ws)
	if fault.Is(err, fault.NotFound) {
		return activity.Manner{Zone: time.UTC}, nil
	}
	return activity.Manner{Zone: found.Counting.Location(), Aggregate: found.Mode.Aggregate}, err
}

// Restrictions are the policies of live packs that switch points off.
func (c company) Restrictions(ctx context.Context, ws kv.Workspace) ([]points.Restriction, error) {
	live, err := c.rules.of(ctx, ws)
	return live.restrictions, err
}

func (c company) Circumstances(ctx context.Context, ws kv.Workspace, who activity.Pseudonym) (points.Circumstances, error) {
	person, err := c.people.ByPseudonym(ctx, ws, auth.Pseudonym(who))
	if fault.Is(err, fault.NotFound) {
		return points.Circumstances{}, nil
	}
	return points.Circumstances{Country: person.Country, Role: person.Position.Role()}, err
}
