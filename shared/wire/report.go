package wire

// Report is the JSON a check returns, natively and from Wasm byte for byte the same
// (shared/check writes it). Positions are UTF-16 units of the draft, half-open.
type Report struct {
	Verdict   string    `json:"verdict"` // clear, advise, warn, review, block
	Protected bool      `json:"protected"`
	Personal  bool      `json:"personal"`
	Findings  []Finding `json:"findings"`
}

// Finding is one rule's verdict on a span; an absence finding has start = end.
type Finding struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Quote    string `json:"quote"`
	Title    string `json:"title"`
	Message  string `json:"message"`
	Owner    string `json:"owner"`
	Override bool   `json:"override"`
	Source   Source `json:"source"`
	Fixes    []Fix  `json:"fixes"`

	Question bool     `json:"question,omitempty"` // it asks, and claims nothing
	Diff     []Change `json:"diff,omitempty"`     // of a near copy against the approved text
}

// Change is a stretch of a near copy held against the approved text.
type Change struct {
	Op   string `json:"op"` // keep, missing (of the approved text alone), extra (of the draft alone)
	Text string `json:"text"`
}

// Source is what the rule rests on.
type Source struct {
	Title   string `json:"title"`
	URL     string `json:"url"`
	Checked string `json:"checked"`
	By      string `json:"by,omitempty"` // vendor, secondary, or background: nobody has looked it up
}

// Fix is offered as a button.
type Fix struct {
	Label string `json:"label"`
	Edits []Edit `json:"edits"`
}

// Edit replaces [start, end) by text.
type Edit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}
