package console

import (
	"slices"

	"vouch/server/auth"
	"vouch/server/fault"
)

type peoplePage struct {
	Frame  frame
	People []personRow
	Teams  []choice
	Roles  []roleChoice
	Invite inviteForm
}

type inviteForm struct {
	Person, Team string
	Roles        []string
	Wrong        string
}

type personRow struct {
	ID                       auth.PersonID
	Name, Team, Roles, State string
	Since                    string
}

type choice struct {
	Value, Name string
	Picked      bool
}

type roleChoice struct {
	Value, Says string
	Picked      bool
}

// personPage is one person as an administrator sees them.
type personPage struct {
	Frame   frame
	Person  personRow
	Teams   []choice
	Roles   []roleChoice
	Devices []deviceRow

	Country   string
	Licence   string
	Positions []choice

	// Incidents at the door that an administrator should know of, newest first.
	Incidents []string
	Link      string // a one-time link, just made
	Code      string // a pairing code, just made
	Until     string
}

func peopleOf(f frame, people []auth.Person, teams []string, form inviteForm) peoplePage {
	page := peoplePage{
		Frame: f, Teams: teamChoices(teams, form.Team), Invite: form,
		Roles: roleChoices(func(r auth.Role) bool { return slices.Contains(form.Roles, string(r)) }),
	}
	for _, p := range people {
		page.People = append(page.People, personRowOf(p))
	}
	return page
}

func personOf(f frame, p auth.Person, teams []string, devices []auth.Device) personPage {
	return personPage{
		Frame: f, Person: personRowOf(p), Teams: teamChoices(teams, p.Team), Devices: deviceRows(devices),
		Roles:   roleChoices(func(r auth.Role) bool { return slices.Contains(p.Roles, r) }),
		Country: p.Country, Licence: p.Licence, Positions: positions(p.Position),
	}
}

func positions(picked auth.Position) []choice {
	names := map[auth.Position]string{
		auth.Employee: "employee", auth.Ambassador: "paid ambassador", auth.Officer: "officer of the company",
	}
	var choices []choice
	for _, p := range auth.Positions() {
		choices = append(choices, choice{string(p), names[p], p == picked})
	}
	return choices
}

// incidentsOf says in words what happened about one person.
func incidentsOf(all []auth.Incident, id auth.PersonID) (said []string) {
	for _, each := range all {
		if each.Person == id && each.Kind == auth.Replayed {
			said = append(said, moment(each.At)+": a spent refresh token of theirs was shown again. Somebody copied it, "+
				"or a browser came back from a backup. The device was shut out; pair it anew.")
		}
	}
	return said
}

func personRowOf(p auth.Person) personRow {
	return personRow{
		ID: p.ID, Name: p.Name, Team: teamName(p.Team), Roles: rolesInWords(p.Roles),
		State: string(p.State), Since: day(p.Since),
	}
}

func teamChoices(teams []string, picked string) []choice {
	out := []choice{{Name: "No team", Picked: picked == ""}}
	for _, t := range teams {
		out = append(out, choice{Value: t, Name: t, Picked: t == picked})
	}
	if picked != "" && !slices.Contains(teams, picked) {
		out = append(out, choice{Value: picked, Name: picked + " (no longer on the list)", Picked: true})
	}
	return out
}

// roleChoices are the roles beyond advocate, which everybody has.
func roleChoices(picked func(auth.Role) bool) []roleChoice {
	says := map[auth.Role]string{
		auth.Author:        "adds, edits and expires stories",
		auth.Compliance:    "publishes rules and takes them back",
		auth.Administrator: "people, teams, destinations and switches",
	}
	var out []roleChoice
	for _, r := range auth.AllRoles() {
		if r == auth.Advocate {
			continue
		}
		out = append(out, roleChoice{Value: string(r), Says: says[r], Picked: picked(r)})
	}
	return out
}

func knownTeam(teams []string, team string) error {
	if team == "" || slices.Contains(teams, team) {
		return nil
	}
	return fault.New(fault.Invalid, "There is no team %q. Add it under Settings first.", team).At("team")
}
