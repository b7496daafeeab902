package app

import (
	"context"
	"slices"

	"vouch/server/activity"
	"vouch/server/content"
	"vouch/server/devicesync"
	"vouch/server/links"
	"vouch/shared/wire"
)

// claims hold what devices say of stories and links to what is so: points and reports rest on it.
type claims struct {
	library *content.Library
	links   *links.Service
}

// hold gives the facts back without claims that do not hold: a story that is not of this
// workspace, or a link that is not this advocate's. What happened stays a fact: a post was
// shared, in the author's own words then.
func (c claims) hold(ctx context.Context, from devicesync.Sender, facts []wire.Fact) ([]wire.Fact, error) {
	stories, codes := claimed(facts)
	known, err := c.library.Known(ctx, from.Workspace, stories)
	if err != nil {
		return nil, err
	}
	owned, err := c.links.Owned(ctx, from.Workspace, activity.Pseudonym(from.Pseudonym), codes)
	if err != nil {
		return nil, err
	}
	held := make([]wire.Fact, len(facts))
	for i, fact := range facts {
		if !known[content.StoryID(fact.Story)] {
			fact.Story = ""
		}
		if !owned[activity.Code(fact.Code)] {
			fact.Code = ""
		}
		held[i] = fact
	}
	return held, nil
}

// claimed lists the stories and codes that the facts name, each once.
func claimed(facts []wire.Fact) (stories []content.StoryID, codes []activity.Code) {
	for _, fact := range facts {
		if fact.Story != "" {
			stories = append(stories, content.StoryID(fact.Story))
		}
		if fact.Code != "" {
			codes = append(codes, activity.Code(fact.Code))
		}
	}
	slices.Sort(stories)
	slices.Sort(codes)
	return slices.Compact(stories), slices.Compact(codes)
}
