package points

import (
	"vouch/server/activity"
	"vouch/server/kv"
)

// The rows of a generation of the projection.

// ledgerKey STREAM: the entries of one advocate.
func ledgerKey(at activity.Generation, who activity.Pseudonym) string {
	return at.Key("ledger", string(who))
}

// totalKey HASH: balance, held, lifetime, shares, clicks, conversions, streak, best, last.
func totalKey(at activity.Generation, who activity.Pseudonym) string {
	return at.Key("total", string(who))
}

// accountsKey HASH: account -> points; they sum to zero.
func accountsKey(at activity.Generation) string { return at.Key("accounts") }

// dayKey HASH: awards given, and sums and counts towards caps and decay.
func dayKey(at activity.Generation, day activity.Day) string {
	return at.Key("day", string(day))
}

// daysKey HASH: day -> points.
func daysKey(at activity.Generation) string { return at.Key("days") }

// holdsKey HASH: reservation -> hold.
func holdsKey(at activity.Generation) string { return at.Key("holds") }

// The rows of what was chosen, which no fact tells.

// policiesKey LIST: policies as JSON, the second version first; the first is built in.
func policiesKey(ws kv.Workspace) string { return kv.Key(ws, "reward", "policies") }

// rewardsKey HASH: reward -> Reward as JSON.
func rewardsKey(ws kv.Workspace) string { return kv.Key(ws, "reward", "offers") }

// shownKey HASH: advocate -> how boards show them, as JSON.
func shownKey(ws kv.Workspace) string { return kv.Key(ws, "reward", "shown") }

// boardKey ZSET: advocate or team -> score; period is "ever", "2026-Q4", "2026-11", "2026-W47" or
// "2026-11-22".
func boardKey(at activity.Generation, board Board, period string) string {
	return at.Key("board", string(board), period)
}

// teamBoardKey ZSET: advocate -> score, within a team.
func teamBoardKey(at activity.Generation, team activity.Team, period string) string {
	return at.Key("board", "team", string(team), period)
}
