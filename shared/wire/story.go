package wire

// Story is an item of company content offered for sharing, as a device holds it.
type Story struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Text        string   `json:"text"`
	Tags        []string `json:"tags,omitempty"`
	Captions    []string `json:"captions,omitempty"` // "{link}" stands where the tracking link goes
	Campaign    string   `json:"campaign,omitempty"`
	Destination string   `json:"destination"`
	PublishedMs int64    `json:"published_ms"`
	UntilMs     int64    `json:"until_ms,omitempty"` // 0 is open
}

// Suggestion is a story ranked for a page or draft.
type Suggestion struct {
	Story   Story    `json:"story"`
	Score   float64  `json:"score"`
	Reasons []string `json:"reasons"` // "Your draft mentions AcmeX"
}
