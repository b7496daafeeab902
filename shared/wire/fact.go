package wire

// FactKind says what happened.
type FactKind string

// The facts. A device sends all but clicked, which the server records.
const (
	Shared    FactKind = "shared"
	Waived    FactKind = "waived"    // an override of a finding: rule id; the reason stays on the device
	Unchecked FactKind = "unchecked" // a post went out while no report existed
	Clicked   FactKind = "clicked"
	Disputed  FactKind = "disputed" // "not right?": rule id, and of quote and note what the person chose to show
	Shown     FactKind = "shown"    // how the person wants to stand on boards, from then on
)

// Fact is a recorded event with an ID, recorded once however often it is sent. It never holds
// any text of a draft but the quote that a person looked at and chose to send.
type Fact struct {
	ID      string   `json:"id"` // UUID made by the device
	Kind    FactKind `json:"kind"`
	AtMs    int64    `json:"at_ms"`
	Surface string   `json:"surface,omitempty"` // post, comment, message, article
	Story   string   `json:"story,omitempty"`   // the story shared, when it was one
	Code    string   `json:"code,omitempty"`    // the tracking link in it, when there was one
	Rule    string   `json:"rule,omitempty"`    // waived: the rule
	Reason  string   `json:"reason,omitempty"`  // waived, in the regulated mode only; unchecked: why
	Verdict string   `json:"verdict,omitempty"` // shared: the verdict it went out with

	// Print is the fingerprint of a share's text (shared/near), 16 hex digits; never of a draft, a
	// comment or a message.
	Print string `json:"print,omitempty"`
	Quote string `json:"quote,omitempty"` // disputed: the words found, where the person shows them
	Note  string `json:"note,omitempty"`  // disputed: the person's own, at most MaxNote characters
	As    string `json:"as,omitempty"`    // shown: an Appearance
	Alias string `json:"alias,omitempty"` // shown: the name made up
}

// The longest words of a dispute, in characters.
const (
	MaxQuote = 300
	MaxNote  = 300
)
