package wire

// Ages says how long a device trusts rules that no server confirmed, and what it does then. The
// age of rules is the time since a server last said that they are the ones that are out.
type Ages struct {
	AgeingS   int64     `json:"ageing_s"`   // seconds; from then on the device says that they age
	StaleS    int64     `json:"stale_s"`    // seconds; from then on they are too old
	WhenStale WhenStale `json:"when_stale"` // what is done with rules that are too old
}

// WhenStale says what a device does with rules that are too old.
type WhenStale string

// What is done with rules that are too old.
const (
	StaleCheck WhenStale = "check" // checks go on; their age stands beside the rules
	StaleWarn  WhenStale = "warn"  // checks go on, and the panel warns above every verdict
	StaleStop  WhenStale = "stop"  // nothing is checked; a press of Post goes through as if the checker were dead
)

// UsualAges are those of a workspace that never chose: a day without a line is news, and after two
// weeks, the longest ordinary absence, the person is warned. Checking by old rules is better than
// not checking, so that stopping is only ever chosen.
func UsualAges() Ages {
	return Ages{AgeingS: 24 * 60 * 60, StaleS: 14 * 24 * 60 * 60, WhenStale: StaleWarn}
}
