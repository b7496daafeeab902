package activity

import (
	"time"

	"vouch/server/kv"
)

// The sources that Record writes to: of facts with a person, and of waivers without one, apart
// from the facts that the same device sent with them.
const (
	devices = "devices"
	nobodys = "nobodys"
)

// seenKey HASH: seenField of a fact -> "".
func seenKey(ws kv.Workspace, day Day) string { return kv.Key(ws, "activity", "seen", string(day)) }

// seenUntil is when no fact of that day is accepted any more.
func seenUntil(day time.Time) time.Time { return day.Add(24*time.Hour + Window + time.Hour) }

// sourcesKey SET: the names of the workspace's streams.
func sourcesKey(ws kv.Workspace) string { return kv.Key(ws, "activity", "sources") }

// factsKey STREAM: field b holds packed facts.
func factsKey(ws kv.Workspace, source string) string { return kv.Key(ws, "activity", "facts", source) }

// placeKey HASH: "turn" -> how often the projection moved, source -> the last ID it applied.
func placeKey(ws kv.Workspace, projection string) string {
	return kv.Key(ws, "projection", projection, "place")
}

// countKey HASH: "<metric>:<id>" -> number.
func countKey(ws kv.Workspace, day Day, by Dimension) string {
	return kv.Key(ws, "count", string(day), string(by))
}

// visitorsKey HyperLogLog: visitor hashes.
func visitorsKey(ws kv.Workspace, day Day, by Dimension, id string) string {
	return kv.Key(ws, "count", string(day), string(by), id, "visitors")
}

// advocatesKey HyperLogLog: pseudonyms that contributed.
func advocatesKey(ws kv.Workspace, day Day, by Dimension, id string) string {
	return kv.Key(ws, "count", string(day), string(by), id, "advocates")
}

// visitsKey HASH: "<code>:<visitor>" -> the last click, Unix ms.
func visitsKey(ws kv.Workspace, day Day) string { return kv.Key(ws, "count", "visits", string(day)) }
