// Package rule is a rule as a person writes it.
//
// Parse reads a pack from YAML and keeps the line of everything, so that every complaint can
// point at its place. Nothing here matches text: compile turns a Pack into a program.
package rule

// ID names a rule within the whole library: "finra.promissory".
type ID string

// Line is a 1-based line of the pack's file; 0 is unknown. Columns matter only to a Problem.
type Line int

// Severity is one of advise, warn, review, block.
type Severity string

// Pack is a set of rules under one authority.
type Pack struct {
	Name           string // file-safe id: "finra"
	Title          string
	Language       string // "en"
	Owner          string // default owner of its rules
	ReviewBy       string // YYYY-MM-DD, default of its rules
	Jurisdictions  []string
	Lists          map[string]List
	Topics         map[string]List // subjects that open the gate and that `topic:` conditions test
	Rules          []Rule
	ExampleProfile Profile // what the examples assume
	Source         []byte  // the YAML it was read from
}

// List is a named list of phrases; other phrases refer to it as {name}.
type List struct {
	Line    Line
	Phrases []Phrase
}

// Phrase is a phrase in the notation of LANGUAGE.md, with its line.
type Phrase struct {
	Text string
	Line Line
}

// Rule is one requirement or prohibition.
type Rule struct {
	ID       ID
	Line     Line
	Title    string
	Severity Severity
	Reason   string // plain words: why, and what to do
	Question bool   // an advise finding that asks
	Protect  bool   // what it matches is protected speech: nothing is flagged
	Always   bool   // runs before the gate and opens it: secrets and personal data
	Override bool   // default true; false: only mending lets the draft go
	Owner    string
	ReviewBy string
	Source   Source

	From, Until   string // YYYY-MM-DD, half-open; "" is open
	Surfaces      []string
	Jurisdictions []string

	When    []Condition // all must hold; they yield no findings
	Unless  []Condition // none may hold
	Find    *Condition  // each match is a finding
	Require *Require    // the finding is that something is missing
	Except  []Phrase    // a match of Find that overlaps one of these is dropped
	Fixes   []Fix

	Examples Examples
}

// Source is what the rule rests on.
type Source struct {
	Title   string
	URL     string
	Checked string // YYYY-MM-DD
	By      string // vendor, secondary or background: what kind of source was read
	Line    Line
}

// Condition is one node; exactly one of the operator fields is set.
type Condition struct {
	Line Line

	Phrases []Phrase    // any of these
	Near    *Near       // both, close together
	Detect  string      // a detector that ships in the engine: email, phone, card, iban, us_ssn, credential
	Topic   string      // a topic of any loaded pack is touched
	Field   string      // a circumstance holds: compensated, nonuser, image, role=officer, country=US, surface=post ...
	All     []Condition // every one holds
	Any     []Condition // at least one holds

	Negated string // what a negated match means: "drop" (default in Find), "keep", "only"
	Quoted  string // the same for a match inside quotation marks: "keep" (default), "drop"
}

// Near holds when a match of First and one of Second stand within so many words of each other.
type Near struct {
	First, Second []Phrase
	Within        int    // words between the two at most
	Same          string // "sentence" (default) or "text"
	Order         string // "any" (default) or "first"
}

// Require is an absence: the rule's finding stands when none of Phrases is in place.
type Require struct {
	Line       Line
	Phrases    []Phrase
	BeforeFold bool // it counts only before LinkedIn's "see more" line
	NotInTail  bool // it does not count inside a closing run of three or more hashtags

	// Late says what a phrase that is there, but not in place, does: "also" (default) is a
	// finding like a missing one, "only" makes it the only finding, "ignore" lets it pass.
	// A late finding's span is the phrase; a missing one's is empty, at the start of the draft.
	Late string
}

// Fix is an edit offered for a finding. Exactly one of Replace, Insert, Delete, MoveTop is set.
type Fix struct {
	Line    Line
	Label   string
	Replace *string // in place of the match
	Insert  *Insert
	Delete  bool
	MoveTop bool // what was required and stands too late goes to the top
}

// Insert puts text at "start" or "end" of the draft.
type Insert struct {
	At, Text string
}

// Examples prove a rule.
type Examples struct {
	Flag, Pass []Example
}

// Example is a text that must, or must not, be flagged by its rule.
type Example struct {
	Line    Line
	Text    string
	Quote   string // when set, a finding's quote must equal it
	Surface string
	Date    string
	Context map[string]string
}
