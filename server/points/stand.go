package points

import (
	"context"
	"slices"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
)

// Stand is how one advocate stands on the board of people of a period.
type Stand struct {
	Period string // "2026-Q4"
	Points int64  // their own in the period, also when hidden
	Shown  Shown
	Rank   int    // among those who chose to stand there; 0 is not there
	First  []Face // the first places
}

// Stand reads the board of people as one advocate may see it.
func (l *Ledger) Stand(ctx context.Context, ws kv.Workspace, who activity.Pseudonym, period Period, first int) (Stand, error) {
	name, err := l.spanNow(ctx, ws, period)
	if err != nil {
		return Stand{}, err
	}
	stand := Stand{Period: name}
	if stand.Shown, err = l.Shown(ctx, ws, who); err != nil {
		return Stand{}, err
	}
	if stand.Points, err = l.pointsOn(ctx, ws, who, name); err != nil {
		return Stand{}, err
	}
	faces, err := l.Faces(ctx, ws, period, longestBoard)
	if err != nil {
		return Stand{}, err
	}
	if at := slices.IndexFunc(faces, func(f Face) bool { return f.ID == string(who) }); at >= 0 {
		stand.Rank = faces[at].Rank
	}
	stand.First = faces[:min(first, len(faces))]
	return stand, nil
}

func (l *Ledger) pointsOn(ctx context.Context, ws kv.Workspace, who activity.Pseudonym, name string) (int64, error) {
	var stored float64
	err := l.live(ctx, ws, func(at activity.Generation) (err error) {
		stored, err = l.store.ZScore(ctx, boardKey(at, Advocates, name), string(who)).Result()
		if kv.Missing(err) {
			stored, err = 0, nil
		}
		return err
	})
	return scoreOf(stored).points, kv.Fault("read points of a period", err)
}

// StoryShare is a story that somebody shared.
type StoryShare struct {
	Story activity.Story
	At    time.Time // the last time
}

// sharesRead bounds what is read of a ledger for Shares, which also holds clicks.
const sharesRead = 1000

// Shares lists the stories that somebody shared since an instant, the newest first, at most n of
// them. It is read from the ledger, so that shares which earned nothing stand there too.
func (l *Ledger) Shares(ctx context.Context, ws kv.Workspace, who activity.Pseudonym, since time.Time, n int) ([]StoryShare, error) {
	var messages []kv.Message
	err := l.live(ctx, ws, func(at activity.Generation) (err error) {
		messages, err = l.store.XRevRangeN(ctx, ledgerKey(at, who), "+", "-", sharesRead).Result()
		return err
	})
	if err != nil {
		return nil, kv.Fault("read shares", err)
	}
	var shares []StoryShare
	known := map[activity.Story]bool{}
	for _, message := range messages {
		e := entryOf(who, message)
		what, _ := e.deed()
		if what != story || known[e.fact.Story] || e.fact.At.Before(since) || len(shares) == n {
			continue
		}
		known[e.fact.Story] = true
		shares = append(shares, StoryShare{e.fact.Story, e.fact.At})
	}
	return shares, nil
}
