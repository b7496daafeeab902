package app

import (
	"context"
	"fmt"
	"time"

	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/fault"
)

// demo makes the demo workspace through the rooms' own doors when there is none, and gives a
// sign-in link and a pairing code of its first person. What a start that was cut short left
// behind is completed.
func (r *rooms) demo(ctx context.Context, config Config, url string) (signIn, pairingCode string, err error) {
	company, err := r.workspaces.Get(ctx, demoWorkspace)
	if fault.Is(err, fault.NotFound) {
		company, err = r.workspaces.Create(ctx, demoWorkspace, demoName)
	}
	if err != nil {
		return "", "", err
	}
	people, err := r.demoPeople(ctx)
	if err != nil {
		return "", "", err
	}
	if !company.Demo {
		if err := r.furnish(ctx, people, config.Now().UTC()); err != nil {
			return "", "", err
		}
	}
	first := people[0].Person
	token, err := r.desk.Link(ctx, demoWorkspace, first.ID)
	if err != nil {
		return "", "", err
	}
	code, err := r.devices.Code(ctx, demoWorkspace, first.ID)
	return url + auth.SignInPath(token), code.Text, err
}

// demoActor is a person of the demo with their record.
type demoActor struct {
	auth.Person
	zeal float64
}

// demoPeople finds or makes everybody, by name. Somebody whom the demo's user removed comes back
// with the next start; the first person must be there to sign in as.
func (r *rooms) demoPeople(ctx context.Context) ([]demoActor, error) {
	held, err := r.people.People(ctx, demoWorkspace)
	if err != nil {
		return nil, err
	}
	byName := map[string]auth.Person{}
	for _, person := range held {
		byName[person.Name] = person
	}
	var actors []demoActor
	for _, wanted := range demoPeople() {
		person, ok := byName[wanted.Name]
		if !ok {
			if person, err = r.people.Add(ctx, demoWorkspace, wanted.NewPerson); err != nil {
				return nil, err
			}
		}
		actors = append(actors, demoActor{Person: person, zeal: wanted.zeal})
	}
	return actors, nil
}

// furnish fills the workspace and marks it last, so that a start cut short is done again.
func (r *rooms) furnish(ctx context.Context, people []demoActor, now time.Time) error {
	if err := r.workspaces.SetTeams(ctx, demoWorkspace, demoTeams()); err != nil {
		return err
	}
	if err := r.workspaces.SetDestinations(ctx, demoWorkspace, demoDestinations()); err != nil {
		return err
	}
	first := people[0].Person
	err := r.publishShipped(ctx, demoWorkspace, first, demoProfile, "The packs that ship with Vouch, for a first look")
	if err != nil && !fault.Is(err, fault.Conflict) {
		return err
	}
	stories, err := r.demoStories(ctx, first, now)
	if err != nil {
		return err
	}
	if err := r.seedMonth(ctx, people, stories, now); err != nil {
		return err
	}
	return r.workspaces.MarkDemo(ctx, demoWorkspace)
}

// demoStories finds or makes every story, by title.
func (r *rooms) demoStories(ctx context.Context, author auth.Person, now time.Time) ([]demoStory, error) {
	held, err := r.library.Stories(ctx, demoWorkspace)
	if err != nil {
		return nil, err
	}
	byTitle := map[string]content.Story{}
	for _, story := range held {
		byTitle[story.Title] = story
	}
	stories := demoStories()
	for i, wanted := range stories {
		story, ok := byTitle[wanted.Title]
		if !ok {
			wanted.Published = wanted.published(now.Truncate(24 * time.Hour))
			story, _, err = r.library.Add(ctx, demoWorkspace, author, wanted.Story)
			if err != nil {
				return nil, fmt.Errorf("the story %q: %w", wanted.Title, err)
			}
		}
		stories[i].Story = story
	}
	return stories, nil
}
