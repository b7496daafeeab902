package wire

// Standing is what this advocate's sharing earned. The fields that an older server does not send
// are optional; every list is bounded, so that an answer stays some ten kilobytes at most.
type Standing struct {
	Balance int64   `json:"balance"`
	Shares  int64   `json:"shares"`
	Clicks  int64   `json:"clicks"`  // counted human clicks on this advocate's links
	Entries []Entry `json:"entries"` // newest first, at most 20
	Team    string  `json:"team"`
	Rank    int     `json:"rank"`  // of the team among teams, 1-based; 0 is unranked
	Teams   int     `json:"teams"` // how many teams are ranked

	Held        int64    `json:"held,omitempty"`        // points set aside for rewards
	Lifetime    int64    `json:"lifetime,omitempty"`    // ever earned, less what was taken back
	Conversions int64    `json:"conversions,omitempty"` // what clicks on this advocate's links led to
	Streak      *Streak  `json:"streak,omitempty"`
	Board       *Board   `json:"board,omitempty"`   // absent where the workspace runs no board of people
	Rewards     []Reward `json:"rewards,omitempty"` // the cheapest first, at most 20; none where nobody is counted by person
	// Reach is what the shares of the last 30 days brought, the newest first, at most 20; none where
	// the workspace counts in aggregate only.
	Reach []Reach    `json:"reach,omitempty"`
	Days  []ReachDay `json:"days,omitempty"` // 30 of them, the oldest first; none where Reach has none
}

// Entry is a ledger entry as its owner sees it.
type Entry struct {
	AtMs   int64  `json:"at_ms"`
	Points int64  `json:"points"`
	Reason string `json:"reason"` // "Shared “Acme Cloud in Oslo”"
	Fact   string `json:"fact"`
	Why    string `json:"why,omitempty"` // how the number came about, from the ledger alone
}

// Streak is how many working days in a row this advocate shared on.
type Streak struct {
	Days    int64 `json:"days"`     // of the one that runs; 0 when none does
	Best    int64 `json:"best"`     // the longest there was
	UntilMs int64 `json:"until_ms"` // a share before then lets it go on; 0 when none runs
}

// Appearance is how an advocate stands on boards of people, by their own choice.
type Appearance string

// The appearances.
const (
	Hidden Appearance = "hidden" // as everybody begins
	Named  Appearance = "named"
	Alias  Appearance = "alias" // under a name they made up
)

// Board is this season's board of those people who chose to stand on it; a season is a quarter.
type Board struct {
	Period string     `json:"period"` // "2026-Q4", in the time zone of the workspace
	Points int64      `json:"points"` // this advocate's own in the period, also when hidden
	As     Appearance `json:"as"`
	Alias  string     `json:"alias,omitempty"`
	Rank   int        `json:"rank"` // of this advocate among those who stand there; 0 is not there
	Top    []Place    `json:"top"`  // at most 10
}

// Place is a line of a board. Equal points share a rank: 1, 2, 2, 4.
type Place struct {
	Rank   int    `json:"rank"`
	Name   string `json:"name"` // or the alias
	Points int64  `json:"points"`
	Me     bool   `json:"me,omitempty"`
}

// Reward is what points can be spent on at the desk.
type Reward struct {
	Title   string `json:"title"`
	Points  int64  `json:"points"`
	Missing int64  `json:"missing"` // points that are still needed; 0 is affordable
	Held    int    `json:"held"`    // how many this advocate asked for and has not been handed yet
	Gone    bool   `json:"gone,omitempty"`
}

// Reach is what one share brought within the last 30 days.
type Reach struct {
	Story       string `json:"story"`
	Title       string `json:"title"`
	AtMs        int64  `json:"at_ms"` // when it was shared last
	Clicks      int64  `json:"clicks"`
	Conversions int64  `json:"conversions"`
}

// ReachDay is one day of this advocate's links.
type ReachDay struct {
	Day    string `json:"day"` // "2026-11-22", in the time zone of the workspace
	Clicks int64  `json:"clicks"`
}
