package console_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/auth/keyring"
	"vouch/server/console"
	"vouch/server/content"
	"vouch/server/domains"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/links"
	"vouch/server/points"
	"vouch/server/points/pointstest"
	"vouch/server/rollout"
	"vouch/server/web"
	"vouch/server/workspace"
)

// desk is a console on real rooms and a real Redis, with one workspace.
type desk struct {
	store *kv.Store
	url   string
	ws    kv.Workspace
	rooms console.Rooms
	log   *activity.Log
	now   time.Time
	dns   map[string][]string // TXT records
}

func (d *desk) texts(_ context.Context, name string) ([]string, error) { return d.dns[name], nil }

const (
	packYAML = `pack: tone
title: Tone
language: en
owner: compliance
review_by: 2027-05-21
example_profile: {company: {names: [Acme]}}
rules:
  - id: tone.best
    title: A claim to be the best
    severity: block
    reason: Nobody can prove it. Say what it does.
    source: {title: Style guide, url: "https://acme.example/style", checked: 2026-11-21, by: vendor}
    find: {phrases: ["best in the world"]}
    fixes: [{label: Say less, replace: "good"}]
    examples:
      flag: ["Acme is the best in the world."]
      pass: ["Acme is good."]
policies:
  - id: house.likes
    title: Points for likes
    reason: Do not reward what people like.
    source: {title: House rules, checked: 2026-11-21, by: background}
    concerns: points_for_likes
`
	profileYAML = "company: {names: [Acme], tags: [\"#AcmeEmployee\"]}\ncontacts: {default: rules@acme.example}\n"
)

type allowAcme struct{}

func (allowAcme) Destination(_ context.Context, _ kv.Workspace, address string) (string, error) {
	return address, nil
}

// fixedSecret stands for the room that derives secrets, which has tests of its own.
type fixedSecret struct{}

func (fixedSecret) Secret(context.Context, kv.Workspace) (string, error) { return "first-of-two", nil }

func (fixedSecret) Rotate(context.Context, kv.Workspace) (string, error) { return "second-of-two", nil }

type acmeOnly struct{}

func (acmeOnly) Destinations(context.Context, kv.Workspace) ([]string, error) {
	return []string{"acme.example"}, nil
}

func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{ws: kvtest.Workspace(t), now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
	now := func() time.Time { return d.now }
	store := kvtest.Start(t)
	d.store = store
	_, key, err := ed25519.GenerateKey(nil)
	must(t, err)
	signer := func(kv.Workspace) (ed25519.PrivateKey, error) { return key, nil }
	people := auth.NewDirectory(store, auth.VeilKey{}, now)
	rules := rollout.New(store, signer, now)
	library := content.New(store, signer, rules, allowAcme{}, now)
	counters := activity.NewCounters(store)
	ledger := points.NewLedger(store, now, &pointstest.Company{})
	d.log = activity.NewLog(store, now)
	secret := []byte(strings.Repeat("k", 32))
	ring, err := keyring.Open(t.TempDir())
	must(t, err)
	access, err := ring.Rotation("access", keyring.Schedule{}, now)
	must(t, err)
	follower := activity.NewFollower(store, counters, ledger)
	tracking := links.New(store, links.Options{Destinations: acmeOnly{}, Now: now, Rand: rand.Reader})
	d.rooms = console.Rooms{
		Desk: auth.NewDesk(store, people, now), People: people,
		Devices: auth.NewDevices(store, people,
			auth.DeviceSecrets{Access: access, Refresh: secret, Pairing: secret}, "https://vouch.acme.example", now),
		Services:   auth.NewServices(store, people, now),
		Domains:    domains.New(store, d.texts, "https://vouch.acme.example"),
		Workspaces: workspace.New(store, func(string) error { return nil }, signer, now),
		Rules:      rules, Library: library, Links: tracking, Counters: counters, Ledger: ledger,
		Rewards: points.NewRewards(ledger, d.log, follower), Postbacks: fixedSecret{}, CatchUp: follower.CatchUp,
	}
	_, err = d.rooms.Workspaces.Create(t.Context(), d.ws, "Acme")
	must(t, err)
	d.serve(t)
	return d
}

func (d *desk) serve(t *testing.T) {
	t.Helper()
	c, err := console.New(d.rooms, console.Options{
		PublicURL: "https://vouch.acme.example", Extension: "/somewhere/chrome",
		Practice: "https://vouch.acme.example/practice", Now: func() time.Time { return d.now },
	})
	must(t, err)
	e := web.New(web.Config{
		Logger: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(), Now: func() time.Time { return d.now },
	})
	c.Register(e)
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	d.url = server.URL
}

// person adds somebody with these roles.
func (d *desk) person(t *testing.T, name string, roles ...auth.Role) auth.Person {
	t.Helper()
	p, err := d.rooms.People.Add(t.Context(), d.ws, auth.NewPerson{Name: name, Roles: append(roles, auth.Advocate)})
	must(t, err)
	return p
}

// visitor is a browser without scripts.
type visitor struct {
	t    *testing.T
	desk *desk
	http *http.Client
}

func (d *desk) stranger(t *testing.T) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	return &visitor{t: t, desk: d, http: &http.Client{Jar: jar}}
}

// signedIn comes in by a one-time link, as people do.
func (d *desk) signedIn(t *testing.T, p auth.Person) *visitor {
	t.Helper()
	token, err := d.rooms.Desk.Link(t.Context(), d.ws, p.ID)
	must(t, err)
	v := d.stranger(t)
	if got := v.get(auth.SignInPath(token)); got.status != http.StatusOK {
		t.Fatalf("the page of the link: %d", got.status)
	}
	if got := v.send(auth.SignInPath(token), url.Values{}); got.status != http.StatusOK {
		t.Fatalf("signing in: %d\n%s", got.status, got.body)
	}
	return v
}

type page struct {
	status int
	path   string // after redirects
	body   string
	header http.Header
}

func (v *visitor) get(path string) page {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.t.Context(), http.MethodGet, v.desk.url+path, http.NoBody)
	must(v.t, err)
	return v.read(v.http.Do(request))
}

// send posts a form without a token of its own.
func (v *visitor) send(path string, form url.Values) page {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, v.desk.url+path, strings.NewReader(form.Encode()))
	must(v.t, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.read(v.http.Do(request))
}

// submit posts a form with the token that stands on the page from.
func (v *visitor) submit(from, path string, form url.Values) page {
	v.t.Helper()
	form.Set("csrf", v.csrf(from))
	return v.send(path, form)
}

var csrfInput = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

func (v *visitor) csrf(from string) string {
	v.t.Helper()
	found := csrfInput.FindStringSubmatch(v.get(from).body)
	if found == nil {
		v.t.Fatalf("no form on %s", from)
	}
	return found[1]
}

func (v *visitor) read(response *http.Response, err error) page {
	v.t.Helper()
	must(v.t, err)
	body, err := io.ReadAll(response.Body)
	must(v.t, err)
	must(v.t, response.Body.Close())
	return page{
		status: response.StatusCode, path: response.Request.URL.Path,
		body: string(body), header: response.Header,
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func contains(t *testing.T, p page, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(p.body, w) {
			t.Errorf("%s does not say %q:\n%s", p.path, w, p.body)
		}
	}
}
