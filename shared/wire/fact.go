package wire

// FactKind says what happened.
type FactKind string

// The facts. A device sends shared, waived and unchecked; the server records the others.
const (
	Shared    FactKind = "shared"
	Waived    FactKind = "waived"    // an override of a finding: rule id; the reason stays on the device
	Unchecked FactKind = "unchecked" // a post went out while no report existed
	Clicked   FactKind = "clicked"
)

// Fact is a recorded event with an ID, recorded once however often it is sent. It never holds
// any text of a draft.
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
}
