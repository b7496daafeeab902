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

// trimmedKey HASH: source -> the last ID that is no longer in its stream.
func trimmedKey(ws kv.Workspace) string { return kv.Key(ws, "activity", "trimmed") }

// generationsKey HASH: "live" -> number, "last" -> the greatest number used.
func generationsKey(ws kv.Workspace, projection string) string {
	return kv.Key(ws, "projection", projection, "generations")
}

// leftKey SET: numbers of generations that are neither live nor wanted, until they are dropped.
func leftKey(ws kv.Workspace, projection string) string {
	return kv.Key(ws, "projection", projection, "left")
}

// buildingKey STRING: the number of the generation that is being filled; gone when its filler is.
func buildingKey(ws kv.Workspace, projection string) string {
	return kv.Key(ws, "projection", projection, "building")
}

// placeKey HASH: "turn" -> how often the generation moved, "recipe" -> how it counts,
// source -> the last ID it applied.
func (g Generation) placeKey() string {
	return kv.Key(g.ws, "projection", g.projection, g.text(), "place")
}

// keysKey SET: the keys of the generation that stay.
func (g Generation) keysKey() string {
	return kv.Key(g.ws, "projection", g.projection, g.text(), "keys")
}

// passingKey SET: the keys of the generation that are let go within a day.
func (g Generation) passingKey() string {
	return kv.Key(g.ws, "projection", g.projection, g.text(), "passing")
}

// archivedKey HASH: source -> the last ID that stands in a file of the archive.
func archivedKey(ws kv.Workspace) string { return kv.Key(ws, "activity", "archived") }

// segmentsKey LIST: the Segments of the archive as JSON, oldest first.
func segmentsKey(ws kv.Workspace) string { return kv.Key(ws, "activity", "segments") }
