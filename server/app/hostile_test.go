package app_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/shared/wire"
)

// TestNoNameLeavesItsWorkspace puts what is special to Redis, to paths and to lines wherever a
// name is read, as somebody of one workspace. Nothing of the other's is read, changed or made, and
// every key stays within a workspace's tag or the installation's own prefix.
func TestNoNameLeavesItsWorkspace(t *testing.T) {
	p := bootBare(t, "")
	theirs, mine := p.secondCompany(), p.secondCompany()
	them, me := p.pair(theirs.pairingCode()), p.pair(mine.pairingCode())
	service := mine.serviceToken()
	before := p.holdings(them.Workspace)
	if len(before) < 5 {
		t.Fatalf("they hold only %d keys", len(before))
	}
	for _, name := range hostile(them.Workspace) {
		for _, route := range p.Routes() {
			if !strings.ContainsAny(route.Path, ":*") || route.Method == echo.RouteNotFound {
				continue
			}
			path := parameter.ReplaceAllString(route.Path, url.PathEscape(name))
			var got answer
			switch {
			case strings.HasPrefix(path, "/console"):
				got = mine.ask(route.Method, path)
			case strings.HasPrefix(path, "/v1/packs"):
				got = p.send(stranger(), route.Method, path, service, "application/json", "{}")
			default:
				got = p.send(stranger(), route.Method, path, me.Tokens.Access, "application/json", "{}")
			}
			if got.status >= http.StatusInternalServerError {
				t.Errorf("%s %q: %d %s", route.Method, path, got.status, got.body)
			}
		}
		p.hostileBodies(me.Tokens.Access, service, name)
		mine.press("/console/settings/teams", url.Values{"teams": {name}})
		mine.press("/console/settings/destinations", url.Values{"destinations": {name}})
		mine.press("/console/people", url.Values{"name": {name}, "team": {name}})
	}
	after := p.holdings(them.Workspace)
	for key, held := range after {
		if before[key] != held {
			t.Errorf("%s of another workspace was %q and is %q", key, before[key], held)
		}
	}
	inside := regexp.MustCompile(`^(\{(` + them.Workspace + `|` + me.Workspace + `)\}|vouch)(:[A-Za-z0-9_.%-]*)+$`)
	for key := range p.everything() {
		if !inside.MatchString(key) {
			t.Errorf("the key %q lies outside", key)
		}
	}
}

// hostile are names that would leave their place where they are not escaped.
func hostile(ws string) []string {
	return []string{
		"{" + ws + "}:auth:people", "}:auth:people{" + ws, ws + ".x", "{}", ":", "*", "a\x00b",
		"a\r\nDEL {" + ws + "}:workspace\r\n", "../../keys/access.keys", "%2e%2e%2f%", strings.Repeat("x", 4096),
		"{{.}}<script>",
	}
}

func (p *program) hostileBodies(device, service, name string) {
	p.t.Helper()
	fact := func(n int, edit func(*wire.Fact)) wire.Fact {
		made := share("00", time.Now())
		made.ID = fmt.Sprintf("%08x-0000-4000-8000-%012x", len(name), n)
		edit(&made)
		return made
	}
	for path, body := range map[string]any{
		"/v1/pair":  wire.PairRequest{Code: name, Device: name},
		"/v1/token": wire.RefreshRequest{Refresh: name},
		"/v1/links": wire.LinkRequest{Story: name, Channel: name},
		"/v1/packs": wire.PublishRequest{File: name, YAML: name, Why: name},
		"/v1/sync": wire.SyncRequest{Protocol: wire.Protocol, Outbox: []wire.Fact{
			{ID: name, Kind: wire.FactKind(name)},
			fact(1, func(f *wire.Fact) { f.Story = name }),
			fact(2, func(f *wire.Fact) { f.Code = name }),
			fact(3, func(f *wire.Fact) { f.Kind, f.Rule, f.Reason = wire.Waived, name, name }),
			fact(4, func(f *wire.Fact) { f.Kind, f.Reason = wire.Unchecked, name }),
			fact(5, func(f *wire.Fact) { f.Surface, f.Verdict = name, name }),
		}},
	} {
		token := device
		if path == "/v1/packs" {
			token = service
		}
		if got := p.post(path, token, body); got.status >= http.StatusInternalServerError {
			p.t.Errorf("%s with %q: %d %s", path, name, got.status, got.body)
		}
	}
}

// holdings are the keys of a workspace with what they hold, but for those that only count how
// often somebody came.
func (p *program) holdings(ws string) map[string]string {
	p.t.Helper()
	held := p.everything()
	for key := range held {
		if !strings.HasPrefix(key, "{"+ws+"}") || strings.Contains(key, ":limit:") {
			delete(held, key)
		}
	}
	return held
}
