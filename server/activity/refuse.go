package activity

import (
	"strings"
	"time"

	"vouch/shared/wire"
)

// Window is how long a fact's ID is remembered. An older fact is refused, for nobody could tell
// any more whether it was counted.
const Window = 40 * 24 * time.Hour

// Ahead is how far a device's clock may run ahead: a wrong time zone, not a wrong year. The fact
// is then recorded as of now.
const Ahead = 24 * time.Hour

// deviceKinds are what a device may send; clicks are recorded by the redirect alone.
var deviceKinds = map[wire.FactKind]Kind{
	wire.Shared: Shared, wire.Waived: Waived, wire.Unchecked: Unchecked, wire.Disputed: Disputed,
}

// limits of what a device may write into a fact, in bytes. They hold identifiers, not prose;
// only a waiver's reason in the regulated mode is a sentence.
const (
	longestName   = 64
	longestReason = 500
)

// accept turns what a device sent into a fact, or says why it is refused.
func accept(sent wire.Fact, who Who, now time.Time) (fact Fact, refused string) {
	kind, known := deviceKinds[sent.Kind]
	at := time.UnixMilli(sent.AtMs).UTC()
	switch {
	case !known:
		return Fact{}, "A device cannot record this kind of fact."
	case !isUUID(sent.ID):
		return Fact{}, "The fact's id is no UUID."
	case now.Sub(at) >= Window:
		return Fact{}, "This happened more than 40 days ago, which is too long to record it."
	case at.Sub(now) > Ahead:
		return Fact{}, "This lies in the future: the clock of this computer runs ahead."
	case !namesOnly(sent.Surface, sent.Story, sent.Code, sent.Rule, sent.Verdict):
		return Fact{}, "A field of the fact holds something other than a short identifier."
	case sent.Kind == wire.Disputed && sent.Rule == "":
		return Fact{}, "A dispute names a rule."
	case len(sent.Reason) > longestReason:
		return Fact{}, "The reason is longer than 500 characters."
	}
	fact = Fact{
		ID: strings.ToLower(sent.ID), Kind: kind, At: at, Advocate: who.Advocate, Team: who.Team,
		Story: Story(sent.Story), Code: Code(sent.Code), Surface: sent.Surface, Verdict: sent.Verdict,
		Rule: sent.Rule, Why: sent.Reason,
	}
	if at.After(now) {
		fact.At = now
	}
	if kind == Shared && who.LateAfter > 0 && now.Sub(at) > who.LateAfter {
		fact.Reason = Late
	}
	return withhold(fact, who), ""
}

// withhold takes away what the log must not hold. Outside the regulated mode a waiver and a dispute
// have no person, no story and no exact time, which a share in the same exchange would give away; it also
// stands in a stream of its own.
func withhold(f Fact, who Who) Fact {
	switch {
	case namesNobody(f.Kind) && !who.Regulated:
		return Fact{ID: f.ID, Kind: f.Kind, At: f.At.Truncate(24 * time.Hour), Rule: f.Rule, Surface: f.Surface}
	case f.Kind == Unchecked && !namesOnly(f.Why):
		f.Why = "other"
	case f.Kind == Shared || f.Kind == Disputed:
		f.Why = ""
	}
	return f
}

// namesNobody tells what is said of rules, not of people.
func namesNobody(k Kind) bool { return k == Waived || k == Disputed }

// isUUID accepts the 36 characters of a UUID's text form, in lower or upper case.
func isUUID(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i := range len(id) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (id[i] == '-') || !dash && !isHex(id[i]) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// namesOnly reports whether each value could be an identifier: no spaces, so no prose.
func namesOnly(values ...string) bool {
	for _, value := range values {
		if len(value) > longestName {
			return false
		}
		for i := range len(value) {
			if c := value[i]; c <= ' ' || c >= 0x7f {
				return false
			}
		}
	}
	return true
}
