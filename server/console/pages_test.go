package console_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/fault"
	"vouch/shared/wire"
)

// fill gives the workspace what pages have something to show of.
func (d *desk) fill(t *testing.T) (officer auth.Person, story content.Story) {
	t.Helper()
	officer = d.person(t, "Cora Compliance", auth.Compliance, auth.Author, auth.Administrator)
	_, err := d.rooms.Rules.Begin(t.Context(), d.ws, officer,
		map[string][]byte{"tone": []byte(packYAML)}, []byte(profileYAML), "the first rules")
	must(t, err)
	must(t, d.rooms.Workspaces.SetTeams(t.Context(), d.ws, []string{"Field", "Platform"}))
	story, _, err = d.rooms.Library.Add(t.Context(), d.ws, officer, content.Story{
		Title: "Acme Cloud in Oslo", Text: "A new region.", Captions: []string{"Acme is good: {link}"},
		Destination: "https://acme.example/oslo",
	})
	must(t, err)
	return officer, story
}

func TestEveryPageForEveryRole(t *testing.T) {
	d := open(t)
	officer, story := d.fill(t)
	pages := []struct {
		path, head string
		role       auth.Role
	}{
		{"/console/start", "<h1>Get started</h1>", auth.Advocate},
		{"/console/overview", "<h1>Overview</h1>", auth.Advocate},
		{"/console/overview?days=7", "<h1>Overview</h1>", auth.Advocate},
		{"/console/readers", "<h1>Readers</h1>", auth.Advocate},
		{"/console/rules", "<h1>Rules</h1>", auth.Advocate},
		{"/console/rules/packs/tone", "<h1>Tone</h1>", auth.Advocate},
		{"/console/rules/history", "<h1>History</h1>", auth.Advocate},
		{"/console/rules/history/1", "<h1>Revision 1", auth.Advocate},
		{"/console/rules/new", "<h1>Add a pack</h1>", auth.Compliance},
		{"/console/rules/packs/tone/edit", "<h1>Edit tone</h1>", auth.Compliance},
		{"/console/rules/profile", "<h1>The profile</h1>", auth.Compliance},
		{"/console/stories", "<h1>Stories</h1>", auth.Advocate},
		{"/console/stories/new", "<h1>Add a story</h1>", auth.Author},
		{"/console/stories/" + string(story.ID), "<h1>Edit a story</h1>", auth.Author},
		{"/console/stories/" + string(story.ID) + "/links", "<h1>Links of a story</h1>", auth.Author},
		{"/console/points", "<h1>Points</h1>", auth.Advocate},
		{"/console/points/policy", "<h1>What earns what</h1>", auth.Advocate},
		{"/console/points/rewards", "<h1>Rewards</h1>", auth.Administrator},
		{"/console/people", "<h1>People</h1>", auth.Administrator},
		{"/console/people/" + string(officer.ID), "<h1>Cora Compliance</h1>", auth.Administrator},
		{"/console/settings", "<h1>Settings</h1>", auth.Administrator},
		{"/console/settings/conversions", "<h1>What clicks lead to</h1>", auth.Administrator},
	}
	for _, role := range auth.AllRoles() {
		v := d.signedIn(t, d.person(t, "Somebody with "+string(role), role))
		for _, p := range pages {
			got := v.get(p.path)
			if role != p.role && p.role != auth.Advocate {
				if got.status != http.StatusForbidden {
					t.Errorf("%s as %s: %d", p.path, role, got.status)
				}
				contains(t, got, "This needs the role "+string(p.role), "Cora Compliance", "Not yours to do")
				continue
			}
			if got.status != http.StatusOK {
				t.Errorf("%s as %s: %d", p.path, role, got.status)
			}
			contains(t, got, p.head, `<main class="page" id="main"`, `href="#main"`, `<html lang="en">`, "Somebody with "+string(role))
			landmarks(t, got)
		}
	}
}

// landmarks: one heading of the first rank, no inline script or style, a strict policy.
func landmarks(t *testing.T, p page) {
	t.Helper()
	if n := strings.Count(p.body, "<h1"); n != 1 {
		t.Errorf("%s has %d first headings", p.path, n)
	}
	for _, inline := range []string{" style=", "<style", " onclick=", "<script>", "javascript:"} {
		if strings.Contains(p.body, inline) {
			t.Errorf("%s holds %q", p.path, inline)
		}
	}
	policy := p.header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("%s sends the policy %q", p.path, policy)
	}
	if p.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s may be kept", p.path)
	}
	for _, part := range strings.Split(p.body, "<label ")[1:] {
		_, name, _ := strings.Cut(part, `for="`)
		if name, _, _ = strings.Cut(name, `"`); !strings.Contains(p.body, ` id="`+name+`"`) {
			t.Errorf("%s has a label for nothing: %q", p.path, name)
		}
	}
}

func TestStrangersAreSentToSignIn(t *testing.T) {
	d := open(t)
	v := d.stranger(t)
	for _, path := range []string{"/console", "/console/overview", "/console/people"} {
		if got := v.get(path); got.path != "/console/sign-in" || got.status != http.StatusOK {
			t.Errorf("%s leads to %s with %d", path, got.path, got.status)
		}
	}
	if got := v.send("/console/settings/name", url.Values{"name": {"Mine"}}); got.path != "/console/sign-in" {
		t.Errorf("a form leads to %s", got.path)
	}
}

func TestALinkSignsInOnceAndOnlyByItsButton(t *testing.T) {
	d := open(t)
	p := d.person(t, "Ada Advocate")
	token, err := d.rooms.Desk.Link(t.Context(), d.ws, p.ID)
	must(t, err)
	address := auth.SignInPath(token)
	for range 3 { // scanners open links, some of them often
		contains(t, d.stranger(t).get(address), "Welcome, Ada Advocate")
	}
	v := d.stranger(t)
	if got := v.send(address, url.Values{}); got.path != "/console/start" {
		t.Errorf("signed in at %s", got.path)
	}
	if got := d.stranger(t).send(address, url.Values{}); got.status != http.StatusUnauthorized {
		t.Errorf("a second time: %d", got.status)
	}
	v.submit("/console/start", "/console/sign-out", url.Values{})
	if got := v.get("/console/overview"); got.path != "/console/sign-in" {
		t.Errorf("after signing out: %s", got.path)
	}
}

func TestAFormFromElsewhereDoesNothing(t *testing.T) {
	d := open(t)
	v := d.signedIn(t, d.person(t, "Otto Operator", auth.Administrator))
	forms := map[string]url.Values{
		"no token":    {"name": {"Mine"}},
		"a false one": {"name": {"Mine"}, "csrf": {"guess"}},
	}
	for name, form := range forms {
		if got := v.send("/console/settings/name", form); got.status != http.StatusForbidden {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	other := d.signedIn(t, d.person(t, "Another", auth.Administrator))
	foreign := url.Values{"name": {"Mine"}, "csrf": {other.csrf("/console/settings")}}
	if got := v.send("/console/settings/name", foreign); got.status != http.StatusForbidden {
		t.Errorf("a token of another session: %d", got.status)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.url+"/console/settings/name",
		strings.NewReader(url.Values{"name": {"Mine"}, "csrf": {v.csrf("/console/settings")}}.Encode()))
	must(t, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := v.read(v.http.Do(request)); got.status != http.StatusForbidden {
		t.Errorf("sent by another site: %d", got.status)
	}
	if place, err := d.rooms.Workspaces.Get(t.Context(), d.ws); err != nil || place.Name != "Acme" {
		t.Errorf("the name is %q, %v", place.Name, err)
	}
}

func TestANewCompanyIsToldWhatItLacks(t *testing.T) {
	d := open(t)
	all := d.signedIn(t, d.person(t, "Fay First", auth.Compliance, auth.Author, auth.Administrator))
	contains(t, all.get("/console/start"), `href="/console/rules/profile"`, `href="/console/stories/new"`, "You are the only one here.")

	author := d.signedIn(t, d.person(t, "Arno Author", auth.Author))
	d.fill(t)
	must(t, d.rooms.Workspaces.SetDestinations(t.Context(), d.ws, []string{"acme.example"}))
	for _, v := range []*visitor{all, author} {
		if page := v.get("/console/start"); strings.Contains(page.body, "Before others come") {
			t.Errorf("told of what is there: %s", page.body)
		}
	}
}

func TestThePeopleOfAWorkspace(t *testing.T) {
	d := open(t)
	d.fill(t)
	admin := d.signedIn(t, d.person(t, "Otto Operator", auth.Administrator))
	got := admin.submit("/console/people", "/console/people",
		url.Values{"name": {"Ben Bystander"}, "team": {"Field"}, "roles": {"author"}})
	contains(t, got, "A one-time sign-in link for Ben Bystander", "https://vouch.acme.example/console/sign-in/")
	people, err := d.rooms.People.People(t.Context(), d.ws)
	must(t, err)
	var ben auth.Person
	for _, p := range people {
		if p.Name == "Ben Bystander" {
			ben = p
		}
	}
	if ben.Team != "Field" || !ben.May(auth.Author) || ben.State != auth.Invited {
		t.Fatalf("%+v", ben)
	}
	v := d.signedIn(t, ben)
	at := "/console/people/" + string(ben.ID)
	contains(t, admin.submit(at, at, url.Values{"name": {"Bea Bystander"}, "team": {"Platform"}}), "Saved.", "Bea Bystander")
	if got := v.get("/console/stories/new"); got.status != http.StatusForbidden {
		t.Errorf("without the role: %d", got.status)
	}
	contains(t, admin.submit(at, at+"/disable", url.Values{}), "refused everywhere")
	if got := v.get("/console/overview"); got.path != "/console/sign-in" {
		t.Errorf("a disabled person sees %s", got.path)
	}
	if got := admin.submit(at, at+"/remove", url.Values{}); got.status != http.StatusUnprocessableEntity && got.status != http.StatusBadRequest {
		t.Errorf("removed without being sure: %d", got.status)
	}
	admin.submit(at, at+"/remove", url.Values{"sure": {"yes"}})
	if _, err := d.rooms.People.Person(t.Context(), d.ws, ben.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("after removing: %v", err)
	}
}

func TestOverviewShowsWhatWasShared(t *testing.T) {
	d := open(t)
	_, story := d.fill(t)
	contains(t, d.signedIn(t, d.person(t, "Ada Advocate")).get("/console/overview"), "Nothing was shared yet.")
	p := d.person(t, "Ben Bystander")
	d.share(t, p, story)
	v := d.signedIn(t, p)
	got := v.get("/console/overview")
	contains(t, got, "Acme Cloud in Oslo", "21 Nov: 1 share", `aria-label="Shares by day: 1 share in 30 days.`, "<summary>The same as a table</summary>")
	if strings.Contains(got.body, "By person") {
		t.Error("people are shown without the setting")
	}
	place, err := d.rooms.Workspaces.Get(t.Context(), d.ws)
	must(t, err)
	place.Switches.PerPerson = true
	must(t, d.rooms.Workspaces.SetSwitches(t.Context(), d.ws, place.Switches))
	contains(t, v.get("/console/overview"), "By person", "Ben Bystander</th>")
}

// A team of one on the board would be a person on the board.
func TestTheBoardHidesWhatOnePersonDid(t *testing.T) {
	d := open(t)
	_, story := d.fill(t)
	join := func(name, team string) auth.Person {
		p, err := d.rooms.People.Add(t.Context(), d.ws, auth.NewPerson{Name: name, Team: team})
		must(t, err)
		d.share(t, p, story)
		return p
	}
	alone := join("Ada Alone", "Platform")
	for _, name := range []string{"Ben", "Cem", "Dana", "Eve", "Fay", "Gus"} {
		join(name, map[bool]string{true: "Field", false: "Support"}[name < "Dana "])
	}
	board := func() string {
		_, after, _ := strings.Cut(d.signedIn(t, alone).get("/console/overview").body, `id="board"`)
		table, _, _ := strings.Cut(after, "</section>")
		return table
	}
	// The smallest team that could be shown is hidden too: else the total would tell of the other.
	if got := board(); strings.Contains(got, "Platform") || strings.Count(got, "<th scope=\"row\">1. ") != 1 || !strings.Contains(got, "fewer than 3 people") {
		t.Errorf("the board: %s", got)
	}
	place, err := d.rooms.Workspaces.Get(t.Context(), d.ws)
	must(t, err)
	place.Switches.PerPerson = true
	must(t, d.rooms.Workspaces.SetSwitches(t.Context(), d.ws, place.Switches))
	if got := board(); !strings.Contains(got, "Platform") {
		t.Errorf("where people may be shown, the board is %s", got)
	}
}

func (d *desk) share(t *testing.T, p auth.Person, story content.Story) {
	t.Helper()
	receipts, err := d.log.Record(t.Context(), d.ws, whoIs(p), []wire.Fact{{
		ID: "0b9a6f0e-52f4-4a1e-9d8c-0f6c1a2b3c4d", Kind: wire.Shared, AtMs: d.now.UnixMilli(),
		Surface: "post", Story: string(story.ID), Verdict: "clear",
	}})
	must(t, err)
	if len(receipts) != 1 || receipts[0].Status != wire.Recorded {
		t.Fatalf("receipts %+v", receipts)
	}
}

func TestPairingCodeAndTokensOfOnesOwn(t *testing.T) {
	d := open(t)
	officer, _ := d.fill(t)
	v := d.signedIn(t, officer)
	contains(t, v.submit("/console/start", "/console/start/code", url.Values{}), "Your pairing code: ", "Works once, until")
	got := v.submit("/console/start", "/console/start/tokens", url.Values{"name": {"nightly"}})
	contains(t, got, "Keep it now; it is not shown again.", "nightly")
	services, err := d.rooms.Services.List(t.Context(), d.ws)
	must(t, err)
	revoke := "/console/start/tokens/" + string(services[0].ID) + "/revoke"
	other := d.signedIn(t, d.person(t, "Another", auth.Compliance))
	if got := other.submit("/console/start", revoke, url.Values{}); got.status != http.StatusNotFound {
		t.Errorf("somebody else's token: %d", got.status)
	}
	contains(t, v.submit("/console/start", revoke, url.Values{}), "The token is dead.")
}

func TestAssetsMayBeKeptForEver(t *testing.T) {
	d := open(t)
	body := d.stranger(t).get("/console/sign-in").body
	_, rest, _ := strings.Cut(body, `<link rel="stylesheet" href="`)
	address, _, _ := strings.Cut(rest, `"`)
	got := d.stranger(t).get(address)
	if got.status != http.StatusOK || !strings.Contains(got.header.Get("Cache-Control"), "immutable") ||
		got.header.Get("Content-Type") != "text/css; charset=utf-8" {
		t.Errorf("%s: %d %v", address, got.status, got.header)
	}
	if got := d.stranger(t).get("/console/assets/tokens-000000000000.css"); got.status != http.StatusNotFound {
		t.Errorf("another digest: %d", got.status)
	}
}
