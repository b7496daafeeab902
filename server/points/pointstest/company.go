// Package pointstest gives tests of other rooms a company that the ledger can ask.
package pointstest

import (
	"context"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/points"
)

// Company implements points.Company from its fields; the zero value has no stories, no rules and
// days in UTC.
type Company struct {
	Titles func(activity.Story) (title string, ok bool)
	In     *time.Location
	Rules  []points.Restriction
	People map[activity.Pseudonym]points.Circumstances
}

// Title implements points.Company.
func (c *Company) Title(_ context.Context, _ kv.Workspace, story activity.Story) (string, bool) {
	if c.Titles == nil {
		return "", false
	}
	return c.Titles(story)
}

// Zone implements points.Company.
func (c *Company) Zone(context.Context, kv.Workspace) (*time.Location, error) {
	if c.In == nil {
		return time.UTC, nil
	}
	return c.In, nil
}

// Restrictions implements points.Company.
func (c *Company) Restrictions(context.Context, kv.Workspace) ([]points.Restriction, error) {
	return c.Rules, nil
}

// Circumstances implements points.Company.
func (c *Company) Circumstances(_ context.Context, _ kv.Workspace, who activity.Pseudonym) (points.Circumstances, error) {
	return c.People[who], nil
}
