package demo

import (
	"context"
	"encoding/hex"
	"math/rand/v2"
	"time"

	"vouch/server/activity"
	"vouch/server/links"
	"vouch/shared/check"
	"vouch/shared/wire"
)

// month draws the invented facts of the thirty days before now: the same for the same day, a
// little more every week, quiet at weekends. It draws from one source in one order.
type month struct {
	rooms   Rooms
	random  *rand.Rand
	people  []actor
	stories []offer
	now     time.Time
}

const (
	days = 30
	seed = 2026 // any number; another one gives another month
)

func (r Rooms) seedMonth(ctx context.Context, people []actor, stories []offer, now time.Time) error {
	m := month{
		rooms: r, random: rand.New(rand.NewPCG(seed, 0)), //nolint:gosec // it guards nothing, and must repeat itself
		people: people, stories: stories, now: now,
	}
	today := now.Truncate(24 * time.Hour)
	for ago := days; ago >= 0; ago-- {
		if err := m.day(ctx, today.AddDate(0, 0, -ago), days-ago); err != nil {
			return err
		}
	}
	return r.Follower.CatchUp(ctx, Workspace)
}

// day draws the shares of one day, and the clicks that each brings.
func (m *month) day(ctx context.Context, start time.Time, nth int) error {
	shares := 3 + nth/6 + m.random.IntN(3)
	if weekday := start.Weekday(); weekday == time.Saturday || weekday == time.Sunday {
		shares /= 4
	}
	for range shares {
		if err := m.share(ctx, start); err != nil {
			return err
		}
	}
	return nil
}

func (m *month) share(ctx context.Context, day time.Time) error {
	who := m.people[m.pick(len(m.people), func(i int) float64 { return m.people[i].zeal })]
	at := m.during(day)
	fact := wire.Fact{
		ID: m.uuid(), Kind: wire.Shared, AtMs: at.UnixMilli(), Surface: "post", Verdict: check.Clear.String(),
	}
	story, ok := m.storyAt(at)
	const ownWords = 0.2 // a fifth of all shares is about no story
	if !ok || m.random.Float64() < ownWords {
		return m.record(ctx, who, fact)
	}
	link, err := m.link(ctx, who, story)
	if err != nil {
		return err
	}
	fact.Story, fact.Code = string(story.ID), string(link.Code)
	if err := m.record(ctx, who, fact); err != nil {
		return err
	}
	return m.clicks(ctx, link, at, story.pull)
}

// record is left out when it would lie in the future: today is not over.
func (m *month) record(ctx context.Context, who actor, fact wire.Fact) error {
	if fact.AtMs > m.now.UnixMilli() {
		return nil
	}
	_, err := m.rooms.Log.Record(ctx, Workspace, whoIs(who), []wire.Fact{fact})
	return err
}

func whoIs(who actor) activity.Who {
	return activity.Who{Advocate: activity.Pseudonym(who.Pseudonym), Team: activity.Team(who.Team)}
}

func (m *month) link(ctx context.Context, who actor, story offer) (links.Link, error) {
	return m.rooms.Links.Mint(ctx, Workspace, links.Request{
		Story: activity.Story(story.ID), Campaign: story.Campaign, Destination: story.Destination,
		Advocate: activity.Pseudonym(who.Pseudonym), Team: activity.Team(who.Team), Channel: "linkedin",
	})
}

// clicks come mostly in the first hours, one in eight from a machine.
func (m *month) clicks(ctx context.Context, link links.Link, shared time.Time, pull float64) error {
	count := int(m.random.ExpFloat64() * 9 * pull)
	for range count {
		after := time.Duration(m.random.ExpFloat64() * float64(7*time.Hour))
		click := activity.Click{
			At: shared.Add(after), Code: link.Code, Story: link.Story, Advocate: link.Advocate,
			Team: link.Team, Class: activity.Person, Visitor: activity.Visitor(m.random.Uint64()),
			Country: one(m.random, "US", "US", "US", "GB", "DE", "DE", "NO", "FR", "IN"),
			Device:  one(m.random, "phone", "phone", "phone", "desktop", "desktop", "tablet"),
		}
		if m.random.IntN(8) == 0 {
			click.Class, click.Reason = activity.Preview, "LinkedInBot"
		}
		if click.At.After(m.now) {
			continue
		}
		if err := m.rooms.Clicks.Record(ctx, Workspace, click); err != nil {
			return err
		}
	}
	return nil
}

// storyAt picks one that was out by then.
func (m *month) storyAt(at time.Time) (offer, bool) {
	var out []offer
	for _, story := range m.stories {
		if story.Offered(at) {
			out = append(out, story)
		}
	}
	if len(out) == 0 {
		return offer{}, false
	}
	return out[m.pick(len(out), func(i int) float64 { return out[i].pull })], true
}

// pick draws an index by weight.
func (m *month) pick(n int, weight func(int) float64) int {
	total := 0.0
	for i := range n {
		total += weight(i)
	}
	left := m.random.Float64() * total
	for i := range n - 1 {
		if left -= weight(i); left < 0 {
			return i
		}
	}
	return n - 1
}

// during is a moment of the working day.
func (m *month) during(day time.Time) time.Time {
	const opens, span = 7 * time.Hour, 11 * time.Hour
	return day.Add(opens + time.Duration(m.random.Int64N(int64(span))))
}

// uuid is of version 4 in form, and drawn like everything else here.
func (m *month) uuid() string {
	var b [16]byte
	for i := range b {
		b[i] = byte(m.random.Uint32() >> 24)
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	text := hex.EncodeToString(b[:])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}

// one draws among values; who stands there more often comes more often.
func one(random *rand.Rand, values ...string) string { return values[random.IntN(len(values))] }
