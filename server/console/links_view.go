package console

import (
	"slices"
	"strconv"
	"time"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/fault"
	"vouch/server/links"
)

// linkPage is a link as its owner sees it.
type linkPage struct {
	Frame            frame
	Code, URL, Story string
	Tiles            []tile // none where nothing is counted by link
	Chart            chart
	Days             []dayRow
}

func (p *linkPage) count(days []activity.DayNumbers) {
	var sum activity.Numbers
	series := make([]dayValue, len(days))
	for i, d := range days {
		series[i] = dayValue{shortDay(d.Day), d.Numbers.Clicks}
		p.Days = append(p.Days, dayRow{Day: series[i].Day, Clicks: d.Numbers.Clicks})
		sum.Clicks += d.Numbers.Clicks
		sum.Visitors += d.Numbers.Visitors
		sum.Own += d.Numbers.Own
		sum.Bots += d.Numbers.Bots + d.Numbers.Previews + d.Numbers.Prefetches
		sum.Conversions += d.Numbers.Conversions
		sum.Unverified += d.Numbers.Unverified
	}
	p.Tiles = []tile{
		{"Clicks by people", number(sum.Clicks), "in " + many(len(days), "day", "days")},
		{"Visitors, summed by day", number(sum.Visitors), machinesInWords(sum.Machines())},
		{"Your own clicks", number(sum.Own), "counted apart; they earn nothing"},
		{"Leads, sign-ups, sales", number(sum.Conversions), number(sum.Unverified) + " more told by browsers"},
	}
	p.Chart = chartOf("chart-clicks", "Clicks by people", "click", "clicks", series)
}

// storyLinksPage is what becomes of a story's links.
type storyLinksPage struct {
	Frame   frame
	Story   string // its title
	ID      content.StoryID
	Own     string // where its links lead when nothing else was decided
	Form    targetForm
	States  []choice
	Retired bool
	History []targetRow // the newest first
}

type targetRow struct {
	What, Why, Who, When string
}

// targetForm is a target as text fields.
type targetForm struct {
	Seen                  string // how many versions the author has seen
	State                 string
	Destination, Campaign string
	Expires, Fallback     string
	Forward, Conversions  bool
	Why                   string
	Wrong, WrongField     string
}

func storyLinksOf(f frame, story content.Story, history []links.Change, people []auth.Person) storyLinksPage {
	page := storyLinksPage{Frame: f, Story: story.Title, ID: story.ID, Own: story.Destination}
	page.Form.Seen = strconv.Itoa(len(history))
	if len(history) > 0 {
		now := history[len(history)-1].Target
		page.Form = formOfTarget(now, len(history))
		page.Retired = now.State == links.Retired
	}
	page.States = []choice{
		{string(links.Open), "lead on", page.Form.State == string(links.Open)},
		{string(links.Paused), "are paused", page.Form.State == string(links.Paused)},
		{string(links.Retired), "are retired, for good", page.Form.State == string(links.Retired)},
	}
	for _, change := range slices.Backward(history) {
		page.History = append(page.History, targetRow{
			What: targetInWords(change.Target), Why: change.Why, When: moment(change.At), Who: nameOf(people, change.By),
		})
	}
	return page
}

func formOfTarget(t links.Target, seen int) targetForm {
	form := targetForm{
		Seen: strconv.Itoa(seen), State: string(t.State), Destination: t.Destination, Campaign: t.Campaign,
		Fallback: t.Fallback, Forward: t.Forward, Conversions: t.Conversions,
	}
	if !t.Expires.IsZero() {
		form.Expires = t.Expires.UTC().Format(dateLayout)
	}
	return form
}

func targetInWords(t links.Target) string {
	switch {
	case t.State == links.Paused:
		return "Paused"
	case t.State == links.Retired:
		return "Retired"
	case t.Destination != "":
		return "Lead to " + t.Destination
	case !t.Expires.IsZero():
		return "Lead on until " + day(t.Expires)
	}
	return "Lead on"
}

func nameOf(people []auth.Person, id string) string {
	i := slices.IndexFunc(people, func(p auth.Person) bool { return string(p.ID) == id })
	if i < 0 {
		return "Somebody who left"
	}
	return people[i].Name
}

func targetFormFrom(value func(string) string) targetForm {
	return targetForm{
		Seen: value("seen"), State: value("state"), Destination: value("destination"), Campaign: value("campaign"),
		Expires: value("expires"), Fallback: value("fallback"), Why: value("why"),
		Forward: value("forward") != "", Conversions: value("conversions") != "",
	}
}

func (f targetForm) seen() int {
	n, err := strconv.Atoi(f.Seen)
	if err != nil {
		return -1 // no number of versions: the change is refused as made over somebody else's
	}
	return n
}

func (f targetForm) change() (links.Change, error) {
	change := links.Change{Why: f.Why, Target: links.Target{
		State: links.State(f.State), Destination: f.Destination, Campaign: f.Campaign,
		Fallback: f.Fallback, Forward: f.Forward, Conversions: f.Conversions,
	}}
	if f.Expires == "" {
		return change, nil
	}
	at, err := time.Parse(dateLayout, f.Expires)
	if err != nil {
		return change, fault.New(fault.Invalid, "%q is no date; write it as 2026-11-21.", f.Expires).At("expires")
	}
	change.Expires = at
	return change, nil
}
