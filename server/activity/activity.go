// Package activity is the append-only log of what happened: shared, waived, unchecked, clicked.
//
// It promises:
//
//   - A fact is recorded once however often its sender sends it: the ID is remembered for 40 days,
//     and a fact older than that is refused rather than counted again. The ID is the sender's own:
//     another's fact of the same ID is another fact.
//   - A fact never holds text of a draft. It names a person by a pseudonym, and the team is the
//     one of that time.
//   - A click is stored before its caller may answer.
//   - What is counted from the facts (a Projection) moves together with its place in the log, in
//     one step of Redis: a consumer may die anywhere and nothing is counted twice or left out.
//
// The rows of a workspace w:
//
//	{w}:activity:seen:<day>            HASH   digest of sender and fact ID -> "", the day is the fact's own; 40 days
//	{w}:activity:sources               SET    names of the streams below
//	{w}:activity:facts:<source>        STREAM field b: packed facts; "devices", "nobodys", or "clicks.<instance>"
//	{w}:activity:archived              HASH   source -> the last ID that stands in a file
//	{w}:activity:trimmed               HASH   source -> the last ID that is no longer in its stream
//	{w}:activity:segments              LIST   files of the archive as JSON (Segment)
//	{w}:projection:<name>:generations  HASH   "live" -> number of the live generation, "last" -> the greatest used
//	{w}:projection:<name>:building     STRING number of the one that is being filled; a minute after its last step it is gone
//	{w}:projection:<name>:left         SET    numbers of those to drop
//	{w}:projection:<name>:<g>:place    HASH   "turn" -> how often it moved, "recipe", source -> last ID applied
//	{w}:projection:<name>:<g>:keys     SET    keys of generation g; "passing": those that go within a day
//	{w}:counters:<g>:<day>:<dimension>        HASH   "<metric>:<id>" -> number
//	{w}:counters:<g>:<day>:<dimension>:<id>:visitors   HyperLogLog of visitor hashes; 400 days
//	{w}:counters:<g>:<day>:<dimension>:<id>:advocates  HyperLogLog of pseudonyms that contributed; 400 days
//	{w}:counters:<g>:visits:<day>             HASH   "<code>:<visitor>:<half minute>" -> ""; 3 days
//
// # Projections
//
// Whatever is counted from facts is a Projection. It names its version and settings (Recipe) and
// turns facts into changes of one Generation (Decide), without a clock. A Follower keeps the live
// generation at the end of the log; a Rebuilder fills another from the beginning and swaps the two
// in one step (Rebuild), or compares them (Verify); whoever reads goes through ReadLive. Settings
// that are no facts have keys outside the generation, so that a rebuild does not lose them.
package activity

import "time"

// Pseudonym stands for a person in the facts. Who it is, only the people's room can tell.
type Pseudonym string

// Team is the id of a team; empty is no team.
type Team string

// Story is the id of a story; empty is a post in one's own words.
type Story string

// Code is the code of a tracking link.
type Code string

// Visitor is a salted hash of who clicked; it means nothing after its day.
type Visitor uint64

// Who sends facts, as the people's room knows them at that moment.
type Who struct {
	Advocate  Pseudonym
	Team      Team
	Regulated bool // the workspace runs the regulated mode: waivers keep the person
	// LateAfter is how long after it happened a share may be told and still earn; 0 is for ever.
	LateAfter time.Duration
}

// Kind says what sort of fact it is.
type Kind uint8

// The kinds. Their numbers are stored: never reuse one.
const (
	Shared    Kind = 1
	Waived    Kind = 2
	Unchecked Kind = 3
	Clicked   Kind = 4
	Reversed  Kind = 5  // an administrator took back what another fact earned
	Converted Kind = 6  // a click led to something: see Goal
	Reserved  Kind = 7  // an advocate asked for a reward, and its points are held
	Released  Kind = 8  // held points went back to the advocate
	Fulfilled Kind = 9  // the reward was handed out, and the held points are spent
	Disputed  Kind = 10 // somebody said of a finding that it is not right; the log holds the rule alone
)

// Class says who clicked. Only a Person's click counts.
type Class uint8

// The classes. Their numbers are stored: never reuse one.
const (
	Person   Class = 1
	Bot      Class = 2
	Preview  Class = 3 // a page that shows a card for the link
	Prefetch Class = 4 // a browser that looked ahead
	Own      Class = 5 // the advocate whose link it is
)

// String is the class's word in reports and on the command line.
func (c Class) String() string {
	switch c {
	case Person:
		return "person"
	case Bot:
		return "bot"
	case Preview:
		return "preview"
	case Prefetch:
		return "prefetch"
	case Own:
		return "own"
	}
	return "unknown"
}

// Fact is a recorded event.
type Fact struct {
	ID       string // of a click: its place in the log
	Kind     Kind
	At       time.Time
	Advocate Pseudonym
	Team     Team
	Story    Story
	Code     Code
	Surface  string  // shared
	Verdict  string  // shared: what it went out with
	Rule     string  // waived
	Why      string  // unchecked: why no report existed; waived: only in the regulated mode; reversed
	Of       string  // reversed: the ID of the other fact; released, fulfilled: of the reservation; converted: the click
	Class    Class   // clicked
	Reason   string  // clicked: why it has this class; shared: Late or nothing; converted: Unverified or nothing
	Visitor  Visitor // clicked
	Country  string  // clicked: ISO 3166, two letters, or nothing
	Device   string  // clicked: phone, tablet, desktop or other
	Goal     string  // converted: lead, signup or sale; reserved: the reward
	Amount   int64   // reserved: points; converted: the value in the currency's smallest unit
	Currency string  // converted: ISO 4217
	First    string  // converted: the first click, where Of is the last
}

// The reasons that facts are stored with.
const (
	Late       = "late"       // a share that was told too late to earn
	Unverified = "unverified" // a conversion that a reader's browser told
)

// Click is what the redirect knows of one click.
type Click struct {
	At       time.Time
	Code     Code
	Story    Story
	Advocate Pseudonym
	Team     Team
	Class    Class
	Reason   string
	Visitor  Visitor
	Country  string // two letters, or nothing
	Device   string
}
