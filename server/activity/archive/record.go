package archive

import (
	"encoding/json"
	"strconv"
	"time"

	"vouch/server/activity"
)

// record is a fact as a line of JSON. Names and meanings of its fields never change.
type record struct {
	Source   string    `json:"source,omitempty"` // the stream it stood in
	Entry    string    `json:"entry,omitempty"`  // its entry there; facts of one entry follow each other
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`
	At       time.Time `json:"at"`
	Advocate string    `json:"advocate,omitempty"` // a pseudonym
	Team     string    `json:"team,omitempty"`
	Story    string    `json:"story,omitempty"`
	Code     string    `json:"code,omitempty"`
	Surface  string    `json:"surface,omitempty"`
	Verdict  string    `json:"verdict,omitempty"`
	Rule     string    `json:"rule,omitempty"`
	Why      string    `json:"why,omitempty"`
	Of       string    `json:"of,omitempty"`
	Class    string    `json:"class,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Visitor  string    `json:"visitor,omitempty"` // hexadecimal
	Country  string    `json:"country,omitempty"`
	Device   string    `json:"device,omitempty"`
	Goal     string    `json:"goal,omitempty"`
	Amount   int64     `json:"amount,omitempty"`
	Currency string    `json:"currency,omitempty"`
	First    string    `json:"first,omitempty"`
}

// kinds and classes by the words they have in files.
func kinds() []string {
	return []string{
		activity.Shared: "shared", activity.Waived: "waived", activity.Unchecked: "unchecked",
		activity.Clicked: "clicked", activity.Reversed: "reversed", activity.Converted: "converted",
		activity.Reserved: "reserved", activity.Released: "released", activity.Fulfilled: "fulfilled",
		activity.Disputed: "disputed",
	}
}

func classes() []string {
	return []string{
		activity.Person: "person", activity.Bot: "bot", activity.Preview: "preview", activity.Prefetch: "prefetch",
		activity.Own: "own",
	}
}

// word of a stored number; one that has none, of a newer server, is written as the number.
func word(words []string, n uint8) string {
	if int(n) < len(words) && words[n] != "" {
		return words[n]
	}
	if n == 0 {
		return ""
	}
	return strconv.Itoa(int(n))
}

// numberOf is word's inverse; ok is false for what word never writes.
func numberOf(words []string, text string) (n uint8, ok bool) {
	if text == "" {
		return 0, true
	}
	for i, word := range words {
		if word == text {
			return uint8(i), true
		}
	}
	parsed, err := strconv.ParseUint(text, 10, 8)
	return uint8(parsed), err == nil
}

func recordOf(f *activity.Fact) record {
	r := record{
		ID: f.ID, Kind: word(kinds(), uint8(f.Kind)), At: f.At.UTC(), Advocate: string(f.Advocate), Team: string(f.Team),
		Story: string(f.Story), Code: string(f.Code), Surface: f.Surface, Verdict: f.Verdict, Rule: f.Rule,
		Why: f.Why, Of: f.Of, Class: word(classes(), uint8(f.Class)), Reason: f.Reason, Country: f.Country,
		Device: f.Device, Goal: f.Goal, Amount: f.Amount, Currency: f.Currency,
		First: f.First,
	}
	if f.Visitor != 0 {
		r.Visitor = strconv.FormatUint(uint64(f.Visitor), 16)
	}
	return r
}

// fact reads a record back.
func (r *record) fact() (activity.Fact, error) {
	kind, known := numberOf(kinds(), r.Kind)
	class, classKnown := numberOf(classes(), r.Class)
	if !known || !classKnown {
		return activity.Fact{}, errLine
	}
	f := activity.Fact{
		ID: r.ID, Kind: activity.Kind(kind), At: r.At.UTC(), Advocate: activity.Pseudonym(r.Advocate),
		Team: activity.Team(r.Team), Story: activity.Story(r.Story), Code: activity.Code(r.Code), Surface: r.Surface,
		Verdict: r.Verdict, Rule: r.Rule, Why: r.Why, Of: r.Of, Class: activity.Class(class), Reason: r.Reason,
		Country: r.Country, Device: r.Device, Goal: r.Goal, Amount: r.Amount, Currency: r.Currency,
		First: r.First,
	}
	if r.Visitor == "" {
		return f, nil
	}
	visitor, err := strconv.ParseUint(r.Visitor, 16, 64)
	if err != nil {
		return activity.Fact{}, errLine
	}
	f.Visitor = activity.Visitor(visitor)
	return f, nil
}

// readLine reads a line of a file of the archive.
func readLine(line []byte) (r record, f activity.Fact, err error) {
	if json.Unmarshal(line, &r) != nil || r.Source == "" || r.Entry == "" {
		return record{}, activity.Fact{}, errLine
	}
	f, err = r.fact()
	return r, f, err
}
