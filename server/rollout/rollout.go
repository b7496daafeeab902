// Package rollout is a pack's way from a person's desk to every browser.
//
// It promises:
//
//   - A pack goes live only when it parses, proves itself by its own examples and compiles
//     together with every other live pack; otherwise the live ones stay as they are.
//   - The revision of a workspace only grows, for a rollback as well: a rollback publishes old
//     content under a new revision, so that no browser ever has to go back.
//   - Two who publish at once do not overwrite each other: one of them gets a conflict.
//   - Who, when, why and the difference are recorded with the revision, in the same step that
//     makes it live.
package rollout

import "time"

// Revision counts the publications of a workspace; the first is 1.
type Revision int64

// Digest names content by the lower-case hex SHA-256 of its bytes.
type Digest string

// Act is what a change was.
type Act string

// The acts.
const (
	Published  Act = "published"   // one pack, new or edited
	Profiled   Act = "profile"     // the profile the packs speak of
	Retired    Act = "retired"     // one pack, taken out
	RolledBack Act = "rolled back" // everything as it was at an earlier revision
)

// Change is one entry of the history: a revision and the person who answers for it.
type Change struct {
	Revision Revision  `json:"revision"`
	At       time.Time `json:"at"`
	Act      Act       `json:"act"`
	Pack     string    `json:"pack,omitempty"` // the pack published
	BackTo   Revision  `json:"back_to,omitempty"`
	Who      string    `json:"who"`      // the person's ID
	WhoName  string    `json:"who_name"` // as it was then
	Why      string    `json:"why"`
	Diff     string    `json:"diff"` // unified, of the YAML
	State    State     `json:"state"`
}

// State is everything that is live at a revision, by digest.
type State struct {
	Packs   map[string]Digest `json:"packs"` // pack name -> its YAML
	Profile Digest            `json:"profile,omitempty"`
	Bundle  Digest            `json:"bundle"` // the sealed image that browsers load
	Bytes   int               `json:"bytes"`  // of the bundle
}

// Ref is what a browser needs to fetch what is live. Revision 0 means that nothing is.
type Ref struct {
	Revision Revision
	Digest   Digest
	Bytes    int
}
