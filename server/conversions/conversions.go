// Package conversions tells what clicks led to: a lead, a sign-up, a sale.
//
// It promises:
//
//   - A conversion is believed only with the cid of a click of ours, at most thirty days old; the
//     last click and, where the site kept it, the first are both recorded.
//   - An order counts once as verified and once as told by a browser, however often it is told, for
//     more than a year.
//   - What a company's own server told and signed is verified; what a reader's browser told is
//     recorded as unverified, and earns nothing.
//   - No cookie is needed, and nobody is followed: the cid is in the address that a reader came
//     by, and names a link and a second.
package conversions

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/tracing"
)

// window is how long after its click a conversion counts.
const window = 30 * 24 * time.Hour

// Link is what a click was on.
type Link struct {
	Workspace kv.Workspace
	Code      activity.Code
	Story     activity.Story
	Advocate  activity.Pseudonym
	Team      activity.Team
}

// Links finds a link by its code, also when it is paused or retired since; NotFound when there is
// none.
type Links interface {
	Link(ctx context.Context, code activity.Code) (Link, error)
}

// Log is where conversions are recorded.
type Log interface {
	Convert(ctx context.Context, ws kv.Workspace, fact activity.Fact) (fresh bool, err error)
}

// Service is the room's door. It is safe for concurrent use.
type Service struct {
	store *kv.Store
	links Links
	log   Log
	key   []byte // of 32 bytes
	now   kv.Clock
}

// New makes and believes tokens under key.
func New(store *kv.Store, links Links, log Log, key []byte, now kv.Clock) *Service {
	return &Service{store: store, links: links, log: log, key: key, now: now}
}

// Report is a conversion as a site tells it.
type Report struct {
	Click    string `json:"cid"`
	First    string `json:"first_cid,omitempty"` // of the first click, where the site kept it
	Order    string `json:"order"`               // the site's own name for it
	Goal     string `json:"goal"`                // lead, signup or sale
	Value    int64  `json:"value,omitempty"`     // in the currency's smallest unit
	Currency string `json:"currency,omitempty"`  // ISO 4217
}

// Outcome of a report.
type Outcome string

// The outcomes.
const (
	Recorded  Outcome = "recorded"
	Duplicate Outcome = "duplicate" // the order was told before
)

// Postback takes a report that a company's server signed; body is what the signature covers.
func (s *Service) Postback(ctx context.Context, report Report, body []byte, header string) (Outcome, error) {
	return traced(ctx, func(ctx context.Context) (Outcome, error) { return s.postback(ctx, report, body, header) })
}

func (s *Service) postback(ctx context.Context, report Report, body []byte, header string) (Outcome, error) {
	link, at, err := s.clicked(ctx, report)
	if err != nil {
		return "", err
	}
	if err := s.verify(ctx, link.Workspace, header, body); err != nil {
		return "", err
	}
	return s.record(ctx, link, at, report, "")
}

// Told takes a report of a reader's browser.
func (s *Service) Told(ctx context.Context, report Report) (Outcome, error) {
	return traced(ctx, func(ctx context.Context) (Outcome, error) { return s.told(ctx, report) })
}

func traced(ctx context.Context, record func(context.Context) (Outcome, error)) (Outcome, error) {
	ctx, span := tracing.Begin(ctx, tracing.Convert)
	outcome, err := record(ctx)
	if err == nil {
		span.Outcome(string(outcome))
	}
	span.End(err)
	return outcome, err
}

func (s *Service) told(ctx context.Context, report Report) (Outcome, error) {
	link, at, err := s.clicked(ctx, report)
	if err != nil {
		return "", err
	}
	return s.record(ctx, link, at, report, activity.Unverified)
}

// clicked finds the link and the time of the click that a report names.
func (s *Service) clicked(ctx context.Context, report Report) (Link, time.Time, error) {
	if err := report.check(); err != nil {
		return Link{}, time.Time{}, err
	}
	click, ok := s.read(report.Click)
	if !ok {
		return Link{}, time.Time{}, fault.New(fault.Invalid, "This is no cid of ours.").At("cid")
	}
	if s.now().Sub(click.at) > window {
		return Link{}, time.Time{}, fault.New(fault.Invalid, "The click is more than thirty days old.").At("cid")
	}
	link, err := s.links.Link(ctx, click.code)
	if fault.Is(err, fault.NotFound) {
		return Link{}, time.Time{}, fault.New(fault.Invalid, "The link of this cid is gone.").At("cid")
	}
	return link, click.at, err
}

func (s *Service) record(ctx context.Context, link Link, clicked time.Time, r Report, reason string) (Outcome, error) {
	// A browser's word must not stand in the way of the company's own.
	order := sha256.Sum256([]byte(reason + "\x00" + r.Goal + "\x00" + r.Order))
	fact := activity.Fact{
		ID: hex.EncodeToString(order[:16]), Kind: activity.Converted, At: s.now().UTC(),
		Advocate: link.Advocate, Team: link.Team, Story: link.Story, Code: link.Code,
		Goal: r.Goal, Amount: r.Value, Currency: r.Currency, Reason: reason,
		Of: string(link.Code) + "@" + clicked.Format(time.RFC3339), First: s.first(ctx, link.Workspace, r.First),
	}
	fresh, err := s.log.Convert(ctx, link.Workspace, fact)
	if err != nil || fresh {
		return Recorded, err
	}
	return Duplicate, nil
}

// first is the click that brought the reader first, "" when the site kept none that is ours.
func (s *Service) first(ctx context.Context, ws kv.Workspace, token string) string {
	click, ok := s.read(token)
	if !ok {
		return ""
	}
	link, err := s.links.Link(ctx, click.code)
	if err != nil || link.Workspace != ws {
		return ""
	}
	return string(click.code) + "@" + click.at.Format(time.RFC3339)
}

// check holds what a site chose to its shape.
func (r Report) check() error {
	const (
		longestOrder = 100
		largestValue = 1_000_000_000_000 // ten thousand million of a currency with cents
	)
	switch {
	case r.Goal != "lead" && r.Goal != "signup" && r.Goal != "sale":
		return fault.New(fault.Invalid, "The goal is lead, signup or sale.").At("goal")
	case r.Order == "" || len(r.Order) > longestOrder:
		return fault.New(fault.Invalid, "Name the order in at most %d characters.", longestOrder).At("order")
	case r.Value < 0 || r.Value > largestValue:
		return fault.New(fault.Invalid, "The value is a whole number of the currency's smallest unit.").At("value")
	case r.Value > 0 && !isCurrency(r.Currency):
		return fault.New(fault.Invalid, "Name the currency in three capital letters, such as EUR.").At("currency")
	}
	return nil
}

func isCurrency(code string) bool {
	if len(code) != 3 {
		return false
	}
	for i := range len(code) {
		if code[i] < 'A' || code[i] > 'Z' {
			return false
		}
	}
	return true
}
