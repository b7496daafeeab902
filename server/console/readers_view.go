package console

import (
	"cmp"
	"slices"
	"strconv"

	"vouch/server/activity"
)

// readersPage is the page of readers as its template reads it.
type readersPage struct {
	Frame     frame
	Spans     []spanLink
	Empty     bool // nobody came in the span
	Zone      string
	Hours     hourChart
	Countries readerTable
	Devices   readerTable
	Kinds     []kindRow
}

// hourChart is people's clicks by hour of the day. Hours that too few came in have no bar.
type hourChart struct {
	Sum           string // what a screen reader hears instead of the bars
	Scale         []string
	Bars          []bar
	Rows          []hourRow
	Few           string
	Width, Height int
}

type hourRow struct{ Hour, Clicks string }

// readerTable is people's clicks by something that is known of readers.
type readerTable struct {
	Head string
	Rows []readerRow
	Few  string // about rows that are not shown
}

type readerRow struct {
	Name             string
	Clicks, Visitors int64
	Share            int // of the most clicked, 0 to 100
}

// kindRow is how many visits were of a kind.
type kindRow struct {
	Name, Says string
	Visits     int64
}

func readersOf(f frame, read came) readersPage {
	page := readersPage{Frame: f, Zone: read.zone, Empty: read.byHour.Total.Clicks == 0}
	for _, days := range spans() {
		page.Spans = append(page.Spans, spanLink{Days: days, Here: days == read.span})
	}
	page.Hours = hoursOf(read)
	page.Countries = readerTableOf("Country", read.byCountry, read.few, countryName)
	page.Devices = readerTableOf("Device", read.byDevice, read.few, deviceName)
	total := read.byHour.Total
	page.Kinds = []kindRow{
		{"People", "without the same person twice within half a minute", total.Clicks},
		{"The same again", "a double click, or a page loaded twice", total.Duplicates},
		{"Advocates themselves", "on links of their own; they earn nothing", total.Own},
		{"Previews", "of feeds, chats and mail scanners", total.Previews},
		{"Prefetches", "browsers that looked ahead", total.Prefetches},
		{"Bots", "by what they call themselves or how they behave", total.Bots},
	}
	return page
}

const hoursOfADay = 24

func hoursOf(read came) hourChart {
	clicks := map[string]int64{}
	var top, sum int64
	for _, row := range read.byHour.Rows {
		clicks[row.ID] = row.Numbers.Clicks
		top, sum = max(top, row.Numbers.Clicks), sum+row.Numbers.Clicks
	}
	c := hourChart{Width: chartWidth, Height: chartHeight, Sum: many(int(sum), "click", "clicks"), Few: fewReaders(read.byHour.Rest, read.few)}
	top = niceTop(top)
	c.Scale = []string{number(top), number(top / 2), "0"}
	if top == 1 {
		c.Scale = []string{"1", "0"}
	}
	const slot = float64(chartWidth) / hoursOfADay
	for hour := range hoursOfADay {
		id := twoDigits(hour)
		n, shown := clicks[id]
		row := hourRow{Hour: id + ":00", Clicks: "not shown"}
		if shown {
			row.Clicks = number(n)
		}
		height := float64(chartHeight) * float64(n) / float64(top)
		c.Rows = append(c.Rows, row)
		c.Bars = append(c.Bars, bar{
			X: pixels(float64(hour)*slot + slot*0.15), Width: pixels(slot * 0.7),
			Y: pixels(chartHeight - height), Height: pixels(height),
			Reach: pixels(float64(hour) * slot), Slot: pixels(slot), Words: row.Hour + ": " + row.Clicks,
		})
	}
	return c
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func readerTableOf(head string, report activity.Report, few int64, name func(string) string) readerTable {
	t := readerTable{Head: head, Few: fewReaders(report.Rest, few)}
	var top int64
	for _, row := range report.Rows {
		top = max(top, row.Numbers.Clicks)
	}
	for _, row := range report.Rows {
		t.Rows = append(t.Rows, readerRow{
			Name: name(row.ID), Clicks: row.Numbers.Clicks, Visitors: row.Numbers.Visitors, Share: share(row.Numbers.Clicks, top),
		})
	}
	slices.SortStableFunc(t.Rows, func(a, b readerRow) int { return cmp.Compare(b.Clicks, a.Clicks) })
	return t
}

func fewReaders(rest *activity.Row, few int64) string {
	if rest == nil {
		return ""
	}
	return "What rests on fewer than " + number(few) + " visitors is summed, so that nobody can be picked out: " +
		many(int(rest.Numbers.Clicks), "click", "clicks") + "."
}

func countryName(code string) string { return cmp.Or(code, "Not known") }

func deviceName(class string) string {
	return cmp.Or(map[string]string{"phone": "Phone", "tablet": "Tablet", "desktop": "Computer", "other": "Something else"}[class], "Not known")
}
