// Package content is the company's library: stories offered for sharing, each with several
// captions.
//
// It promises:
//
//   - Every caption has been checked by the engine, with the workspace's live rules, before it
//     is offered; one with a finding that blocks is refused.
//   - A destination stands on the workspace's list, or the story is refused.
//   - Every change makes a new sealed library under a higher revision, which browsers hear of.
package content

import (
	"time"

	"vouch/shared/check"
)

// StoryID names a story within its workspace.
type StoryID string

// Story is an item of company content offered for sharing.
type Story struct {
	ID          StoryID   `json:"id"`
	Title       string    `json:"title"`
	Text        string    `json:"text"` // what it is about, for the reader and for ranking
	Tags        []string  `json:"tags,omitempty"`
	Captions    []string  `json:"captions"` // "{link}" stands where the tracking link goes
	Campaign    string    `json:"campaign,omitempty"`
	Destination string    `json:"destination"` // an https address on the workspace's list
	Published   time.Time `json:"published"`
	Until       time.Time `json:"until,omitzero"` // the zero time is open
	EditedBy    string    `json:"edited_by"`
	EditedAt    time.Time `json:"edited_at"`
}

// Offered reports whether the story is offered at that moment.
func (s Story) Offered(at time.Time) bool {
	return !at.Before(s.Published) && (s.Until.IsZero() || at.Before(s.Until))
}

// CaptionReport is what the engine said about one caption.
type CaptionReport struct {
	Caption string
	Report  check.Report
}
