package app_test

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/shared/wire"
)

// canary is what a stranger or a device puts where secrets and drafts may come in.
const canary = "can" + "aryQ7x9"

// canaryHeaders are those in which browsers, proxies and mistakes carry secrets.
func canaryHeaders() http.Header {
	header := http.Header{}
	for _, name := range []string{
		"Cookie", "Referer", "User-Agent", "X-Forwarded-For", "X-Real-Ip", "Forwarded", "X-Request-Id",
		"Origin", "Accept-Language", "X-Api-Key", "Proxy-Authorization", "Sec-Fetch-Site",
	} {
		header.Set(name, canary)
	}
	return header
}

// TestSecretsAndDraftsStayInNothing walks every door with secrets in every place, and looks for
// them in the log at its most talkative, in the metrics, and in everything that Redis wrote down.
func TestSecretsAndDraftsStayInNothing(t *testing.T) {
	p := boot(t)
	admin := p.signIn(p.at.SignIn)
	service := admin.serviceToken()
	paired := p.pair(p.at.PairingCode)
	story := admin.firstStory()
	link := decode[wire.LinkResponse](t, p.post("/v1/links", paired.Tokens.Access,
		wire.LinkRequest{Story: story, Channel: "linkedin"}), http.StatusOK)

	for _, path := range []string{"/l/" + link.Code, "/l/" + link.Code + "+", "/" + canary} {
		p.sendCanary(http.MethodGet, path+"?q="+canary, "", "", "")
	}
	p.canaryEverywhere(admin)
	for _, token := range []string{canary, paired.Tokens.Access, service} {
		for path, body := range map[string]string{
			"/v1/pair":           `{"code":"` + canary + `","device":"x","draft":"` + canary + `"}`,
			"/v1/token":          `{"refresh":"` + canary + `"}`,
			"/v1/sync":           `{"protocol":1,"draft":"` + canary + `","outbox":[{"id":"` + canary + `","kind":"` + canary + `"}]}`,
			"/v1/links":          `{"story":"` + canary + `","channel":"linkedin"}`,
			"/v1/packs":          `{"file":"a.yaml","yaml":"pack: ` + canary + `","why":"` + canary + `"}`,
			"/v1/packs/rollback": `{"to":9999,"why":"` + canary + `"}`,
			"/v1/stream":         canary,
		} {
			p.sendCanary(http.MethodPost, path+"?q="+canary, token, "application/json", body)
			p.sendCanary(http.MethodPost, path, token, canary+"/"+canary, canary)
		}
	}
	now := time.Now().UnixMilli()
	words := "we promise " + canary
	p.sync(paired.Tokens.Access, wire.SyncRequest{Outbox: []wire.Fact{
		{ID: share("c1", time.Now()).ID, Kind: wire.Waived, AtMs: now, Rule: "a.rule", Reason: words},
		{ID: share("c2", time.Now()).ID, Kind: wire.Unchecked, AtMs: now, Reason: words},
		{ID: share("c3", time.Now()).ID, Kind: wire.Shared, AtMs: now, Reason: words},
		{ID: share("c4", time.Now()).ID, Kind: wire.Shared, AtMs: now, Story: words},
		{ID: share("c5", time.Now()).ID, Kind: wire.Shared, AtMs: now, Code: words, Surface: words},
	}})
	admin.press("/console/rules/new", url.Values{"do": {"prove"}, "yaml": {"pack: " + canary}, "why": {canary}})
	admin.press("/console/stories/new", url.Values{"do": {"check"}, "caption1": {canary + " {link}"}, "title": {canary}})
	admin.press("/console/settings/name", url.Values{"csrf": {canary}, "name": {canary}})

	metrics := p.get("/metrics", "").body
	p.end()
	secrets := map[string]string{
		"a draft or secret": canary, "an access token": paired.Tokens.Access, "a refresh token": paired.Tokens.Refresh,
		"a service token": service, "a sign-in link": strings.TrimPrefix(p.at.SignIn, p.at.URL),
		"a pairing code": p.at.PairingCode, "the same, without its hyphen": strings.ReplaceAll(p.at.PairingCode, "-", ""),
		"a visitor's address": "127.0.0.1",
	}
	for _, cookie := range admin.client.Jar.Cookies(&url.URL{Scheme: "http", Host: "127.0.0.1", Path: "/console"}) {
		_, secrets["a cookie"], _ = strings.Cut(cookie.Value, ".")
	}
	if held := p.redisFiles(); !strings.Contains(held, story) || !strings.Contains(p.log.String(), "/v1/sync") || !strings.Contains(metrics, "/v1/sync") {
		t.Error("this test looks in the wrong places")
	}
	for place, text := range map[string]string{"the log": p.log.String(), "the metrics": metrics, "Redis": p.redisFiles()} {
		for what, secret := range secrets {
			if secret == "" || strings.Contains(text, secret) {
				t.Errorf("%s holds %s", place, what)
			}
		}
	}
}

// canaryEverywhere goes to every door with secrets in the path, the query, the headers and the
// body, as a stranger and as an administrator whose form it is not.
func (p *program) canaryEverywhere(admin *desk) {
	p.t.Helper()
	for _, route := range p.Routes() {
		if route.Method == echo.RouteNotFound {
			continue
		}
		path := parameter.ReplaceAllString(route.Path, canary) + "?q=" + canary + "&next=" + canary
		for _, kind := range []string{"application/json", "application/x-www-form-urlencoded", canary + "/" + canary} {
			p.sendCanary(route.Method, path, "", kind, canary+"="+canary)
		}
		if route.Method == http.MethodGet && !strings.HasSuffix(route.Path, "/stream") {
			admin.look(path)
		}
	}
}

func (p *program) sendCanary(method, path, token, kind, body string) {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), method, p.at.URL+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header = canaryHeaders()
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := stranger().Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	_ = response.Body.Close()
}

// redisFiles is everything the private redis-server wrote: its append-only file and its log.
func (p *program) redisFiles() string {
	p.t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(filepath.Join(p.data, "redis"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		all.Write(text)
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return all.String()
}
