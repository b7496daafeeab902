package points

import (
	"fmt"
	"strings"
)

// told is what an entry says, in plain words, from what the ledger holds alone; name tells what
// the entry's story is called.
func (e entry) told(name string) string {
	switch e.reason {
	case takenBack:
		return "Taken back: " + e.words
	case reserved:
		return "Set aside for " + e.words
	case released:
		return "Given back: " + e.words + " was not handed out"
	case fulfilled:
		return "Handed out: " + e.words
	case reason(bonus):
		return fmt.Sprintf("Shared on %d working days in a row", e.sum)
	}
	what, ending := e.deed()
	switch ending {
	case again:
		return what.deed(name) + " again: a story earns points once a day"
	case capped:
		return what.deed(name) + fmt.Sprintf(": %s at most %d points a day", what.earns(), e.cap)
	case late:
		return what.deed(name) + ", but told too late to earn points"
	case unverified:
		return what.deed(name) + ": told by a browser, which earns no points"
	case off:
		return what.deed(name) + ": no points, by the rule " + e.words
	}
	return what.deed(name)
}

// deed cuts the stored reason into the kind of deed and why it earned nothing.
func (e entry) deed() (kind, ending) {
	what, end, found := strings.Cut(string(e.reason), "-")
	if !found {
		return kind(what), ""
	}
	return kind(what), ending("-" + end)
}

func (k kind) deed(name string) string {
	switch k {
	case story:
		return "Shared " + name
	case own:
		return "Posted in your own words"
	case click:
		return "Somebody followed your link to " + name
	case lead:
		return "A lead came of your link to " + name
	case signUp:
		return "Somebody signed up through your link to " + name
	case sale:
		return "A sale came of your link to " + name
	case bonus: // told before
	}
	return "Points"
}

func (k kind) earns() string {
	switch k {
	case story:
		return "shares earn"
	case own:
		return "that earns"
	case click:
		return "clicks earn"
	case lead, signUp, sale, bonus:
	}
	return "these earn"
}

// why says how the number of points came about: the policy, the day's sum and its cap.
func (e entry) why() string {
	what, ending := e.deed()
	policy := fmt.Sprintf("Policy %d", e.policy)
	switch {
	case e.policy == 0:
		return ""
	case what == bonus:
		return policy + " gives points for working days in a row."
	case ending == off:
		return policy + " would give points; the rule " + e.words + " does not."
	case ending != "" && ending != capped:
		return policy + " gives nothing for this."
	case ending == capped:
		return fmt.Sprintf("%s: %d of %d points of that day were reached.", policy, e.sum, e.cap)
	default:
		return fmt.Sprintf("%s: with these, %d of at most %d points of that day.", policy, e.sum, e.cap)
	}
}
