package console_test

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/shared/check"
)

func whoIs(p auth.Person) activity.Who {
	return activity.Who{Advocate: activity.Pseudonym(p.Pseudonym), Team: activity.Team(p.Team)}
}

func TestARuleIsReadableByEverybody(t *testing.T) {
	d := open(t)
	d.fill(t)
	got := d.signedIn(t, d.person(t, "Ada Advocate")).get("/console/rules/packs/tone")
	contains(t, got, "A claim to be the best", "Nobody can prove it. Say what it does.", "Style guide",
		"compliance (rules@acme.example)", "best in the world", "Acme is the best in the world.", "badge-block", "Points for likes", "points_for_likes")
	if strings.Contains(got.body, "Edit this pack") {
		t.Error("an advocate is offered what they may not do")
	}
}

func TestAPackIsEditedProvenAndPublished(t *testing.T) {
	d := open(t)
	officer, _ := d.fill(t)
	v := d.signedIn(t, officer)
	const edit = "/console/rules/packs/tone/edit"
	send := func(do, why, from, to string) page {
		return v.submit(edit, edit, url.Values{
			"do": {do}, "why": {why}, "based": {"1"},
			"yaml": {strings.ReplaceAll(strings.Replace(packYAML, from, to, 1), "\n", "\r\n")}, // as browsers send it
		})
	}
	got := send("prove", "", "severity: block", "severity: warn")
	contains(t, got, "Proven: all 2 examples come out as written.", "What would change", ">&#43;    severity: warn")
	got = send("prove", "", "severity: block", "severity: hard")
	contains(t, got, "1 problem; nothing was published", `href="#L10"`, `class="bad" id="L10"`, "<code>tone.best</code>", "severity: hard")
	if got.status != http.StatusUnprocessableEntity {
		t.Errorf("a broken pack: %d", got.status)
	}
	got = send("publish", "because", `pass: ["Acme is good."]`, `pass: ["Acme is the best in the world."]`)
	contains(t, got, "nothing was published", "must pass", "<code>examples.pass</code>")
	got = send("publish", "", "severity: block", "severity: warn")
	contains(t, got, "Say why", `aria-invalid="true"`, "severity: warn")
	got = send("publish", "too hard", "severity: block", "severity: warn")
	contains(t, got, "Published.")
	checker, err := d.rooms.Rules.Checker(t.Context(), d.ws)
	must(t, err)
	if r, err := checker.Check(check.Draft{Text: "Acme is the best in the world."}); err != nil || r.Verdict != check.Warn {
		t.Errorf("the verdict is %v, %v", r.Verdict, err)
	}
	got = send("publish", "too late", "severity: block", "severity: advise")
	contains(t, got, "Revision 2 went live while you were editing 1.", "severity: advise")
	if got.status != http.StatusConflict {
		t.Errorf("an edit of what is no longer live: %d", got.status)
	}
}

func TestWhatTheEditorsStartWithCanBePublished(t *testing.T) {
	d := open(t)
	officer := d.person(t, "Cora Compliance", auth.Compliance)
	v := d.signedIn(t, officer)
	for _, at := range []string{"/console/rules/profile", "/console/rules/new"} {
		_, text, _ := strings.Cut(v.get(at).body, "<textarea")
		_, text, _ = strings.Cut(text, ">\n")
		text, _, _ = strings.Cut(text, "</textarea>")
		got := v.submit(at, at, url.Values{"do": {"publish"}, "why": {"a start"}, "yaml": {html.UnescapeString(text)}})
		contains(t, got, "Published.")
	}
}

func TestHistoryTellsTheDifferenceAndLeadsBack(t *testing.T) {
	d := open(t)
	officer, _ := d.fill(t)
	v := d.signedIn(t, officer)
	v.submit("/console/rules/profile", "/console/rules/profile", url.Values{
		"why": {"a second name"}, "yaml": {strings.Replace(profileYAML, "[Acme]", "[Acme, Apex]", 1)},
	})
	contains(t, v.get("/console/rules/history"), "Revision 2: the profile changed", "a second name", "Cora Compliance")
	contains(t, v.get("/console/rules/history/2"), "[Acme, Apex]", `class="add"`, "live now")
	got := v.submit("/console/rules/history/1", "/console/rules/history/1/rollback", url.Values{"why": {"a mistake"}})
	contains(t, got, "Rolled back", "Revision 3: back to revision 1")
	if got := v.get("/console/rules/history/99"); got.status != http.StatusNotFound {
		t.Errorf("an unknown revision: %d", got.status)
	}
}

func TestAProfileWithAFaultIsShownWithItsLine(t *testing.T) {
	d := open(t)
	officer, _ := d.fill(t)
	got := d.signedIn(t, officer).submit("/console/rules/profile", "/console/rules/profile",
		url.Values{"why": {"because"}, "yaml": {"company: {names: [Acme]}\nproduct: []\n"}})
	contains(t, got, `href="#L2"`, "products", "nothing was published")
}

func TestAStoryIsCheckedAndOffered(t *testing.T) {
	d := open(t)
	officer, _ := d.fill(t)
	v := d.signedIn(t, officer)
	form := func(do, caption string) url.Values {
		return url.Values{
			"do": {do}, "title": {"A <b>story</b>"}, "text": {"What it is about."}, "caption1": {caption},
			"destination": {"https://acme.example/x"}, "published": {"2026-11-21"},
		}
	}
	got := v.submit("/console/stories/new", "/console/stories/new", form("check", "Acme is the best in the world: {link}"))
	contains(t, got, "What the rules say", "badge-block", "Nobody can prove it", "A &lt;b&gt;story&lt;/b&gt;")
	got = v.submit("/console/stories/new", "/console/stories/new", form("save", "Acme is the best in the world: {link}"))
	contains(t, got, "Caption 1 cannot be offered", "badge-block")
	got = v.submit("/console/stories/new", "/console/stories/new", form("save", "Acme is good: {link}"))
	contains(t, got, "The story is offered from now on.", "A &lt;b&gt;story&lt;/b&gt;", "their own link", "No findings.")
	stories, err := d.rooms.Library.Stories(t.Context(), d.ws)
	must(t, err)
	at := "/console/stories/" + string(stories[0].ID)
	contains(t, v.submit(at, at+"/expire", url.Values{}), "no longer offered")
}

func TestSettingsAreSavedAndFaultsShown(t *testing.T) {
	d := open(t)
	officer, _ := d.fill(t)
	v := d.signedIn(t, officer)
	contains(t, v.submit("/console/settings", "/console/settings/switches", url.Values{"hold": {"on"}, "per_person": {"on"}}), "Saved.")
	place, err := d.rooms.Workspaces.Get(t.Context(), d.ws)
	must(t, err)
	if !place.Switches.Hold || !place.Switches.PerPerson || place.Switches.Paint || place.Switches.Regulated {
		t.Errorf("switches %+v", place.Switches)
	}
	contains(t, v.submit("/console/settings", "/console/settings/teams", url.Values{"teams": {"One\r\nTwo\r\n"}}), "One\nTwo")
	got := v.submit("/console/settings", "/console/settings/name", url.Values{"name": {"   "}})
	contains(t, got, `role="alert"`)
	if got.status != http.StatusBadRequest && got.status != http.StatusUnprocessableEntity {
		t.Errorf("an empty name: %d", got.status)
	}
}
