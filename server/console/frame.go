package console

import (
	"strings"

	"vouch/server/auth"
	"vouch/server/workspace"
)

// frame is what stands around every page.
type frame struct {
	Title     string
	Nav       []navItem
	Name      string // of the person
	Roles     string
	Workspace string
	Demo      bool
	CSRF      string
	Said      string // what was just done
}

type navItem struct {
	Name, Href string
	Here       bool
}

// place of a page in the navigation; the zero value is none.
type place string

const (
	atStart    place = "/console/start"
	atOverview place = "/console/overview"
	atReaders  place = "/console/readers"
	atRules    place = "/console/rules"
	atStories  place = "/console/stories"
	atPoints   place = "/console/points"
	atPeople   place = "/console/people"
	atSettings place = "/console/settings"
)

// frameFor is the frame of a page for somebody. Pages that would only refuse them are left out.
func frameFor(title string, here place, session auth.Session, ws workspace.Workspace, said string) frame {
	return frame{
		Title: title, Nav: navFor(session.Person, here),
		Name: session.Person.Name, Roles: rolesInWords(session.Person.Roles),
		Workspace: ws.Name, Demo: ws.Demo, CSRF: session.CSRF, Said: confirmations()[said],
	}
}

func (v *visit) frame(title string, here place) frame {
	return frameFor(title, here, v.session, v.place, v.QueryParam("said"))
}

func navFor(who auth.Person, here place) []navItem {
	all := []struct {
		at   place
		name string
		role auth.Role
	}{
		{atOverview, "Overview", auth.Advocate},
		{atReaders, "Readers", auth.Advocate},
		{atRules, "Rules", auth.Advocate},
		{atStories, "Stories", auth.Advocate},
		{atPoints, "Points", auth.Advocate},
		{atPeople, "People", auth.Administrator},
		{atSettings, "Settings", auth.Administrator},
		{atStart, "Get started", auth.Advocate},
	}
	var nav []navItem
	for _, item := range all {
		if who.May(item.role) {
			nav = append(nav, navItem{Name: item.name, Href: string(item.at), Here: item.at == here})
		}
	}
	return nav
}

// rolesInWords leaves out advocate where there is more to say.
func rolesInWords(roles []auth.Role) string {
	var names []string
	for _, r := range roles {
		if r != auth.Advocate || len(roles) == 1 {
			names = append(names, string(r))
		}
	}
	return strings.Join(names, ", ")
}

// confirmations are the sentences after a form, by the key in the address; nothing else that
// stands in an address is ever shown.
func confirmations() map[string]string {
	return map[string]string{
		"published": "Published. Browsers with an open composer have it now, the others within minutes.",
		"retired":   "The pack is no longer live.",
		"back":      "Rolled back: the older rules are live again, under a new revision.",
		"saved":     "Saved.",
		"aggregate": "From now on nobody but a person herself sees what she did.",
		"asked":     "Asked. Another administrator has to agree within seven days; every device says so.",
		"kept":      "The request is withdrawn: the mode stays.",
		"ended":     "The aggregate mode is over. Nothing changes until somebody sets a switch; every device says so.",
		"added":     "The story is offered from now on.",
		"expired":   "The story is no longer offered. Links that are out go on working.",
		"reserved":  "The points are set aside. Somebody will hand the reward out.",
		"withdrawn": "The reward is no longer on offer.",
		"handed":    "Handed out: the points are spent.",
		"given":     "The points went back.",
		"disabled":  "Disabled: refused everywhere from now on.",
		"enabled":   "Enabled again. Devices need to be paired anew.",
		"removed":   "Removed. Facts stay, under a name that nobody can resolve.",
		"unpaired":  "The device is shut out.",
		"revoked":   "The token is dead.",
	}
}
