package activity

import (
	"context"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Dimension is what a report has a row for.
type Dimension string

// The dimensions.
const (
	ByWorkspace Dimension = "all"
	ByStory     Dimension = "story"
	ByTeam      Dimension = "team"
	ByAdvocate  Dimension = "advocate" // only where the workspace's setting PerPerson allows it
	ByLink      Dimension = "link"     // only where the workspace's setting PerPerson allows it
)

// Query asks for the days from First to Last, both included, at most a year.
type Query struct {
	First, Last time.Time
	By          Dimension
	PerPerson   bool // the workspace's setting
}

// Numbers are what is counted.
type Numbers struct {
	Shares     int64
	Clicks     int64 // people's clicks, without duplicates
	Duplicates int64 // the same visitor on the same link within 30 seconds
	Bots       int64 // bots, previews and prefetches
	Visitors   int64 // visitor-days: how many different visitors each day, summed (HyperLogLog, 1 % off)
	Unchecked  int64 // posts that went out without a report
}

// Row is a total. Advocates is how many different people contributed.
type Row struct {
	ID        string
	Numbers   Numbers
	Advocates int64
}

// DayNumbers is one day of the workspace.
type DayNumbers struct {
	Day     Day
	Numbers Numbers
}

// Report answers a Query. Rows are sorted by clicks, then shares, then ID.
type Report struct {
	Days  []DayNumbers // of the whole workspace, every day of the query, oldest first
	Total Numbers
	Rows  []Row
	// Rest sums the teams that are not shown because fewer than MinAdvocates people contributed
	// to them; nil when every team is shown.
	Rest *Row
}

// MinAdvocates is how many people a team's row must rest on: with fewer, the row would tell
// what one person did.
const MinAdvocates = 3

// Counters is the projection behind the console's numbers.
type Counters struct{ store *kv.Store }

// NewCounters counts in store.
func NewCounters(store *kv.Store) *Counters { return &Counters{store: store} }

// Name implements Projection.
func (c *Counters) Name() string { return "counters" }

// Decide implements Projection.
func (c *Counters) Decide(ctx context.Context, ws kv.Workspace, facts []Fact) (*Effects, error) {
	return &Effects{}, nil
}

// Query reads a report. It counts what the follower has caught up with.
func (c *Counters) Query(ctx context.Context, ws kv.Workspace, q Query) (Report, error) {
	return Report{}, fault.New(fault.Unavailable, "Nothing is counted yet.")
}
