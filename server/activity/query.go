package activity

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Dimension is what a report has a row for.
type Dimension string

// The dimensions.
const (
	ByWorkspace Dimension = "all"
	ByStory     Dimension = "story"    // the row with an empty ID is own words
	ByTeam      Dimension = "team"     // the row with an empty ID is no team
	ByAdvocate  Dimension = "advocate" // only where the workspace's setting PerPerson allows it
	ByLink      Dimension = "link"     // only where the workspace's setting PerPerson allows it
	ByRule      Dimension = "rule"     // waivers
	ByHour      Dimension = "hour"     // of people's clicks: "00" to "23" in the workspace's time zone
	ByCountry   Dimension = "country"  // of people's clicks; the row with an empty ID is unknown
	ByDevice    Dimension = "device"   // of people's clicks: its class; the row with an empty ID is unknown
)

// Query asks for the days from First to Last in the workspace's time zone, both included, at most
// a year.
type Query struct {
	First, Last time.Time
	By          Dimension
	PerPerson   bool // the workspace's setting
	// Few is how many visitors a row by hour, country or device must rest on to be shown; 0 is
	// MinAdvocates.
	Few int64
}

// Numbers are what is counted.
type Numbers struct {
	Shares     int64
	Clicks     int64 // people's clicks, without duplicates
	Duplicates int64 // the same visitor on the same link within 30 seconds
	Bots       int64 // bots; previews and prefetches apart
	Previews   int64
	Prefetches int64
	Own        int64 // advocates' clicks on links of their own
	Visitors   int64 // visitor-days: how many different visitors each day, summed (HyperLogLog, 1 % off)
	Unchecked  int64 // posts that went out without a report
	Waived     int64 // overrides of findings

	Conversions int64 // what clicks led to, told by a server that proved who it is
	Unverified  int64 // conversions that a reader's browser told
}

// Machines are the clicks of no person.
func (n Numbers) Machines() int64 { return n.Bots + n.Previews + n.Prefetches }

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
	// Rest sums the rows that are not shown because they rest on too few people (Query.Few); nil
	// when every row is shown.
	Rest *Row
}

const longestQuery = 366

// Query reads a report. It counts what the follower has caught up with.
func (c *Counters) Query(ctx context.Context, ws kv.Workspace, q Query) (Report, error) {
	manner, err := c.manners.Manner(ctx, ws)
	if err != nil {
		return Report{}, kv.Fault("read how the workspace counts", err)
	}
	days := DaysIn(q.First, q.Last, manner.Zone)
	if len(days) == 0 || len(days) > longestQuery {
		return Report{}, fault.New(fault.Invalid, "Choose between one day and a year.").At("days")
	}
	if (q.By == ByAdvocate || q.By == ByLink) && !q.PerPerson {
		return Report{}, fault.New(fault.Forbidden, "This workspace does not show activity by person.")
	}
	var report Report
	err = ReadLive(ctx, c.store, ws, countersName, func(at Generation) (err error) {
		report, err = c.report(ctx, at, days, q.By)
		return err
	})
	if err != nil {
		return Report{}, kv.Fault("read a report", err)
	}
	report.Rows, report.Rest = q.withhold(report.Rows)
	return report, nil
}

func (c *Counters) report(ctx context.Context, at Generation, days []Day, by Dimension) (report Report, err error) {
	if report.Days, err = c.days(ctx, at, days); err != nil {
		return Report{}, err
	}
	for _, day := range report.Days {
		report.Total.add(day.Numbers)
	}
	report.Rows, err = c.rows(ctx, at, days, by)
	return report, err
}

func (c *Counters) days(ctx context.Context, at Generation, days []Day) ([]DayNumbers, error) {
	pipe := c.store.Pipeline()
	fields := make([]*kv.HashCmd, len(days))
	visitors := make([]*kv.IntCmd, len(days))
	for i, day := range days {
		fields[i] = pipe.HGetAll(ctx, countKey(at, day, ByWorkspace))
		visitors[i] = pipe.PFCount(ctx, visitorsKey(at, day, ByWorkspace, ""))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	series := make([]DayNumbers, len(days))
	for i, day := range days {
		series[i].Day = day
		for field, value := range fields[i].Val() {
			series[i].Numbers.addField(field, value)
		}
		series[i].Numbers.Visitors = visitors[i].Val()
	}
	return series, nil
}

func (c *Counters) rows(ctx context.Context, at Generation, days []Day, by Dimension) ([]Row, error) {
	pipe := c.store.Pipeline()
	hashes := make([]*kv.HashCmd, len(days))
	for i, day := range days {
		hashes[i] = pipe.HGetAll(ctx, countKey(at, day, by))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	byID := map[string]*Row{}
	for _, hash := range hashes {
		for field, value := range hash.Val() {
			_, id, _ := strings.Cut(field, ":")
			if byID[id] == nil {
				byID[id] = &Row{ID: id}
			}
			byID[id].Numbers.addField(field, value)
		}
	}
	rows := slices.Collect(maps.Values(byID))
	if err := c.people(ctx, at, days, by, rows); err != nil {
		return nil, err
	}
	return sorted(rows), nil
}

// people adds to each row how many visitors came and how many advocates contributed. A visitor's
// hash differs from day to day, so that the union over the days is the sum of visitor-days.
func (c *Counters) people(ctx context.Context, at Generation, days []Day, by Dimension, rows []*Row) error {
	if len(rows) == 0 {
		return nil
	}
	pipe := c.store.Pipeline()
	visitors := make([]*kv.IntCmd, len(rows))
	advocates := make([]*kv.IntCmd, len(rows))
	for i, row := range rows {
		var cameTo, restOn []string
		for _, day := range days {
			cameTo = append(cameTo, visitorsKey(at, day, by, row.ID))
			restOn = append(restOn, advocatesKey(at, day, by, row.ID))
		}
		visitors[i] = pipe.PFCount(ctx, cameTo...)
		advocates[i] = pipe.PFCount(ctx, restOn...) // nothing is stored by advocate and by link
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return err
	}
	for i, row := range rows {
		row.Numbers.Visitors, row.Advocates = visitors[i].Val(), advocates[i].Val()
		if by == ByAdvocate || by == ByLink {
			row.Advocates = 1
		}
	}
	return nil
}

func sorted(rows []*Row) []Row {
	values := make([]Row, len(rows))
	for i, row := range rows {
		values[i] = *row
	}
	slices.SortFunc(values, func(a, b Row) int {
		return cmp.Or(
			-cmp.Compare(a.Numbers.Clicks, b.Numbers.Clicks),
			-cmp.Compare(a.Numbers.Shares, b.Numbers.Shares),
			cmp.Compare(a.ID, b.ID),
		)
	})
	return values
}

// addField adds a stored field, "<metric>:<id>".
func (n *Numbers) addField(field, value string) {
	number, _ := strconv.ParseInt(value, 10, 64) // unreachable unless corrupt storage
	name, _, _ := strings.Cut(field, ":")
	switch metric(name) {
	case shares:
		n.Shares += number
	case clicks:
		n.Clicks += number
	case duplicates:
		n.Duplicates += number
	case bots:
		n.Bots += number
	case previews:
		n.Previews += number
	case prefetches:
		n.Prefetches += number
	case owns:
		n.Own += number
	case verified:
		n.Conversions += number
	case unverified:
		n.Unverified += number
	case unchecked:
		n.Unchecked += number
	case waived:
		n.Waived += number
	}
}

func (n *Numbers) add(other Numbers) {
	n.Shares += other.Shares
	n.Clicks += other.Clicks
	n.Duplicates += other.Duplicates
	n.Bots += other.Bots
	n.Previews += other.Previews
	n.Prefetches += other.Prefetches
	n.Own += other.Own
	n.Conversions += other.Conversions
	n.Unverified += other.Unverified
	n.Visitors += other.Visitors
	n.Unchecked += other.Unchecked
	n.Waived += other.Waived
}
