package check

import (
	"errors"
	"slices"
	"strings"

	"vouch/shared/detect"
	"vouch/shared/match"
	"vouch/shared/pattern"
	"vouch/shared/program"
	"vouch/shared/text"
)

// ErrTooLong refuses a draft longer than MaxDraft.
var ErrTooLong = errors.New("the draft is longer than 200,000 characters and was not checked")

// MaxFindings is how many findings a report lists, the first by position. Its verdict counts
// them all.
const MaxFindings = 1000

// Checker judges drafts by one program. It keeps its scratch memory between drafts and is not
// safe for concurrent use; a Report it returned stays valid.
type Checker struct {
	program  *program.Program
	reader   text.Reader
	finder   *match.Finder
	detector *detect.Finder
	pattern  *pattern.Finder
	turns    turns
	gates    []bool // by set: a match opens the gate

	draft   Draft
	text    *text.Text
	spoken  program.Tongue // the draft's language, 0 when unknown
	matches []match.Match  // every match, in order
	clean   []match.Match  // those that enter no path of an address, where there is one
	sets    grouped
	gate    bool
	hits    []hit
	spans   []pattern.Span
	skip    []hit     // matches of the rule's exceptions
	found   []finding // of the draft being judged
	silent  []bool    // by rule: another one silences it there; empty when none ever does

	silencing []string // those others
	trials    *Checker // judges mended drafts
	mends     *Checker // of which this one judges mended drafts
	edited    stretch  // where the mended draft differs
	counts    []int32  // by rule: findings of the draft
	mended    []byte

	longest   int   // bytes of the longest name that must not be spoken yet
	embargoed []hit // such names in the draft
	cursor    place // the last that was asked for
	links     links
	approved  []approved // by text of the program; made when first asked for
	copies    copies
	denials   []int32 // of the copy being compared
	toTry     []remedy
}

// New makes a Checker for p.
func New(p *program.Program) *Checker {
	c := &Checker{
		program: p, longest: p.Embargoes.Longest(), finder: match.NewFinder(&p.Tables), pattern: patternsOf(p),
		detector: &detect.Finder{}, turns: turnsOf(p), gates: make([]bool, p.Tables.Sets),
	}
	for _, set := range p.Gate {
		c.gates[set] = true
	}
	if len(c.turns.silence) > 0 {
		c.silent = make([]bool, len(p.Rules))
	}
	c.sets.init(int(p.Tables.Sets))
	return c
}

// Check judges one draft.
func (c *Checker) Check(d Draft) (Report, error) {
	if !fits(d.Text) {
		return Report{}, ErrTooLong
	}
	protected := c.judge(d)
	if protected {
		return Report{Protected: true, Personal: !c.gate}, nil
	}
	r := Report{Personal: true}
	if c.gate {
		r = c.report()
	}
	if len(c.silencing) > 0 {
		r.Silencing = append([]string(nil), c.silencing...)
	}
	return r, nil
}

// fits reports whether a text has at most MaxDraft UTF-16 units. A unit has one to three bytes
// of UTF-8.
func fits(s string) bool {
	if len(s) <= MaxDraft {
		return true
	}
	if len(s) > 3*MaxDraft {
		return false
	}
	return text.Units(s) <= MaxDraft
}

// judge finds everything in d and leaves it in found, ordered; it reports whether the draft is
// protected speech. c.gate says afterwards whether the draft concerns the company.
func (c *Checker) judge(d Draft) (protected bool) {
	if c.begin(d) {
		return true
	}
	c.gate = c.take(c.turns.always) || c.gate
	if c.gate {
		c.take(c.turns.gated)
	}
	return false
}

// begin reads d and judges by the rules that come before all others; it reports whether the draft
// is protected speech.
func (c *Checker) begin(d Draft) (protected bool) {
	c.draft, c.text = d, c.reader.Read(d.Text)
	c.detector.Read(d.Text, c.text)
	c.spoken, c.links.read, c.cursor = c.tongueOf(d.Lang), false, place{}
	c.pattern.Reset(d.Text)
	c.found, c.silencing = c.found[:0], c.silencing[:0]
	c.gate = c.group()
	c.gate = c.embargoes() || c.gate
	if c.take(c.turns.protect) {
		c.found = c.found[:0]
		return true
	}
	c.hush()
	return false
}

// group looks for all phrases and sorts them by set. It reports whether any opens the gate.
// Inside an address words only name things: rules do not see them, nor what runs over them.
func (c *Checker) group() (gate bool) {
	c.search()
	c.sets.matches = c.matches
	if c.hasPath() {
		c.clean = slices.DeleteFunc(append(c.clean[:0], c.matches...), c.entersPath)
		c.sets.matches = c.clean
	}
	c.sets.sort()
	for _, m := range c.matches {
		if c.gates[m.Set] {
			return true
		}
	}
	return false
}

// hasPath reports whether the draft has a web address with a path.
func (c *Checker) hasPath() bool {
	for i := range c.text.Words {
		if c.text.Words[i].Has(text.InLink) {
			return true
		}
	}
	return false
}

// entersPath reports whether a match has words of a web address's path.
func (c *Checker) entersPath(m match.Match) bool {
	for i := m.First; i <= m.Last; i++ {
		if c.text.Words[i].Has(text.InLink) {
			return true
		}
	}
	return false
}

// runs reports whether a rule is in force for this draft.
func (c *Checker) runs(r *program.Rule) bool {
	d := &c.draft
	surface := d.Surface
	if d.Context.Static {
		surface = Static
	}
	return int32(d.Date) >= r.From && int32(d.Date) < r.Until &&
		r.Surfaces>>surface&1 != 0
}

// anotherTongue is a draft's language that no rule speaks.
const anotherTongue = ^program.Tongue(0)

// primary is the part of a language's tag that counts: "de" of "de-AT".
func primary(tag string) string {
	first, _, _ := strings.Cut(tag, "-")
	return first
}

// tongueOf is a language of the program by its tag.
func (c *Checker) tongueOf(tag string) program.Tongue {
	if tag == "" {
		return 0
	}
	for i := range c.program.Languages {
		if sameLetters(c.program.Languages[i].Tag, primary(tag)) {
			return program.Tongue(i + 1)
		}
	}
	return anotherTongue
}

// speaks reports whether the draft may be in a language: it is known to be, or nothing is known.
func (c *Checker) speaks(t program.Tongue) bool { return t == 0 || c.spoken == 0 || c.spoken == t }

// stands looks for rule i and appends its findings; it reports whether there are any.
func (c *Checker) stands(i int32) bool {
	r := &c.program.Rules[i]
	before := len(c.found)
	c.hits = c.hits[:0]
	if r.Find == program.NoCondition {
		c.absence(i, r)
	} else {
		c.presence(i, r)
	}
	return len(c.found) > before
}

// presence makes findings of what the rule's condition matches.
func (c *Checker) presence(i int32, r *program.Rule) {
	// Phrases are looked up already; whatever else reads the draft again waits for the rest to hold.
	reads := c.program.Conditions[r.Find].Op != program.Phrases
	if reads && !c.applies(r) || !c.eval(uint32(r.Find)) || !reads && !c.applies(r) {
		return
	}
	if len(c.hits) == 0 { // a circumstance, which has no place in the text
		c.add(finding{rule: i})
		return
	}
	c.except(r)
	c.exceptNear(r)
	severity := c.severityOf(i)
	for _, h := range merge(c.hits) {
		c.found = append(c.found, finding{rule: i, span: h.span, severity: severity})
	}
}

// add notes the one finding of a rule.
func (c *Checker) add(f finding) {
	f.severity = c.severityOf(f.rule)
	c.found = append(c.found, f)
}

// severityOf is what a rule asks of this draft's author: another severity than usual from its day
// on, while its circumstance holds.
func (c *Checker) severityOf(rule int32) Severity {
	r := &c.program.Rules[rule]
	if r.Escalated == 0 || int32(c.draft.Date) < r.EscalateFrom {
		return Severity(r.Severity)
	}
	if r.EscalateIf != program.NoCondition {
		kept := len(c.hits)
		holds := c.eval(uint32(r.EscalateIf))
		c.hits = c.hits[:kept]
		if !holds {
			return Severity(r.Severity)
		}
	}
	return Severity(r.Escalated)
}

// applies tests the rule's when and unless, leaving the hits of its find as they are.
func (c *Checker) applies(r *program.Rule) bool {
	kept := len(c.hits)
	for _, cond := range r.When {
		holds := c.eval(cond)
		c.hits = c.hits[:kept]
		if !holds {
			return false
		}
	}
	for _, cond := range r.Unless {
		holds := c.eval(cond)
		c.hits = c.hits[:kept]
		if holds {
			return false
		}
	}
	return true
}
