package wire

// BookRule is a rule as the person reads it who is under it. The checker lists them from the
// program that it judges with (its export rulebook), and leaves out those that can find nothing in
// anybody's draft: they are over, or speak of what the company's profile lacks.
type BookRule struct {
	ID       string   `json:"id"`
	Pack     string   `json:"pack"` // its name: the first part of the id
	Title    string   `json:"title"`
	Why      string   `json:"why"`
	Severity string   `json:"severity"`
	Owner    string   `json:"owner"`
	Override bool     `json:"override"` // it lets a post go for a reason
	Protect  bool     `json:"protect"`  // what it finds is never flagged and never counted
	From     string   `json:"from"`     // "2026-11-22"; "" is ever since
	Until    string   `json:"until"`    // half-open; "" is open
	Surfaces []string `json:"surfaces"` // where it runs; none is everywhere
	Source   Source   `json:"source"`
	// Mine tells that it judges what this person writes now. Another rule is listed for those whom it
	// may concern later, or elsewhere.
	Mine bool `json:"mine"`
	// Only are its circumstances, as rules write them ("paused", "country=DE"), with a "!" before what
	// must not be so: of each list one must be so, or the rule does not apply.
	Only [][]string `json:"only"`
}
