package console

import (
	"cmp"
	"slices"
	"strconv"

	"vouch/server/activity"
	"vouch/server/points"
	"vouch/server/upkeep"
)

// overviewPage is the overview as its template reads it.
type overviewPage struct {
	Frame    frame
	Spans    []spanLink
	Empty    bool // nothing happened in the span, nor ever before it
	Tiles    []tile
	Charts   []chart
	Days     []dayRow
	Zone     string   // whose days these are
	Alarms   []string // about numbers that are not what the facts say
	Stories  []overviewRow
	Campaign []overviewRow
	Teams    []overviewRow
	Few      string // about teams that are not shown
	People   []overviewRow
	ByPerson bool
	Board    []boardRow
	BoardFew string // about teams that are not on it
}

type spanLink struct {
	Days int
	Here bool
}

type tile struct {
	Name, Value, Note string
}

type dayRow struct {
	Day                    string
	Shares, Clicks, Points int64
}

type overviewRow struct {
	Name           string
	Shares, Clicks int64
	Share          int // of the most clicked, 0 to 100
}

// overviewTable is rows under the name of what they are about.
type overviewTable struct {
	Head string
	Rows []overviewRow
}

type boardRow struct {
	Rank   int
	Name   string
	Points int64
	Share  int
}

// spanOf reads the period asked for; anything else is the usual one.
func spanOf(days string) int {
	n, err := strconv.Atoi(days)
	if err != nil || !slices.Contains(spans(), n) {
		return usualSpan
	}
	return n
}

func overviewOf(f frame, got gathered) overviewPage {
	page := overviewPage{Frame: f, ByPerson: got.byPerson != nil}
	for _, days := range spans() {
		page.Spans = append(page.Spans, spanLink{Days: days, Here: days == got.span})
	}
	total := got.byStory.Total
	page.Empty = total.Shares == 0 && total.Clicks == 0 && got.before == activity.Numbers{}
	page.Days = dayRows(got)
	page.Tiles = tiles(total, got.before, page.Days, got.span)
	page.Charts = charts(page.Days)
	page.Stories = overviewRows(got.byStory.Rows, func(id string) string { return storyName(got.titles, id) })
	page.Campaign = overviewRows(byCampaign(got.byStory.Rows, got.campaign), func(id string) string { return id })
	page.Zone, page.Alarms = got.zone, alarmsInWords(got.alarms)
	page.Teams = overviewRows(got.byTeam.Rows, teamName)
	page.Few = fewInWords(got.byTeam.Rest)
	if got.byPerson != nil {
		page.People = overviewRows(got.byPerson.Rows, func(id string) string { return personName(got.names, id) })
	}
	page.Board, page.BoardFew = boardRows(got)
	return page
}

// byCampaign sums the rows of stories by the campaign that each is part of now, the most clicked
// first.
func byCampaign(stories []activity.Row, campaign map[string]string) []activity.Row {
	sums := map[string]*activity.Row{}
	for _, story := range stories {
		name := campaign[story.ID]
		if name == "" {
			continue
		}
		if sums[name] == nil {
			sums[name] = &activity.Row{ID: name}
		}
		sums[name].Numbers.Shares += story.Numbers.Shares
		sums[name].Numbers.Clicks += story.Numbers.Clicks
	}
	rows := make([]activity.Row, 0, len(sums))
	for _, sum := range sums {
		rows = append(rows, *sum)
	}
	slices.SortFunc(rows, func(a, b activity.Row) int {
		return cmp.Or(cmp.Compare(b.Numbers.Clicks, a.Numbers.Clicks), cmp.Compare(a.ID, b.ID))
	})
	return rows
}

// alarmsInWords tells whom to call: nobody at a desk can mend it.
func alarmsInWords(alarms []upkeep.Checked) []string {
	var words []string
	for _, a := range alarms {
		words = append(words, "On "+a.Verdict.At.Format("2 January")+" "+many(a.Verdict.Differences, "number", "numbers")+" of "+
			a.Projection+" did not agree with the recorded facts. Ask the operator of this server to run “vouch verify”, and “vouch rebuild” to count again.")
	}
	return words
}

func dayRows(got gathered) []dayRow {
	earned := map[activity.Day]int64{}
	for _, e := range got.earned {
		earned[e.Day] = e.Points
	}
	rows := make([]dayRow, 0, len(got.byStory.Days))
	for _, d := range got.byStory.Days {
		rows = append(rows, dayRow{
			Day: shortDay(d.Day), Shares: d.Numbers.Shares, Clicks: d.Numbers.Clicks, Points: earned[d.Day],
		})
	}
	return rows
}

func shortDay(d activity.Day) string {
	start, ok := d.Start()
	if !ok {
		return string(d)
	}
	return start.Format("2 Jan")
}

func tiles(now, before activity.Numbers, days []dayRow, span int) []tile {
	var earned int64
	for _, d := range days {
		earned += d.Points
	}
	return []tile{
		{"Shares", number(now.Shares), compared(now.Shares, before.Shares, span)},
		{"Clicks by people", number(now.Clicks), compared(now.Clicks, before.Clicks, span)},
		{"Visitors, summed by day", number(now.Visitors), machinesInWords(now.Machines())},
		{"Points given", number(earned), "for shares and for clicks by people"},
	}
}

// compared says how a number stands to the same time before.
func compared(now, before int64, span int) string {
	against := " than the " + strconv.Itoa(span) + " days before"
	switch {
	case now > before:
		return number(now-before) + " more" + against
	case now < before:
		return number(before-now) + " fewer" + against
	default:
		return "as many as in the " + strconv.Itoa(span) + " days before"
	}
}

func machinesInWords(visits int64) string {
	if visits == 0 {
		return "no bots seen"
	}
	return many(int(visits), "visit", "visits") + " by bots and previews left out"
}

func charts(days []dayRow) []chart {
	series := func(value func(dayRow) int64) []dayValue {
		out := make([]dayValue, len(days))
		for i, d := range days {
			out[i] = dayValue{d.Day, value(d)}
		}
		return out
	}
	return []chart{
		chartOf("chart-shares", "Shares", "share", "shares", series(func(d dayRow) int64 { return d.Shares })),
		chartOf("chart-clicks", "Clicks by people", "click", "clicks", series(func(d dayRow) int64 { return d.Clicks })),
		chartOf("chart-points", "Points", "point", "points", series(func(d dayRow) int64 { return d.Points })),
	}
}

func overviewRows(rows []activity.Row, name func(id string) string) []overviewRow {
	var top int64
	for _, r := range rows {
		top = max(top, r.Numbers.Clicks)
	}
	out := make([]overviewRow, 0, len(rows))
	for _, r := range rows {
		out = append(out, overviewRow{
			Name: name(r.ID), Shares: r.Numbers.Shares, Clicks: r.Numbers.Clicks, Share: share(r.Numbers.Clicks, top),
		})
	}
	return out
}

func storyName(titles map[string]string, id string) string {
	if id == "" {
		return "In people's own words"
	}
	if title, ok := titles[id]; ok {
		return title
	}
	return "A story that is gone"
}

func teamName(id string) string {
	if id == "" {
		return "No team"
	}
	return id
}

func personName(names map[string]string, pseudonym string) string {
	if name, ok := names[pseudonym]; ok {
		return name
	}
	return "Somebody who left"
}

func fewInWords(rest *activity.Row) string {
	if rest == nil {
		return ""
	}
	return "Teams in which fewer than " + strconv.Itoa(activity.MinAdvocates) +
		" people shared are summed, so that nobody's own numbers can be read from them: " +
		many(int(rest.Numbers.Shares), "share", "shares") + ", " +
		many(int(rest.Numbers.Clicks), "click", "clicks") + "."
}

// boardRows ranks the teams that may be shown; where one may not, few says why.
func boardRows(got gathered) (rows []boardRow, few string) {
	places := slices.DeleteFunc(slices.Clone(got.board), func(p points.Place) bool {
		return got.onBoard != nil && !slices.ContainsFunc(got.onBoard.Rows, func(r activity.Row) bool { return r.ID == p.ID })
	})
	if len(places) < len(got.board) {
		few = "Teams are left out of whose month fewer than " + strconv.Itoa(activity.MinAdvocates) + " people are part."
	}
	var top int64
	for _, p := range places {
		top = max(top, p.Points)
	}
	for i, p := range places[:min(len(places), boardLength)] {
		row := boardRow{Rank: i + 1, Name: teamName(p.ID), Points: p.Points, Share: share(p.Points, top)}
		if i > 0 && places[i-1].Points == p.Points {
			row.Rank = rows[i-1].Rank
		}
		rows = append(rows, row)
	}
	return rows, few
}
