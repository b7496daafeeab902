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
	"vouch/shared/pattern"
)

// NoSet, NoText and NoCondition stand for none.
const (
	NoSet       = 1<<32 - 1
	NoText      = 1<<32 - 1
	NoCondition = -1
)

// Program is a set of rules ready to be run. It is immutable.
type Program struct {
	Tables    match.Tables
	Languages []Language // those that conditions speak
	Gate      []uint32   // sets that open the gate: names, topics
	Embargoes Embargoes  // names that open it too, until their day
	Quiet     []Period
	Texts     []string   // approved texts, as people wrote them
	Domains   [][]string // lists of hosts, small letters
	Patterns  pattern.Set
	// PatternLists are the patterns that a condition finds any of.
	PatternLists []pattern.List
	Swaps        []Swap
	Rules        []Rule
	Conditions   []Condition // children stand behind their parents
}

// Language is how negation is worded in one language. The fields but Tag are sets of phrases.
type Language struct {
	Tag         string // BCP 47 primary tag: "de"
	Negators    uint32 // "not", "never": what follows is denied
	Behind      uint32 // "do not exist", "nicht": what stands before is denied
	Pseudo      uint32 // "not only", "no doubt": looks like a negator and denies nothing
	Terminators uint32 // "but", "and": a negation does not reach over it
	Answers     uint32 // "no": denies the question that stands before
}

// Tongue is a language of the program: its place in Languages, counted from 1. 0 is none.
type Tongue uint8

// Swap is a set of phrases and what to write in their place, the best first.
type Swap struct {
	Set  uint32
	With []string
}

// Period is half-open, in days since 1970-01-01.
type Period struct{ From, Until int32 }

// Rule is one requirement or prohibition. Exactly one of Find, Require and RequireText is in use.
type Rule struct {
	ID, Title, Message, Owner  string
	SourceTitle, SourceURL     string
	SourceChecked, SourceBy    string
	Tongue                     Tongue // of what Require and Except list
	Severity                   uint8  // as check.Severity
	Override, Always, Protect  bool
	Question                   bool   // it asks
	From, Until                int32  // days since 1970-01-01, half-open
	Surfaces                   uint32 // bit n: runs on check.Surface n
	When, Unless               []uint32
	Find                       int32 // index into Conditions, or NoCondition
	Except                     uint32
	ExceptNear                 uint32 // a set, or NoSet
	ExceptWithin               int32  // words between it and a match at most
	Require                    uint32 // a set, or NoSet
	RequireText                uint32 // index into Texts, or NoText
	RequireClose               bool   // nearly the words of RequireText are enough
	RequireFold, RequireNoTail bool
	RequireLate                Late
	Escalated                  uint8    // severity from EscalateFrom on while EscalateIf holds; 0 is never
	EscalateFrom               int32    // day
	EscalateIf                 int32    // index into Conditions, or NoCondition
	Silences                   []uint32 // rules that find nothing while this one holds, which finds nothing itself
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
	Phrases    Op = iota // Set
	Near                 // Set and Second
	Detect               // Detector
	Topic                // Set
	Field                // Key and Value
	All                  // Kids
	Any                  // Kids
	Pattern              // Set is the place of a list in PatternLists
	Disclaimer           // Set is the place of an approved text in Texts
	Count                // Of, Over and Under
	Link                 // Whose, Set
	Embargo              // a name of Embargoes, before its day
	SwapOf               // Second swaps from Set on
)

// ops is how many operators there are.
const ops = uint8(SwapOf) + 1

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
	Licence
	Team
	QuietPeriod // the draft's day lies in one of Quiet
	keys
)

// Countable is what Count counts.
type Countable uint8

// The countables, in the order of their names.
const (
	Capitals Countable = iota
	Characters
	Emoji
	EmojiRun
	Hashtags
	Lines
	Links
	LowerTags
	Mentions
	Styled
	Words
	countables
)

// Whose says which links a Link means. The domains are those of Domains[Set].
type Whose uint8

// The links: any; those to one of the domains; those to none of them.
const (
	AnyLink Whose = iota
	ToDomains
	NotToDomains
)

// Unbounded is no bound of a Count.
const Unbounded = -1

// Condition is one node of a rule's conditions.
type Condition struct {
	Op              Op
	Negated, Quoted Mode
	Set, Second     uint32
	Within          int32 // Near: words between at most
	Sentence        bool  // Near: both in one sentence
	Ordered         bool  // Near: first before second
	FirstNames      bool  // Near: Set holds names alone, which are not denied from beyond a clause
	SecondNames     bool  // the same of Second
	Detector        detect.Kind
	Key             Key
	Value           string
	Tongue          Tongue // it holds for drafts of this language, or of an unknown one; 0 is of all
	Of              Countable
	Over, Under     int32 // Count: more than, fewer than; Unbounded is no bound
	Whose           Whose
	Kids            []uint32
}
