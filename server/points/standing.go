package points

import (
	"context"
	"fmt"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// shownEntries is how many entries a standing holds (wire.Standing).
const shownEntries = 20

// Standing is what one advocate's sharing earned; the rank is of the team over all time. Its
// Team is the team's id: the caller, who knows people, writes the name.
func (l *Ledger) Standing(ctx context.Context, ws kv.Workspace, who activity.Who) (wire.Standing, error) {
	pipe := l.store.Pipeline()
	total := pipe.HGetAll(ctx, totalKey(ws, who.Advocate))
	last := pipe.XRevRangeN(ctx, ledgerKey(ws, who.Advocate), "+", "-", shownEntries)
	if _, err := pipe.Exec(ctx); err != nil {
		return wire.Standing{}, kv.Fault("read a standing", err)
	}
	standing := wire.Standing{
		Balance: number(total.Val()["balance"]), Shares: number(total.Val()["shares"]),
		Clicks: number(total.Val()["clicks"]), Team: string(who.Team), Entries: []wire.Entry{},
	}
	name := l.namer(ctx, ws)
	for _, message := range last.Val() {
		standing.Entries = append(standing.Entries, shown(message, name))
	}
	var err error
	standing.Rank, standing.Teams, err = l.rank(ctx, boardKey(ws, Teams, spanOf(Ever, l.now()).name), string(who.Team))
	return standing, kv.Fault("read a rank", err)
}

// Entries reads somebody's whole ledger, oldest first: what a person may ask for about themselves.
func (l *Ledger) Entries(ctx context.Context, ws kv.Workspace, who activity.Pseudonym) ([]wire.Entry, error) {
	messages, err := l.store.XRange(ctx, ledgerKey(ws, who), "-", "+").Result()
	if err != nil {
		return nil, kv.Fault("read a ledger", err)
	}
	name := l.namer(ctx, ws)
	entries := make([]wire.Entry, len(messages))
	for i, message := range messages {
		entries[i] = shown(message, name)
	}
	return entries, nil
}

// namer names stories in a sentence and asks for each title once.
func (l *Ledger) namer(ctx context.Context, ws kv.Workspace) func(activity.Story) string {
	known := map[activity.Story]string{}
	return func(story activity.Story) string {
		name, ok := known[story]
		if ok {
			return name
		}
		name = "a company story"
		if title, ok := l.titles.Title(ctx, ws, story); ok {
			name = "“" + title + "”"
		}
		known[story] = name
		return name
	}
}

func shown(message kv.Message, name func(activity.Story) string) wire.Entry {
	text := func(field string) string { s, _ := message.Values[field].(string); return s }
	return wire.Entry{
		AtMs: number(message.Values["d"]), Points: number(message.Values["p"]), Fact: text("f"),
		Reason: words(reason(text("r")), activity.Story(text("s")), text("w"), name),
	}
}

// entryOf reads a stored line back, as far as a reversal needs it.
func entryOf(who activity.Pseudonym, message kv.Message) entry {
	text := func(field string) string { s, _ := message.Values[field].(string); return s }
	return entry{
		points: number(message.Values["p"]),
		fact: &activity.Fact{
			ID: text("f"), Advocate: who, Team: activity.Team(text("t")), Story: activity.Story(text("s")),
			At: time.UnixMilli(number(message.Values["d"])).UTC(),
		},
	}
}

// words says in plain words why an entry was made.
func words(why reason, story activity.Story, note string, name func(activity.Story) string) string {
	switch why {
	case forStory:
		return "Shared " + name(story)
	case forOwn:
		return "Posted in your own words"
	case forClick:
		return "Somebody followed your link to " + name(story)
	case storyAgain:
		return "Shared " + name(story) + " again: a story earns points once a day"
	case storyCapped:
		return "Shared " + name(story) + fmt.Sprintf(": shares earn at most %d points a day", storyAward.daily)
	case ownCapped:
		return fmt.Sprintf("Posted in your own words: that earns at most %d points a day", ownAward.daily)
	case clickCapped:
		return fmt.Sprintf("More people followed your links: clicks earn at most %d points a day", clickAward.daily)
	case toldLate:
		if story == "" {
			return "Posted in your own words, but told too late to earn points"
		}
		return "Shared " + name(story) + ", but told too late to earn points"
	case takenBack:
		return "Taken back: " + note
	}
	return "Points"
}
