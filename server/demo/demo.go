// Package demo fills a workspace with an invented company, so that a newcomer sees what a month of
// sharing looks like. It goes through the other rooms' own doors, as people would.
//
// It promises that nothing in it is real, that the same day gives the same month, and that a
// start which was cut short is completed by the next.
package demo

import (
	"context"
	"fmt"
	"time"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/fault"
	"vouch/server/links"
	"vouch/server/points"
	"vouch/server/rollout"
	"vouch/server/workspace"
	"vouch/shared/packs"
)

// Rooms are those whose doors it uses.
type Rooms struct {
	Workspaces *workspace.Workspaces
	People     *auth.Directory
	Rules      *rollout.Rollout
	Library    *content.Library
	Links      *links.Service
	Log        *activity.Log
	Clicks     *activity.Clicks
	Follower   *activity.Follower
	Ledger     *points.Ledger
	Rewards    *points.Rewards
}

// Make makes the company when there is none, and gives the person who signs in first, who has
// every role.
func (r Rooms) Make(ctx context.Context, now time.Time) (auth.Person, error) {
	company, err := r.Workspaces.Get(ctx, Workspace)
	if fault.Is(err, fault.NotFound) {
		company, err = r.Workspaces.Create(ctx, Workspace, companyName)
	}
	if err != nil {
		return auth.Person{}, err
	}
	wanted := people()
	if company.Demo {
		wanted = wanted[:1] // whoever else was removed since stays away
	}
	actors, err := r.people(ctx, wanted)
	if err == nil && !company.Demo {
		err = r.furnish(ctx, actors, now.UTC())
	}
	if err != nil {
		return auth.Person{}, err
	}
	return actors[0].Person, nil
}

// actor is a person of the demo with their record.
type actor struct {
	auth.Person
	zeal float64
}

// people finds or makes them, by name.
func (r Rooms) people(ctx context.Context, all []player) ([]actor, error) {
	held, err := r.People.People(ctx, Workspace)
	if err != nil {
		return nil, err
	}
	byName := map[string]auth.Person{}
	for _, person := range held {
		byName[person.Name] = person
	}
	var actors []actor
	for _, wanted := range all {
		person, ok := byName[wanted.Name]
		if !ok {
			if person, err = r.People.Add(ctx, Workspace, wanted.NewPerson); err != nil {
				return nil, err
			}
		}
		actors = append(actors, actor{Person: person, zeal: wanted.zeal})
	}
	return actors, nil
}

// furnish fills the workspace and marks it last, so that a start cut short is done again.
func (r Rooms) furnish(ctx context.Context, people []actor, now time.Time) error {
	if err := r.Workspaces.SetTeams(ctx, Workspace, teams()); err != nil {
		return err
	}
	if err := r.Workspaces.SetDestinations(ctx, Workspace, destinations()); err != nil {
		return err
	}
	first := people[0].Person
	_, err := r.Rules.Begin(ctx, Workspace, first, packs.Sources(), profile, "The packs that ship with Vouch, for a first look")
	if err != nil && !fault.Is(err, fault.Conflict) {
		return err
	}
	stories, err := r.stories(ctx, first, now)
	if err != nil {
		return err
	}
	if err := r.seedMonth(ctx, people, stories, now); err != nil {
		return err
	}
	if err := r.prize(ctx, people); err != nil {
		return err
	}
	return r.Workspaces.MarkDemo(ctx, Workspace)
}

// prize offers what points can be spent on, and shows those on the board of people who chose it.
func (r Rooms) prize(ctx context.Context, people []actor) error {
	for _, reward := range rewards() {
		if err := r.Rewards.Offer(ctx, Workspace, reward); err != nil {
			return err
		}
	}
	for i, shown := range appearances() {
		who := activity.Pseudonym(people[i+1].Pseudonym)
		if err := r.Ledger.Show(ctx, Workspace, who, shown); err != nil {
			return err
		}
	}
	return nil
}

// stories finds or makes every story, by title.
func (r Rooms) stories(ctx context.Context, author auth.Person, now time.Time) ([]offer, error) {
	held, err := r.Library.Stories(ctx, Workspace)
	if err != nil {
		return nil, err
	}
	byTitle := map[string]content.Story{}
	for _, story := range held {
		byTitle[story.Title] = story
	}
	offers := stories()
	for i, wanted := range offers {
		story, ok := byTitle[wanted.Title]
		if !ok {
			wanted.Published = wanted.published(now.Truncate(24 * time.Hour))
			story, _, err = r.Library.Add(ctx, Workspace, author, wanted.Story)
			if err != nil {
				return nil, fmt.Errorf("the story %q: %w", wanted.Title, err)
			}
		}
		offers[i].Story = story
	}
	return offers, nil
}
