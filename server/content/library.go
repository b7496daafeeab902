package content

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/check"
)

// Signer gives the key with which a workspace signs what its devices load.
type Signer func(ws kv.Workspace) (ed25519.PrivateKey, error)

// Rules gives the engine with the workspace's live rules; for one goroutine.
type Rules interface {
	Checker(ctx context.Context, ws kv.Workspace) (*check.Checker, error)
}

// Destinations checks that a link may lead to an address and returns it in the form to store.
type Destinations interface {
	Destination(ctx context.Context, ws kv.Workspace, address string) (string, error)
}

// Library keeps the stories of every workspace. It is safe for concurrent use.
type Library struct {
	store        *kv.Store
	signer       Signer
	rules        Rules
	destinations Destinations
	now          kv.Clock
}

// New over a store.
func New(store *kv.Store, signer Signer, rules Rules, destinations Destinations, now kv.Clock) *Library {
	return &Library{store: store, signer: signer, rules: rules, destinations: destinations, now: now}
}

// Check judges captions as they would stand in a post, with a link in the place of {link}.
func (l *Library) Check(ctx context.Context, ws kv.Workspace, captions []string) ([]CaptionReport, error) {
	checker, err := l.rules.Checker(ctx, ws)
	if err != nil {
		return nil, err
	}
	today, err := check.ParseDate(l.now().UTC().Format(time.DateOnly))
	if err != nil {
		return nil, err
	}
	out := make([]CaptionReport, len(captions))
	for i, caption := range captions {
		report, err := checker.Check(check.Draft{Text: inAPost(caption), Surface: check.Post, Date: today})
		if err != nil {
			return nil, fault.New(fault.Invalid, "Caption %d cannot be checked: %v", i+1, err).At(captionField(i))
		}
		out[i] = CaptionReport{Caption: caption, Report: report}
	}
	return out, nil
}

// Add offers a new story; its ID is made here. The reports are given also when the story is
// refused, so that its author sees what to mend. Role: author.
func (l *Library) Add(ctx context.Context, ws kv.Workspace, who auth.Person, s Story) (Story, []CaptionReport, error) {
	s.ID = newStoryID()
	return l.save(ctx, ws, who, s)
}

// Edit replaces a story. Role: author.
func (l *Library) Edit(ctx context.Context, ws kv.Workspace, who auth.Person, s Story) (Story, []CaptionReport, error) {
	if _, err := l.Story(ctx, ws, s.ID); err != nil {
		return Story{}, nil, err
	}
	return l.save(ctx, ws, who, s)
}

// Expire stops offering a story from now on; links already out go on working. Role: author.
func (l *Library) Expire(ctx context.Context, ws kv.Workspace, who auth.Person, id StoryID) error {
	if err := who.Need(auth.Author); err != nil {
		return err
	}
	s, err := l.Story(ctx, ws, id)
	if err != nil {
		return err
	}
	now := l.now().UTC()
	if !s.Offered(now) && !s.Published.After(now) {
		return nil
	}
	s.Until, s.EditedBy, s.EditedAt = now, who.Name, now
	return l.put(ctx, ws, s)
}

func (l *Library) save(ctx context.Context, ws kv.Workspace, who auth.Person, s Story) (Story, []CaptionReport, error) {
	if err := who.Need(auth.Author); err != nil {
		return Story{}, nil, err
	}
	now := l.now().UTC()
	s, err := tidy(s, now)
	if err != nil {
		return Story{}, nil, err
	}
	if s.Destination, err = l.destinations.Destination(ctx, ws, s.Destination); err != nil {
		return Story{}, nil, err
	}
	reports, err := l.Check(ctx, ws, s.Captions)
	if err != nil {
		return Story{}, nil, err
	}
	if err := unblocked(reports); err != nil {
		return Story{}, reports, err
	}
	s.EditedBy, s.EditedAt = who.Name, now
	return s, reports, l.put(ctx, ws, s)
}

// unblocked refuses captions that nobody would be allowed to post.
func unblocked(reports []CaptionReport) error {
	for i, r := range reports {
		if r.Report.Verdict < check.Block {
			continue
		}
		for _, f := range r.Report.Findings {
			if f.Severity == check.Block {
				return fault.New(fault.Invalid, "Caption %d cannot be offered: %s", i+1, f.Message).At(captionField(i))
			}
		}
	}
	return nil
}

func newStoryID() StoryID {
	const length = 10 // 50 bits: no two of a workspace's stories meet
	return StoryID("s-" + strings.ToLower(rand.Text()[:length]))
}

// newestFirst orders stories for people: what was published last stands on top.
func newestFirst(stories []Story) {
	slices.SortFunc(stories, func(a, b Story) int {
		if c := b.Published.Compare(a.Published); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
}
