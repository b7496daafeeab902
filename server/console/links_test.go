package console_test

import (
	"net/http"
	"net/url"
	"testing"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/links"
)

// mint makes somebody's link to a story.
func (d *desk) mint(t *testing.T, who auth.Person, story string) links.Link {
	t.Helper()
	link, err := d.rooms.Links.Mint(t.Context(), d.ws, links.Request{
		Story: activity.Story(story), Advocate: activity.Pseudonym(who.Pseudonym), Channel: "linkedin",
		Destination: "https://acme.example/oslo",
	})
	must(t, err)
	return link
}

func TestALinksNumbersAreItsOwnersAlone(t *testing.T) {
	d := open(t)
	boss, story := d.fill(t)
	ben := d.person(t, "Ben Advocate", auth.Advocate)
	page := "/console/links/" + string(d.mint(t, ben, string(story.ID)).Code)
	v, other := d.signedIn(t, ben), d.signedIn(t, boss)
	contains(t, v.get(page), "Acme Cloud in Oslo", "Clicks by people", "/l/", "QR code")
	for path, kind := range map[string]string{page: "text/html; charset=UTF-8", page + "/qr.svg": "image/svg+xml", page + "/qr.png": "image/png"} {
		if got := v.get(path); got.status != http.StatusOK || got.header.Get("Content-Type") != kind {
			t.Errorf("%s: %d %s", path, got.status, got.header.Get("Content-Type"))
		}
		if got := other.get(path); got.status != http.StatusNotFound {
			t.Errorf("%s for somebody else: %d", path, got.status)
		}
	}
}

func TestLinksThatAreOutArePausedAndMoved(t *testing.T) {
	d := open(t)
	boss, story := d.fill(t)
	v := d.signedIn(t, boss)
	page := "/console/stories/" + string(story.ID) + "/links"
	contains(t, v.get(page), "Nothing was changed", "https://acme.example/oslo")
	form := url.Values{"seen": {"0"}, "state": {"paused"}, "why": {"The offer is wrong."}}
	v.submit(page, page, form)
	contains(t, v.get(page), "Paused", "The offer is wrong.", "Cora Compliance")
	form.Set("why", "I have not seen the pause.")
	stale := v.submit(page, page, form)
	if stale.status != http.StatusConflict {
		t.Errorf("over a change that was not seen: %d", stale.status)
	}
	contains(t, stale, "Somebody else has just changed these links")
	away := v.submit(page, page, url.Values{"seen": {"1"}, "destination": {"https://evil.example/"}, "why": {"x"}})
	contains(t, away, "is not on the list of allowed destinations", `value="https://evil.example/"`)
	v.submit(page, page, url.Values{"seen": {"1"}, "destination": {"https://acme.example/next"}, "why": {"It moved."}})
	contains(t, v.get(page), "Lead to https://acme.example/next")
}
