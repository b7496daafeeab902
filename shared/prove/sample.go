package prove

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vouch/shared/check"
	"vouch/shared/rule"
)

// Kind is why a text stands in a corpus.
type Kind string

// The kinds of texts.
const (
	Claim     Kind = "claim"     // somebody says what a rule is about
	Near      Kind = "near"      // nearly so, and harmless
	Evasion   Kind = "evasion"   // a claim in disguise
	Protected Kind = "protected" // speech that the law protects
	Private   Kind = "private"   // nothing to do with the company
)

// Sample is one labelled text of a corpus.
type Sample struct {
	ID      string
	Draft   check.Draft
	Profile string    // the name of the profile it is judged with; "" is the corpus's own
	Flags   []rule.ID // must be found
	May     []rule.ID // may be found
	Kind    Kind
}

type sampleLine struct {
	ID      string         `json:"id"`
	Text    *string        `json:"text"`
	Parts   []string       `json:"parts"` // of the text, so that no secret stands whole in a file
	Surface string         `json:"surface"`
	Date    string         `json:"date"`
	Lang    string         `json:"lang"`
	Context map[string]any `json:"context"`
	Profile string         `json:"profile"`
	Flags   []rule.ID      `json:"flags"`
	May     []rule.ID      `json:"may"`
	Kind    Kind           `json:"kind"`
}

// ParseSample reads one line of a corpus. A line without a day is judged on day.
func ParseSample(line []byte, day string) (Sample, error) {
	var in sampleLine
	if err := json.Unmarshal(line, &in); err != nil {
		return Sample{}, err
	}
	kinds := []Kind{Claim, Near, Evasion, Protected, Private}
	switch {
	case in.ID == "" || (in.Text == nil) == (in.Parts == nil):
		return Sample{}, errors.New("a text needs id, and either text or parts")
	case !slices.Contains(kinds, in.Kind):
		return Sample{}, fmt.Errorf("%s: kind: %q is none of claim, near, evasion, protected, private", in.ID, in.Kind)
	}
	if in.Date != "" {
		day = in.Date
	}
	text := strings.Join(in.Parts, "")
	if in.Text != nil {
		text = *in.Text
	}
	example := rule.Example{Text: text, Surface: in.Surface, Date: day, Lang: in.Lang, Context: map[string]string{}}
	for name, value := range in.Context {
		example.Context[name] = fmt.Sprint(value)
	}
	draft, err := draftOf(example)
	if err != nil {
		return Sample{}, fmt.Errorf("%s: %w", in.ID, err)
	}
	return Sample{in.ID, draft, in.Profile, in.Flags, in.May, in.Kind}, nil
}
