package app_test

import (
	"net/http"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"vouch/shared/wire"
)

// open are routes whose parameter leads into no workspace: what it names is public, is itself the
// credential, or is a heading only, as over the editor, whose text comes with the form.
var open = map[string]bool{
	"GET /console/assets/:name": true, "GET /console/sign-in/:token": true, "POST /console/sign-in/:token": true,
	"GET /l/:code": true, "HEAD /l/:code": true, "GET /practice/*": true, "OPTIONS /v1/*": true,
	"POST /console/rules/packs/:pack/edit": true,
}

// TestNoRouteLeadsIntoAnotherWorkspace walks every route that names something, as somebody of
// another workspace who has every role there, with names that exist. The answer is 404, not 403:
// that something exists is nobody else's business.
func TestNoRouteLeadsIntoAnotherWorkspace(t *testing.T) {
	p := boot(t)
	theirs := p.signIn(p.at.SignIn)
	device := p.pair(p.at.PairingCode).Tokens.Access
	service := theirs.serviceToken()
	for _, title := range []string{"A pack that only they have", "And a newer revision of it"} {
		yaml := strings.Replace(testPack, "A pack of this test", title, 1)
		decode[wire.PublishResponse](t, p.post("/v1/packs", service,
			wire.PublishRequest{File: "testing.yaml", YAML: yaml, Why: title}), http.StatusOK)
	}
	bundles := p.sync(device, wire.SyncRequest{})
	disableSomebody(t, theirs)
	code := p.furnish(theirs, device)

	mine := p.secondCompany()
	myDevice := p.pair(mine.pairingCode()).Tokens.Access
	own, foreign := mine.addresses(), theirs.addresses()
	for _, address := range []string{"/console/links/" + code, "/console/links/" + code + "/qr.svg"} { // one comes by the "+" of a link
		if got := theirs.look(address); got.status != http.StatusOK {
			t.Errorf("their own %s: %d", address, got.status)
		}
		foreign[address] = true
	}
	walked := map[string]bool{}
	for _, route := range p.Routes() {
		name := route.Method + " " + route.Path
		for address := range foreign {
			thing, ok := named(route.Path, address)
			if open[name] || !ok || holds(own, thing) {
				continue
			}
			walked[name] = true
			if got := mine.ask(route.Method, address); got.status != http.StatusNotFound {
				t.Errorf("%s %s: %d", route.Method, address, got.status)
			}
		}
	}
	for _, digest := range []string{bundles.Rules.Digest, bundles.Library.Digest} {
		if got := p.get("/v1/bundles/"+digest, device); got.status != http.StatusOK {
			t.Errorf("their own bundle: %d", got.status)
		}
		if got := p.get("/v1/bundles/"+digest, myDevice); got.status != http.StatusNotFound {
			t.Errorf("another's bundle: %d", got.status)
		}
		walked["GET /v1/bundles/:digest"] = true
	}
	for _, route := range p.Routes() {
		name := route.Method + " " + route.Path
		if strings.ContainsAny(route.Path, ":*") && route.Method != echo.RouteNotFound && !open[name] && !walked[name] {
			t.Errorf("%s was not walked: show an address of it on a page, or say here why it is open", name)
		}
	}
	foreignBodies(t, p, mine, foreign, myDevice)
}

// furnish makes what a fresh demo does not show: a link of the administrator's own, and a reward.
func (p *program) furnish(theirs *desk, device string) (code string) {
	p.t.Helper()
	link := decode[wire.LinkResponse](p.t, p.post("/v1/links", device,
		wire.LinkRequest{Story: theirs.firstStory(), Channel: "linkedin"}), http.StatusOK)
	offer := map[string][]string{"title": {"A day off"}, "points": {"500"}}
	if got := theirs.press("/console/points/rewards", offer); got.status != http.StatusSeeOther {
		p.t.Fatalf("a reward: %d %s", got.status, got.body)
	}
	return link.Code
}

// disableSomebody makes the page of a person show the way back.
func disableSomebody(t *testing.T, theirs *desk) {
	t.Helper()
	for address := range theirs.addresses() {
		if strings.HasPrefix(address, "/console/people/") && strings.HasSuffix(address, "/disable") {
			if theirs.press(address, nil).status == http.StatusSeeOther {
				return
			}
		}
	}
	t.Fatal("nobody could be disabled")
}

// foreignBodies: names that come in a body.
func foreignBodies(t *testing.T, p *program, mine *desk, foreign map[string]bool, myDevice string) {
	t.Helper()
	for address := range foreign {
		thing, ok := named("/console/stories/:id", address)
		if !ok {
			continue
		}
		asked := wire.LinkRequest{Story: path.Base(thing), Channel: "linkedin"}
		if got := p.post("/v1/links", myDevice, asked); got.status != http.StatusNotFound {
			t.Errorf("a link to %s: %d", thing, got.status)
		}
	}
	rollback := wire.RollbackRequest{To: 2, Why: "Their second revision; I have only one"}
	if got := p.post("/v1/packs/rollback", mine.serviceToken(), rollback); got.status != http.StatusNotFound {
		t.Errorf("a rollback to another's revision: %d %s", got.status, got.body)
	}
}

// ask sends a form with the session's own token, or looks.
func (d *desk) ask(method, address string) answer {
	d.t.Helper()
	if method == http.MethodPost {
		return d.press(address, map[string][]string{"why": {"a walk"}, "yaml": {testPack}, "name": {"x"}, "title": {"x"}, "sure": {"yes"}})
	}
	return d.look(address)
}

// named is the part of an address up to the last thing that it names, when it is one of the
// route's: /console/people/x of /console/people/x/remove.
func named(route, address string) (thing string, ok bool) {
	parts, given := strings.Split(route, "/"), strings.Split(address, "/")
	if len(parts) != len(given) {
		return "", false
	}
	last := 0
	for i, part := range parts {
		switch {
		case strings.HasPrefix(part, ":"):
			last = i
		case part != given[i]:
			return "", false
		}
	}
	// /stories/new is a route of its own and no story.
	return strings.Join(given[:last+1], "/"), last > 0 && given[last] != "new"
}

// holds reports whether one of the addresses is of this thing.
func holds(addresses map[string]bool, thing string) bool {
	for address := range addresses {
		if address == thing || strings.HasPrefix(address, thing+"/") {
			return true
		}
	}
	return false
}

var linked = regexp.MustCompile(`(?:href|action)="(/console[^"?#]*)`)

// addresses are all that the pages show to somebody with every role, found by following them.
func (d *desk) addresses() map[string]bool {
	d.t.Helper()
	found := map[string]bool{}
	for address := range d.pages() {
		found[address] = true
	}
	return found
}

// pages are those addresses with what they answer to a look.
func (d *desk) pages() map[string]answer {
	d.t.Helper()
	found := map[string]answer{}
	queue := []string{"/console/overview", "/console/start"}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		if _, seen := found[next]; seen {
			continue
		}
		found[next] = d.look(next)
		for _, match := range linked.FindAllStringSubmatch(found[next].body, -1) {
			if !strings.HasPrefix(match[1], "/console/assets") {
				queue = append(queue, match[1])
			}
		}
	}
	return found
}
