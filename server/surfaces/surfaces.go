// Package surfaces is the way of selectors and labels to every browser: what mends the extension
// when LinkedIn changes a page.
//
// It promises:
//
//   - A file goes live only when it can be read and meets every expectation of the snapshots that
//     come with this version; otherwise what is live stays.
//   - The revision of a workspace only grows, for a rollback as well. Before the first revision
//     stands what ships with the extension, and a rollback may lead there.
//   - Two who publish at once do not overwrite each other: one of them gets a conflict.
//   - Who, when and why are recorded with the revision, in the same step that makes it live.
//
// What travels is the file itself, without its blanks: the extension reads it over what ships with
// it, and refuses what it cannot read.
package surfaces

import "time"

// Revision counts the publications of a workspace; the first is 1.
type Revision int64

// Act is what a change was.
type Act string

// The acts.
const (
	Published  Act = "published"
	RolledBack Act = "rolled back"
)

// Change is one entry of the history: a revision and the person who answers for it.
type Change struct {
	Revision Revision  `json:"revision"`
	At       time.Time `json:"at"`
	Act      Act       `json:"act"`
	BackTo   Revision  `json:"back_to,omitempty"`
	Who      string    `json:"who"`      // the person's ID
	WhoName  string    `json:"who_name"` // as it was then
	Why      string    `json:"why"`
	Source   string    `json:"source"` // the file, without its blanks
	Digest   string    `json:"digest"` // of the sealed bundle
	Bytes    int       `json:"bytes"`  // of the bundle
}

// Ref is what a browser needs to fetch what is live. Revision 0 means that nothing is.
type Ref struct {
	Revision Revision
	Digest   string
	Bytes    int
}
