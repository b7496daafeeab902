package points

import (
	"vouch/server/activity"
)

// state is what decide must know, read before and kept up by decide as it goes.
type state struct {
	policies     []Policy
	restrictions []Restriction
	people       map[activity.Pseudonym]*person
	given        map[daily]int64 // award keys, sums, counts and notes of each day
	holds        map[string]hold
	lines        []entry // of the ledgers that reversals concern, and what this step adds
}

// person is what stands about one advocate.
type person struct {
	balance       int64 // spendable
	streak        streak
	circumstances Circumstances
}

// daily is a field of a day's hash.
type daily struct {
	day   activity.Day
	field string
}

// entry is a line to be written into somebody's ledger.
type entry struct {
	reason  reason
	posting posting
	balance int64 // spendable, after it
	fact    *activity.Fact
	at      activity.Day
	words   string // a reversal's reason, a reward's title, a rule's id

	// Of an award, so that the ledger alone explains it.
	policy int   // version
	sum    int64 // the day's points for this kind of deed, with these
	cap    int64
}

// deed says what a deed earns: no entry for the same click again, nor for a capped one whose cap
// was noted already; two when it makes a streak long enough.
func (s *state) deed(d deed) []entry {
	policy := on(s.policies, d.day)
	var made []entry
	if e, ok := s.award(d, policy); ok {
		made = append(made, e)
	}
	if d.shares() {
		made = append(made, s.bonus(d, policy)...)
	}
	return made
}

func (s *state) award(d deed, policy Policy) (entry, bool) {
	key := daily{d.day, d.key}
	if s.given[key] != 0 {
		return s.nothing(d, policy, again, ""), d.kind == story
	}
	s.given[key] = 1
	if d.barred != "" {
		return s.nothing(d, policy, d.barred, ""), true
	}
	if rule, restricted := s.restricted(d); restricted {
		return s.nothing(d, policy, off, rule), s.once(d)
	}
	sum, count := daily{d.day, d.sumField()}, daily{d.day, d.countField()}
	award := policy.award(d.kind)
	points := min(award.earns(s.given[count]), award.Daily-s.given[sum])
	if points <= 0 {
		return s.nothing(d, policy, capped, ""), s.once(d)
	}
	s.given[sum] += points
	s.given[count]++
	e := s.line(d.fact, d.day, reason(d.kind), posting{issued, spendable, points})
	e.policy, e.sum, e.cap = policy.Version, s.given[sum], award.Daily
	return e, true
}

// once lets only a day's first click without points make an entry: a post that does well brings
// thousands.
func (s *state) once(d deed) bool {
	note := daily{d.day, d.cappedField()}
	noted := s.given[note] != 0
	s.given[note] = 1
	return d.kind != click || !noted
}

func (s *state) restricted(d deed) (rule string, restricted bool) {
	for _, r := range s.restrictions {
		if r.holds(d, s.person(d.fact.Advocate).circumstances) {
			return r.Rule, true
		}
	}
	return "", false
}

func (s *state) bonus(d deed, policy Policy) []entry {
	streak := &s.person(d.fact.Advocate).streak
	if !streak.share(d.day) || policy.Streak.Every == 0 || streak.days%int64(policy.Streak.Every) != 0 {
		return nil
	}
	e := s.line(d.fact, d.day, reason(bonus), posting{issued, spendable, policy.Streak.Points})
	e.policy, e.sum = policy.Version, streak.days
	return []entry{e}
}

func (s *state) nothing(d deed, policy Policy, why ending, words string) entry {
	e := s.line(d.fact, d.day, d.kind.reason(why), posting{issued, spendable, 0})
	award := policy.award(d.kind)
	e.policy, e.sum, e.cap, e.words = policy.Version, s.given[daily{d.day, d.sumField()}], award.Daily, words
	return e
}

// line books a posting and remembers the entry, which a reversal of this step may concern.
func (s *state) line(fact *activity.Fact, day activity.Day, why reason, p posting) entry {
	who := s.person(fact.Advocate)
	who.balance += p.into(spendable)
	e := entry{reason: why, posting: p, balance: who.balance, fact: fact, at: day}
	s.lines = append(s.lines, e)
	return e
}

func (s *state) person(who activity.Pseudonym) *person {
	if s.people[who] == nil {
		s.people[who] = &person{}
	}
	return s.people[who]
}

// reverse takes back what is left of what a fact earned, on the day and the boards where it
// counted; ok is false when nothing is left. Points that were spent meanwhile are owed: the
// balance may fall below zero, and the next awards fill it.
func (s *state) reverse(reversal *activity.Fact, c calendar) (e entry, ok bool) {
	var left int64
	lines := s.earned(reversal)
	for _, line := range lines {
		left += line.posting.into(spendable)
	}
	if left <= 0 {
		return entry{}, false
	}
	earned := lines[0].fact
	e = s.line(earned, c.day(earned.At), takenBack, posting{spendable, issued, left})
	e.words = reversal.Why
	return e, true
}

// earned are the lines of what the reversed fact earned, and of what was taken back of it before.
func (s *state) earned(reversal *activity.Fact) []entry {
	var lines []entry
	for _, line := range s.lines {
		if line.fact.Advocate == reversal.Advocate && line.fact.ID == reversal.Of && line.posting.issues() {
			lines = append(lines, line)
		}
	}
	return lines
}
