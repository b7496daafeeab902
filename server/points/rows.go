package points

import (
	"vouch/server/activity"
	"vouch/server/kv"
)

// ledgerKey STREAM: the entries of one advocate.
func ledgerKey(ws kv.Workspace, who activity.Pseudonym) string {
	return kv.Key(ws, "points", "ledger", string(who))
}

// totalKey HASH: balance, shares, clicks.
func totalKey(ws kv.Workspace, who activity.Pseudonym) string {
	return kv.Key(ws, "points", "total", string(who))
}

// dayKey HASH: awards given and sums towards caps.
func dayKey(ws kv.Workspace, day activity.Day) string {
	return kv.Key(ws, "points", "day", string(day))
}

// daysKey HASH: day -> points.
func daysKey(ws kv.Workspace) string { return kv.Key(ws, "points", "days") }

// boardKey ZSET: advocate or team -> points; period is "ever", "2026-11" or "2026-W47".
func boardKey(ws kv.Workspace, board Board, period string) string {
	return kv.Key(ws, "points", "board", string(board), period)
}
