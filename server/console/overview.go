package console

import (
	"slices"
	"time"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/points"
	"vouch/server/upkeep"
)

// spans are the periods an overview may cover, in days.
func spans() []int { return []int{7, 30, 90} }

const usualSpan = 30

// boardLength is how many places of a board are shown, of boardRead that are looked through for
// teams that may be.
const (
	boardLength = 10
	boardRead   = 500
)

// overview shows what sharing did. Everybody sees the same numbers.
func (c *Console) overview(v *visit) error {
	if err := c.rooms.CatchUp(v.ctx(), v.ws()); err != nil {
		return err
	}
	last := c.options.Now().In(v.place.Counting.Location())
	span := spanOf(v.QueryParam("days"))
	first := last.AddDate(0, 0, 1-span)
	got, err := c.gather(v, first, last)
	if err != nil {
		return err
	}
	before, err := c.report(v, first.AddDate(0, 0, -span), first.AddDate(0, 0, -1), activity.ByWorkspace)
	if err != nil {
		return err
	}
	got.before = before.Total
	got.span, got.zone = span, v.place.Counting.Location().String()
	if got.alarms, err = c.alarms(v); err != nil {
		return err
	}
	return c.ok(v, "overview", overviewOf(v.frame("Overview", atOverview), got))
}

// gathered is everything the overview is made of.
type gathered struct {
	span     int
	byStory  activity.Report
	byTeam   activity.Report
	byPerson *activity.Report // only where the workspace's setting allows it
	before   activity.Numbers // of as many days before
	earned   []points.Earned
	board    []points.Place
	onBoard  *activity.Report  // teams of whose month enough people are part; nil is every team
	titles   map[string]string // of stories
	campaign map[string]string // of stories that are part of one
	zone     string            // whose days these are
	alarms   []upkeep.Checked  // numbers that are not what the facts say
	names    map[string]string // of advocates by pseudonym
}

func (c *Console) gather(v *visit, first, last time.Time) (gathered, error) {
	var got gathered
	var err error
	if got.byStory, err = c.report(v, first, last, activity.ByStory); err != nil {
		return got, err
	}
	if got.byTeam, err = c.report(v, first, last, activity.ByTeam); err != nil {
		return got, err
	}
	if got.earned, err = c.rooms.Ledger.Days(v.ctx(), v.ws(), activity.DaysIn(first, last, last.Location())); err != nil {
		return got, err
	}
	if got.board, err = c.rooms.Ledger.Board(v.ctx(), v.ws(), points.Teams, points.Month, boardRead); err != nil {
		return got, err
	}
	if got.titles, got.campaign, err = c.titles(v); err != nil {
		return got, err
	}
	if !v.place.Switches.PerPerson {
		month := time.Date(last.Year(), last.Month(), 1, 0, 0, 0, 0, last.Location())
		report, err := c.report(v, month, last, activity.ByTeam)
		got.onBoard = &report
		return got, err
	}
	return got, c.gatherPeople(v, &got, first, last)
}

func (c *Console) gatherPeople(v *visit, got *gathered, first, last time.Time) error {
	report, err := c.report(v, first, last, activity.ByAdvocate)
	if err != nil {
		return err
	}
	got.byPerson = &report
	got.names, err = c.names(v)
	return err
}

func (c *Console) report(v *visit, first, last time.Time, by activity.Dimension) (activity.Report, error) {
	return c.rooms.Counters.Query(v.ctx(), v.ws(), activity.Query{
		First: first, Last: last, By: by, PerPerson: v.place.Switches.PerPerson, Few: v.place.Counting.Least(),
	})
}

// titles are the names of stories, and of the campaigns that they are part of.
func (c *Console) titles(v *visit) (titles, campaigns map[string]string, err error) {
	stories, err := c.rooms.Library.Stories(v.ctx(), v.ws())
	if err != nil {
		return nil, nil, err
	}
	titles, campaigns = map[string]string{}, map[string]string{}
	for _, s := range stories {
		titles[string(s.ID)] = s.Title
		if s.Campaign != "" {
			campaigns[string(s.ID)] = s.Campaign
		}
	}
	return titles, campaigns, nil
}

// alarms are for administrators, who know an operator.
func (c *Console) alarms(v *visit) ([]upkeep.Checked, error) {
	if c.rooms.Verdicts == nil || !v.session.Person.May(auth.Administrator) {
		return nil, nil
	}
	verdicts, err := c.rooms.Verdicts(v.ctx(), v.ws())
	return slices.DeleteFunc(verdicts, func(found upkeep.Checked) bool { return found.Verdict.Differences == 0 }), err
}
