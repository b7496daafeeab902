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
	Policies       []Policy
	ExampleProfile Profile // what the examples assume
	Source         []byte  // the YAML it was read from
}

// List is a named list of phrases; other phrases refer to it as {name}.
type List struct {
	Line     Line
	Language string // how its phrases inflect; "" is the pack's
	Phrases  []Phrase
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

	ExceptNear *ExceptNear // nil: none
	Escalate   *Escalate   // nil: never
	Silences   []string    // ids, or group.* for a whole group: while Find holds these find nothing

	Examples Examples
}

// Policy is a requirement on a setting of the workspace, not on a text: it matches nothing and
// is shown to administrators. Its id shares one space with the rules'.
type Policy struct {
	ID            ID
	Line          Line
	Title, Reason string
	Source        Source
	Concerns      string // the setting it is about: points_for_likes
	From, Until   string // YYYY-MM-DD, half-open; "" is open
	ReviewBy      string
	Jurisdictions []string
	Roles         []string // whom it concerns, as context.role has it; none is everybody
}

// ExceptNear drops a match of Find when one of Phrases stands within so many words of it in the
// same sentence.
type ExceptNear struct {
	Line    Line
	Phrases []Phrase
	Within  int // words between the two at most
}

// Escalate gives the rule another severity from a day on, under a circumstance, or both; at
// least one of From and Field is set, and all that are set must hold.
type Escalate struct {
	Line     Line
	Severity Severity
	From     string // YYYY-MM-DD, by the draft's date
	Field    string // a circumstance as in Condition.Field
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

	Patterns   []Pattern // any of these (pattern: one, patterns: several)
	Swaps      []Swap    // any phrase of these; another is offered in its place
	Disclaimer string    // the profile's approved text of this id stands in the draft
	Count      *Count
	Link       *Link
	Embargo    bool // a name of the profile's embargoes, before its day

	// Language is how the phrases inflect and what negates them, and the language of drafts
	// for which the condition can hold; "" is the pack's. It is set on no operator that
	// reads no words.
	Language string

	Negated string // what a negated match means: "drop" (default in Find), "keep", "only"
	Quoted  string // the same for a match inside quotation marks: "keep" (default), "drop"
}

// Swap is words to avoid, and the words to write instead: each of With becomes a fix.
type Swap struct {
	Line    Line
	Phrases []Phrase
	With    []string
}

// Pattern is a regular expression in RE2's syntax over the author's own characters.
type Pattern struct {
	Text string
	Line Line
}

// Count compares how many of something a draft has with bounds; at least one is set.
type Count struct {
	Of          string // one of Countables
	Over, Under *int   // holds when there are more than Over, fewer than Under; nil is no bound
}

// Link holds for links by whose they are; exactly one of Whose, To and NotTo is set.
type Link struct {
	Whose     string   // any, own (a host of company.domains or under one) or foreign
	To, NotTo []string // domains; a subdomain counts as its domain
}

// Near holds when a match of First and one of Second stand within so many words of each other.
type Near struct {
	First, Second []Phrase
	Within        int    // words between the two at most
	Same          string // "sentence" (default) or "text"
	Order         string // "any" (default) or "first"
}

// Require is an absence: the rule's finding stands when what is required is not in place.
// Exactly one of Phrases (any of them), Disclaimer and Text is set.
type Require struct {
	Line       Line
	Phrases    []Phrase
	Disclaimer string // the id of one of the profile's approved texts
	Text       string // the words to be there
	Match      string // of Disclaimer and Text: "exact" (default) or "close"
	BeforeFold bool   // it counts only before LinkedIn's "see more" line
	NotInTail  bool   // it does not count inside a closing run of three or more hashtags

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
	Lang    string
	Context map[string]string
}
