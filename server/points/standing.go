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
	for _, message := range last.Val() {
		standing.Entries = append(standing.Entries, l.shown(ctx, ws, message))
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
	entries := make([]wire.Entry, len(messages))
	for i, message := range messages {
		entries[i] = l.shown(ctx, ws, message)
	}
	return entries, nil
}

func (l *Ledger) shown(ctx context.Context, ws kv.Workspace, message kv.Message) wire.Entry {
	text := func(field string) string { s, _ := message.Values[field].(string); return s }
	return wire.Entry{
		AtMs: number(message.Values["d"]), Points: number(message.Values["p"]), Fact: text("f"),
		Reason: l.words(ctx, ws, reason(text("r")), activity.Story(text("s")), text("w")),
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
func (l *Ledger) words(ctx context.Context, ws kv.Workspace, why reason, story activity.Story, note string) string {
	title := "a company story"
	if known, ok := l.titles.Title(ctx, ws, story); ok {
		title = "“" + known + "”"
	}
	switch why {
	case forStory:
		return "Shared " + title
	case forOwn:
		return "Posted in your own words"
	case forClick:
		return "Somebody followed your link to " + title
	case storyAgain:
		return "Shared " + title + " again: a story earns points once a day"
	case storyCapped:
		return "Shared " + title + fmt.Sprintf(": shares earn at most %d points a day", storyAward.daily)
	case ownCapped:
		return fmt.Sprintf("Posted in your own words: that earns at most %d points a day", ownAward.daily)
	case clickCapped:
		return fmt.Sprintf("More people followed your links: clicks earn at most %d points a day", clickAward.daily)
	case takenBack:
		return "Taken back: " + note
	}
	return "Points"
}
