package console

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/points"
	"vouch/server/web"
)

// policyPage tells what earns what: now, before and soon.
type policyPage struct {
	Frame    frame
	Policies []policyRows // the newest first
	MayEdit  bool
	Form     policyForm
}

// policyRows are one policy as a table.
type policyRows struct {
	Version          int
	From, Why        string
	Deeds            []deedRow
	Streak           string
	Coming, InEffect bool
}

type deedRow struct {
	Name, Field          string
	Points, Daily, Decay int64
}

type policyForm struct {
	From, Why         string
	Deeds             []deedRow
	Every, Bonus      int64
	Wrong, WrongField string
}

func (c *Console) policy(v *visit) error {
	return c.showPolicy(v, http.StatusOK, policyForm{})
}

func (c *Console) showPolicy(v *visit, status int, form policyForm) error {
	policies, err := c.rooms.Ledger.Policies(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	now := c.options.Now().In(v.place.Counting.Location())
	page := policyPage{Frame: v.frame("What earns what", atPoints), MayEdit: v.who().May(auth.Administrator), Form: form}
	page.Policies = policiesOf(policies, activity.Day(now.Format(dateLayout)))
	if form.Deeds == nil {
		page.Form = formOfPolicy(policies[len(policies)-1])
		page.Form.From = now.AddDate(0, 0, 1).Format(dateLayout)
	}
	return c.show(v, status, "policy", page)
}

func policiesOf(policies []points.Policy, today activity.Day) []policyRows {
	rows := make([]policyRows, len(policies))
	held := false
	for i, p := range slices.Backward(policies) {
		row := policyRows{
			Version: p.Version, Why: p.Why, Deeds: deedRows(p), Streak: streakInWords(p.Streak), From: shortDate(p.From),
		}
		row.Coming = p.From > today
		row.InEffect = !row.Coming && !held
		held = held || row.InEffect
		rows[len(policies)-1-i] = row
	}
	return rows
}

func shortDate(d activity.Day) string {
	start, ok := d.Start()
	if !ok {
		return "the beginning"
	}
	return day(start)
}

func deedRows(p points.Policy) []deedRow {
	row := func(name, field string, a points.Award) deedRow {
		return deedRow{name, field, a.Points, a.Daily, a.Decay}
	}
	return []deedRow{
		row("A company story shared", "story", p.Story), row("A post in your own words", "own", p.Own),
		row("A person who followed your link", "click", p.Click), row("A lead", "lead", p.Lead),
		row("A sign-up", "signup", p.SignUp), row("A sale", "sale", p.Sale),
	}
}

func streakInWords(s points.Streak) string {
	if s.Every == 0 || s.Points == 0 {
		return "Sharing on many days in a row earns nothing extra."
	}
	return "Sharing on working days in a row earns " + number(s.Points) + " more on every " + strconv.Itoa(s.Every) +
		"th of them. Weekends neither break a streak nor count."
}

func formOfPolicy(p points.Policy) policyForm {
	return policyForm{Deeds: deedRows(p), Every: int64(p.Streak.Every), Bonus: p.Streak.Points}
}

// savePolicy adds a policy that holds from a coming day on.
func (c *Console) savePolicy(v *visit) error {
	p, err := policyFrom(v.FormValue)
	if err == nil {
		_, err = c.rooms.Ledger.SetPolicy(v.ctx(), v.ws(), p)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		problem := web.Problem(err)
		form := formOfPolicy(p)
		form.From, form.Why = v.FormValue("from"), v.FormValue("why")
		form.Wrong, form.WrongField = problem.Title, problem.Field
		return c.showPolicy(v, problem.Status, form)
	}
	if err != nil {
		return err
	}
	return v.back(string(atPoints)+"/policy", "saved")
}

// policyFrom reads the form; the first number that is none is told with its field.
func policyFrom(value func(string) string) (p points.Policy, err error) {
	whole := func(field string) int64 {
		n, bad := strconv.ParseInt(strings.TrimSpace(value(field)), 10, 32)
		if bad != nil && err == nil {
			err = fault.New(fault.Invalid, "Write whole numbers in digits.").At(field)
		}
		return n
	}
	award := func(deed string) points.Award {
		return points.Award{Points: whole(deed + "-points"), Daily: whole(deed + "-daily"), Decay: whole(deed + "-decay")}
	}
	p = points.Policy{
		From: activity.Day(value("from")), Why: value("why"),
		Story: award("story"), Own: award("own"), Click: award("click"),
		Lead: award("lead"), SignUp: award("signup"), Sale: award("sale"),
		Streak: points.Streak{Every: int(whole("every")), Points: whole("bonus")},
	}
	return p, err
}
