// Package check judges a draft: Program x Draft -> Report.
//
// It promises:
//
//   - Linear time and bounded memory on any input; a draft longer than MaxDraft UTF-16 units
//     is refused with ErrTooLong and never half judged.
//   - The same report, byte for byte, natively and under Wasm.
//   - Every Span points at the author's own characters: UTF-16 units, half-open.
//   - Private speech is left alone: when the gate does not open, Report.Personal is true and no
//     finding of any other rule exists.
package check

import "vouch/shared/text"

// MaxDraft is the longest draft judged, in UTF-16 units. LinkedIn's longest surface, the
// article body, ends near 125,000 (facts of 2026); the rest is head room.
const MaxDraft = 200_000

// Severity orders what a finding asks of the author. Its wire names are
// advise, warn, review, block; a report without findings has verdict "clear".
type Severity uint8

// The severities, mildest first. Clear is the verdict of a report without findings and never
// the severity of a rule.
const (
	Clear Severity = iota
	Advise
	Warn
	Review
	Block
)

// Surface is where the draft is being written.
type Surface uint8

// The surfaces. Static is a profile headline or About text.
const (
	Post Surface = iota
	Comment
	Message
	Article
	Static
)

// Date is a civil day as the number of days since 1970-01-01 (UTC).
type Date int32

// Context is what the text cannot show. The zero value is an ordinary employee of the
// profile's company, every pack on.
type Context struct {
	Country        string // ISO 3166-1 alpha-2, or with subdivision: "US-CO"
	Role           string // "", employee, ambassador, officer
	Sector         string
	Licence        string // commas part several: "series7,series63"
	Team           string // the same
	Compensated    bool
	NonUser        bool // the person is known not to use the product
	Image          bool // an image is attached
	PaidMedia      bool
	InRegistration bool // the issuer is in registration
	Paused         bool // the workspace is paused
	Static         bool // headline or About
}

// Draft is one text to judge.
type Draft struct {
	Text    string // UTF-8; an invalid byte or lone surrogate counts as one U+FFFD
	Surface Surface
	Date    Date
	Lang    string // BCP 47 primary tag; "" is unknown
	Context Context
}

// Source is what a rule rests on.
type Source struct {
	Title   string
	URL     string
	Checked string // YYYY-MM-DD, the day somebody read it
	By      string // what was read: vendor, secondary or background (nobody has looked it up)
}

// Edit replaces Span by Text. An insertion has an empty span.
type Edit struct {
	Span text.Span
	Text string
}

// Fix is a set of edits offered together; it has been re-checked: applying it removes the
// finding it belongs to and adds none of the same or a higher severity.
type Fix struct {
	Label string
	Edits []Edit
}

// Finding is one rule's verdict on a span of a draft. An absence finding has Span.Start == Span.End.
type Finding struct {
	Rule     string
	Severity Severity
	Span     text.Span
	Quote    string // the author's characters at Span
	Title    string // the rule's short name
	Message  string // what and why, in plain words
	Owner    string // who owns the rule: a name or an address
	Override bool   // a recorded reason may let it pass
	Source   Source
	Fixes    []Fix
	Question bool     // it asks, and claims nothing
	Diff     []Change // of a near copy against the approved text; empty for all others
}

// Change is a stretch of a near copy held against the approved text.
type Change struct {
	Op   ChangeOp
	Text string // the author's characters; of what is missing, the approved text's
}

// ChangeOp says whether words are in both texts. Its wire names are keep, missing and extra.
type ChangeOp uint8

// The changes: words of both texts, of the approved text alone, of the draft alone.
const (
	Kept ChangeOp = iota
	Missing
	Extra
)

// Report is all findings of one check, ordered by Span, then by falling severity, then by rule.
type Report struct {
	Verdict   Severity
	Protected bool // protected speech: nothing is flagged, reported or counted
	Personal  bool // the gate stayed shut: no rule ran
	Findings  []Finding
	Silencing []string // the rules that silenced others; not in the JSON
}
