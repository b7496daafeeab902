package console

import (
	"net/http"
	"strconv"
	"strings"

	"vouch/server/fault"
	"vouch/server/web"
	"vouch/server/workspace"
)

type settingsPage struct {
	Frame        frame
	Company      string
	Switches     []switchRow
	Mode         modePart
	Destinations string // one a line
	Teams        string
	Zone         string
	Few          string
	Ages         agesPart
	Domain       domainPart
	Wrong        map[string]string // what is wrong, by form
}

type switchRow struct {
	Name, Title, Says string
	On                bool
}

func settingsOf(f frame, w workspace.Workspace, mode modePart) settingsPage {
	return settingsPage{
		Frame: f, Company: w.Name, Wrong: map[string]string{}, Mode: mode,
		Destinations: strings.Join(w.Destinations, "\n"), Teams: strings.Join(w.Teams, "\n"),
		Switches: switchRows(w), Zone: w.Counting.Location().String(), Few: strconv.FormatInt(w.Counting.Least(), 10),
		Ages: agesOf(w.RuleAges()),
	}
}

// switchRows leaves out what the aggregate mode forbids.
func switchRows(w workspace.Workspace) []switchRow {
	rows := []switchRow{
		{"paint", "Underline words in the page", "Devices may underline what was found, after the person's own consent. Off: findings stand in the panel only.", w.Switches.Paint},
		{"hold", "Hold Post", "Devices may hold a press of Post while a finding blocks, after the person's own consent.", w.Switches.Hold},
	}
	if w.Mode.Aggregate {
		return rows
	}
	return append(rows, []switchRow{
		{"per_person", "Show activity by person", "The overview names who shared and who was clicked. Every device says so while this is on.", w.Switches.PerPerson},
		{"regulated", "Regulated mode", "Overrides reach the server with the person and their reason. Every device says so while this is on.", w.Switches.Regulated},
	}...)
}

func (c *Console) settings(v *visit) error {
	page, err := c.settingsModel(v)
	if err != nil {
		return err
	}
	return c.ok(v, "settings", page)
}

func (c *Console) settingsModel(v *visit) (settingsPage, error) {
	mode, err := c.modePart(v)
	page := settingsOf(v.frame("Settings", atSettings), v.place, mode)
	page.Domain = c.domainPart(v)
	return page, err
}

func (c *Console) saveSwitches(v *visit) error {
	on := func(name string) bool { return v.FormValue(name) == "on" }
	err := c.rooms.Workspaces.SetSwitches(v.ctx(), v.ws(), workspace.Switches{
		PerPerson: on("per_person"), Regulated: on("regulated"), Paint: on("paint"), Hold: on("hold"),
	})
	return c.saved(v, "switches", err)
}

func (c *Console) saveName(v *visit) error {
	return c.saved(v, "name", c.rooms.Workspaces.Rename(v.ctx(), v.ws(), v.FormValue("name")))
}

func (c *Console) saveDestinations(v *visit) error {
	return c.saved(v, "destinations",
		c.rooms.Workspaces.SetDestinations(v.ctx(), v.ws(), strings.Split(oneLineEnd(v.FormValue("destinations")), "\n")))
}

func (c *Console) saveCounting(v *visit) error {
	few, err := strconv.Atoi(strings.TrimSpace(v.FormValue("few")))
	if err != nil {
		few = -1 // refused with the bounds
	}
	return c.saved(v, "counting", c.rooms.Workspaces.SetCounting(v.ctx(), v.ws(), workspace.Counting{
		Zone: strings.TrimSpace(v.FormValue("zone")), Few: few,
	}))
}

func (c *Console) saveTeams(v *visit) error {
	return c.saved(v, "teams",
		c.rooms.Workspaces.SetTeams(v.ctx(), v.ws(), strings.Split(oneLineEnd(v.FormValue("teams")), "\n")))
}

// saved goes back to the page, or shows what was wrong with one of its forms over what was typed.
func (c *Console) saved(v *visit, form string, err error) error {
	if err == nil {
		return v.back(string(atSettings), "saved")
	}
	if !fault.Is(err, fault.Invalid) {
		return err
	}
	page, modeErr := c.settingsModel(v)
	if modeErr != nil {
		return modeErr
	}
	page.Wrong[form] = web.Problem(err).Title
	switch form {
	case "name":
		page.Company = v.FormValue("name")
	case "destinations":
		page.Destinations = oneLineEnd(v.FormValue("destinations"))
	case "counting":
		page.Zone, page.Few = v.FormValue("zone"), v.FormValue("few")
	case "domain":
		page.Domain.Typed = v.FormValue("domain")
	case "ages":
		page.Ages = agesTyped(v)
	case "teams":
		page.Teams = oneLineEnd(v.FormValue("teams"))
	}
	return c.show(v, http.StatusUnprocessableEntity, "settings", page)
}
