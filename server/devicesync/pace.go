package devicesync

import (
	"context"
	"time"

	"vouch/server/kv"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// How often devices ask. Something that was just published, or a campaign that runs, is worth a
// minute's pace; else five minutes cost a hundred thousand browsers 333 questions a second.
const (
	calm  = 300 * time.Second
	brisk = 60 * time.Second

	afterPublishing = 10 * time.Minute
	openCampaign    = 3 * 24 * time.Hour // of a story in a campaign without an end
)

// span of time; until is excluded.
type span struct{ from, until time.Time }

// NextPoll draws the seconds until a device asks again: a fifth around the pace of the moment, so
// that a morning's thousand browsers do not ask in the same second for the rest of the day.
func (e *Exchange) NextPoll(now *view) int {
	pace := calm
	at := e.options.Now()
	for _, s := range now.lively {
		if !at.Before(s.from) && at.Before(s.until) {
			pace = brisk
		}
	}
	return int(pace.Seconds() * (0.8 + 0.4*e.options.Random()))
}

// livelyOf reads from the bundles themselves when they were issued and which campaigns run.
func (e *Exchange) livelyOf(ctx context.Context, ws kv.Workspace, v *view) (spans []span, err error) {
	before := e.lately.of(ws).last()
	if before != nil && before.rules == v.rules && before.library == v.library {
		return before.lively, nil
	}
	for _, out := range []live{v.rules, v.library} {
		if out.Revision == 0 {
			continue
		}
		sealed, err := e.whole(ctx, ws, out.Digest)
		if err != nil {
			return nil, err
		}
		opened, err := seal.Read(sealed)
		if err != nil {
			return nil, err
		}
		issued := time.UnixMilli(opened.IssuedMs)
		spans = append(spans, span{issued, issued.Add(afterPublishing)})
		if opened.Kind == seal.Library {
			spans = append(spans, campaigns(opened.Payload)...)
		}
	}
	return spans, nil
}

// campaigns of a library; one that this version cannot read has none.
func campaigns(payload []byte) (spans []span) {
	stories, err := wire.ReadLibrary(payload)
	if err != nil {
		return nil
	}
	for i := range stories {
		if stories[i].Campaign == "" {
			continue
		}
		from := time.UnixMilli(stories[i].PublishedMs)
		until := from.Add(openCampaign)
		if stories[i].UntilMs != 0 {
			until = time.UnixMilli(stories[i].UntilMs)
		}
		spans = append(spans, span{from, until})
	}
	return spans
}
