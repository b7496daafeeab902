// Package program is a rule pack as the machine reads it, and its binary image: what travels
// and what the browser loads.
//
// It promises that an image Load accepts can be run: every reference is proven to stay inside
// its table, every tree to have an end. Load refuses everything else with ErrImage and never
// panics. The image of the same Program is always the same bytes.
package program

import (
	"vouch/shared/detect"
	"vouch/shared/match"
)

// The sets of phrases that every program has, whatever its rules: how a negation is worded.
const (
	SetNegator    = iota // "not", "never": what follows is denied
	SetPseudo            // "not only", "no doubt": looks like a negator and denies nothing
	SetTerminator        // "but", "and": a negation does not reach over it
	FirstFreeSet
)

// NoSet and NoCondition stand for none.
const (
	NoSet       = 1<<32 - 1
	NoCondition = -1
)

// Program is a set of rules ready to be run. It is immutable.
type Program struct {
	Tables     match.Tables
	Gate       []uint32 // sets that open the gate: names, topics
	Rules      []Rule
	Conditions []Condition // children stand behind their parents
}

// Rule is one requirement or prohibition. Exactly one of Find and Require is in use.
type Rule struct {
	ID, Title, Message, Owner  string
	SourceTitle, SourceURL     string
	SourceChecked              string
	Lang                       string // "" runs whatever the draft's language
	Severity                   uint8  // as check.Severity
	Override, Always, Protect  bool
	From, Until                int32  // days since 1970-01-01, half-open
	Surfaces                   uint32 // bit n: runs on check.Surface n
	When, Unless               []uint32
	Find                       int32 // index into Conditions, or NoCondition
	Except                     uint32
	Require                    uint32 // a set, or NoSet
	RequireFold, RequireNoTail bool
	RequireLate                Late
	Fixes                      []Fix
}

// Late says what required text that stands too late does.
type Late uint8

// Late text is a finding like missing text, the only finding, or none.
const (
	LateAlso Late = iota
	LateOnly
	LateIgnore
)

// FixKind is what a fix does.
type FixKind uint8

// The fixes.
const (
	Replace FixKind = iota
	InsertStart
	InsertEnd
	Delete
	MoveTop
)

// Fix is an edit to try for a finding.
type Fix struct {
	Label, Text string
	Kind        FixKind
}

// Op is a condition's operator.
type Op uint8

// The operators.
const (
	Phrases Op = iota // Set
	Near              // Set and Second
	Detect            // Detector
	Topic             // Set
	Field             // Key and Value
	All               // Kids
	Any               // Kids
)

// Mode says what happens to matches of a kind.
type Mode uint8

// The modes.
const (
	Keep Mode = iota
	Drop
	Only
)

// Key is a circumstance of a draft.
type Key uint8

// The circumstances. Those before Country either hold or do not; the others have a value.
const (
	Compensated Key = iota
	NonUser
	Image
	PaidMedia
	InRegistration
	Paused
	Static
	Country
	Role
	Sector
	Surface
	Lang
	keys
)

// Condition is one node of a rule's conditions.
type Condition struct {
	Op              Op
	Negated, Quoted Mode
	Set, Second     uint32
	Within          int32 // Near: words between at most
	Sentence        bool  // Near: both in one sentence
	Ordered         bool  // Near: first before second
	Detector        detect.Kind
	Key             Key
	Value           string
	Kids            []uint32
}
