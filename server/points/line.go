package points

import (
	"strconv"
	"strings"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
)

// fields is an entry as its stream keeps it, names and values in turn: p points, b balance after,
// r reason, x from>to, n points of the posting, s story, t team, f fact, d Unix ms, w words,
// v policy, g the day's sum (of a streak: its days), c the day's cap.
func (e entry) fields() []string {
	return []string{
		"p", decimal(e.posting.into(spendable)), "b", decimal(e.balance), "r", string(e.reason),
		"x", e.posting.String(), "n", decimal(e.posting.points),
		"s", string(e.fact.Story), "t", string(e.fact.Team), "f", e.fact.ID,
		"d", decimal(e.fact.At.UnixMilli()), "w", e.words,
		"v", strconv.Itoa(e.policy), "g", decimal(e.sum), "c", decimal(e.cap),
	}
}

// entryOf reads a stored line back.
func entryOf(who activity.Pseudonym, message kv.Message) entry {
	text := func(field string) string { s, _ := message.Values[field].(string); return s }
	from, to, _ := strings.Cut(text("x"), ">")
	e := entry{
		reason:  reason(text("r")),
		posting: posting{account(from), account(to), number(message.Values["n"])},
		balance: number(message.Values["b"]),
		fact: &activity.Fact{
			ID: text("f"), Advocate: who, Team: activity.Team(text("t")), Story: activity.Story(text("s")),
			At: time.UnixMilli(number(message.Values["d"])).UTC(),
		},
		words: text("w"), policy: int(number(message.Values["v"])),
		sum: number(message.Values["g"]), cap: number(message.Values["c"]),
	}
	return e
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

// number reads a stored number; nothing stored is 0.
func number(value any) int64 {
	text, _ := value.(string)
	n, _ := strconv.ParseInt(text, 10, 64) // unreachable unless corrupt storage
	return n
}
