package app_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"net/http"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/auth"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// marked is somebody whose name, ids and counts stand nowhere else.
type marked struct {
	name   string
	shares int
	person auth.Person
	device wire.PairResponse
	code   string
}

// identities are what tells who it is, to whoever reads a page, a log or the store.
func (m marked) identities() []string {
	return []string{m.name, string(m.person.ID), m.device.Device}
}

// traces are what stands beside counts, and must lead to nobody.
func (m marked) traces() []string { return []string{string(m.person.Pseudonym), m.code} }

// counts are the marked numbers as pages write them.
func (m marked) counts() *regexp.Regexp {
	return regexp.MustCompile(fmt.Sprintf(`\b(%d|%d)\b`, m.shares, 5*m.shares))
}

// TestInAggregateNothingPutsAPersonBesideACount has two people do what nobody else did, and walks
// every route as an administrator, every line of the log and every key of the store. What names a
// person is the same after she did something as before; what counts names nobody; and nothing in
// the store joins the two. Each still sees what she did herself.
func TestInAggregateNothingPutsAPersonBesideACount(t *testing.T) {
	p := boot(t)
	admin := p.signIn(p.at.SignIn)
	if got := admin.press("/console/settings/switches", map[string][]string{"per_person": {"on"}, "regulated": {"on"}}); got.status != http.StatusSeeOther {
		t.Fatalf("the switches: %d", got.status)
	}
	if got := admin.press("/console/settings/aggregate", nil); got.status != http.StatusSeeOther {
		t.Fatalf("aggregate: %d %s", got.status, got.body)
	}
	people := []*marked{{name: "Markerina Quux", shares: 137}, {name: "Markolf Zyzzy", shares: 149}}
	story := admin.firstStory()
	for _, m := range people {
		p.settle(admin, m, story)
	}
	own := p.pair(p.at.PairingCode).Tokens.Access
	pages := func() map[string]string { return p.walk(admin, own, people) }
	before, keysBefore := pages(), p.everything()

	for _, m := range people {
		p.act(m, story)
	}
	after, keysAfter := pages(), p.everything()

	for place, body := range after {
		for _, m := range people {
			if !mentions(body, append(m.identities(), m.traces()...)) {
				continue
			}
			if was, there := before[place]; !there || was != body {
				t.Errorf("%s names %s and tells what she did:\n%s", place, m.name, differing(was, body))
			}
			if found := m.counts().FindString(body); found != "" {
				t.Errorf("%s names %s beside %s", place, m.name, found)
			}
		}
	}
	for key, held := range keysAfter {
		for _, m := range people {
			who, trace := mentions(key+held, m.identities()), mentions(key+held, m.traces())
			if who && trace {
				t.Errorf("%s joins %s to what she did: %s", key, m.name, held)
			}
			if who && keysBefore[key] != held {
				t.Errorf("%s names %s and changed by what she did: %s, then %s", key, m.name, keysBefore[key], held)
			}
		}
	}
	if !anyMentions(after, people[0].name) || !anyMentions(keysAfter, string(people[0].person.Pseudonym)) {
		t.Error("this test looks in the wrong places")
	}
	for _, m := range people {
		if standing := p.sync(m.device.Tokens.Access, wire.SyncRequest{}).Standing; standing.Shares != int64(m.shares) || standing.Clicks == 0 {
			t.Errorf("%s sees %d shares and %d clicks of her own", m.name, standing.Shares, standing.Clicks)
		}
	}
	p.end()
	for line := range strings.Lines(p.log.String()) {
		for _, m := range people {
			if mentions(line, append(m.identities(), m.traces()...)) {
				t.Errorf("the log names %s: %s", m.name, line)
			}
		}
	}
}

// settle invites somebody, pairs her browser and gives her a link.
func (p *program) settle(admin *desk, m *marked, story string) {
	p.t.Helper()
	page := admin.press("/console/people", map[string][]string{"name": {m.name}})
	at := personShown.FindStringSubmatch(page.body)
	if at == nil {
		p.t.Fatalf("the invitation: %d %s", page.status, page.body)
	}
	m.device = p.pair(admin.shown(at[1]+"/code", nil, codeShown))
	var err error
	if m.person, err = p.People().Person(p.t.Context(), kv.Workspace(m.device.Workspace), auth.PersonID(path.Base(at[1]))); err != nil {
		p.t.Fatal(err)
	}
	link := decode[wire.LinkResponse](p.t, p.post("/v1/links", m.device.Tokens.Access,
		wire.LinkRequest{Story: story, Channel: "linkedin"}), http.StatusOK)
	m.code = link.Code
}

// act shares, waives with a reason, and is clicked by two readers.
func (p *program) act(m *marked, story string) {
	p.t.Helper()
	var outbox []wire.Fact
	for n := range m.shares {
		fact := share("01", time.Now())
		fact.ID = fmt.Sprintf("%08x-0000-4000-8000-%012x", m.shares, n)
		fact.Story, fact.Code = story, m.code
		outbox = append(outbox, fact)
	}
	outbox = append(outbox, wire.Fact{
		ID: fmt.Sprintf("%08x-0000-4000-8000-ffffffffffff", m.shares), Kind: wire.Waived, AtMs: time.Now().UnixMilli(),
		Rule: "a.rule", Reason: "because " + m.name + " said so",
	})
	p.sync(m.device.Tokens.Access, wire.SyncRequest{Outbox: outbox})
	for n := range 2 {
		request, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.at.URL+"/l/"+m.code, http.NoBody)
		if err != nil {
			p.t.Fatal(err)
		}
		request.Header.Set("User-Agent", fmt.Sprintf(
			"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36", 120+n))
		response, err := stranger().Do(request)
		if err != nil {
			p.t.Fatal(err)
		}
		_ = response.Body.Close()
	}
	p.sync(m.device.Tokens.Access, wire.SyncRequest{})
}

// walk asks every route that only looks, as an administrator at the desk and with a device and a
// program of hers, and gives the answers without what is new in each.
func (p *program) walk(admin *desk, device string, people []*marked) map[string]string {
	p.t.Helper()
	answers := map[string]string{}
	for address, got := range admin.pages() {
		if !isForm(p, address) {
			answers["desk "+address] = still(got, admin.csrf)
		}
	}
	for _, route := range p.Routes() {
		if route.Method != http.MethodGet || strings.HasSuffix(route.Path, "/stream") {
			continue
		}
		for _, address := range filled(route, people) {
			if _, seen := answers["desk "+address]; !seen {
				answers["desk "+address] = still(admin.look(address), admin.csrf)
			}
			if !strings.HasPrefix(address, "/console") {
				answers["device "+address] = still(p.get(address, device), "")
			}
		}
	}
	event := p.listen(device).next()
	answers["the stream"] = fmt.Sprint(event)
	return answers
}

// filled are the addresses of a route with each thing that could be named in it.
func filled(route *echo.Route, people []*marked) []string {
	if !strings.ContainsAny(route.Path, ":*") {
		return []string{route.Path}
	}
	var all []string
	for _, m := range people {
		for _, thing := range append(append(m.identities()[1:], m.traces()...), m.code+"+") {
			all = append(all, parameter.ReplaceAllString(route.Path, thing))
		}
	}
	return all
}

var parameter = regexp.MustCompile(`:\w+|\*`)

// isForm reports whether an address only takes forms.
func isForm(p *program, address string) bool {
	for _, route := range p.Routes() {
		if _, ok := named(route.Path, address); (ok || route.Path == address) && route.Method == http.MethodGet {
			return false
		}
	}
	return true
}

// still is an answer without what differs from one look to the next.
func still(a answer, csrf string) string {
	body := a.body
	if csrf != "" {
		body = strings.ReplaceAll(body, csrf, "")
	}
	return fmt.Sprint(a.status, " ", a.header.Get("Location"), " ", body)
}

// everything is each key of the store with what it holds, in words.
func (p *program) everything() map[string]string {
	p.t.Helper()
	ctx, store := p.t.Context(), p.Store()
	all := map[string]string{}
	keys, err := store.Keys(ctx, "*").Result()
	if err != nil {
		p.t.Fatal(err)
	}
	for _, key := range keys {
		switch kind := store.Type(ctx, key).Val(); kind {
		case "string":
			all[key] = store.Get(ctx, key).Val()
		case "hash":
			all[key] = fmt.Sprint(store.HGetAll(ctx, key).Val())
		case "set":
			all[key] = fmt.Sprint(store.SMembers(ctx, key).Val())
		case "zset":
			all[key] = fmt.Sprint(store.ZRangeWithScores(ctx, key, 0, -1).Val())
		case "list":
			all[key] = fmt.Sprint(store.LRange(ctx, key, 0, -1).Val())
		case "stream":
			all[key] = fmt.Sprint(store.XRange(ctx, key, "-", "+").Val())
		case "none": // it expired meanwhile
		default:
			p.t.Errorf("%s is a %s, which this test cannot read", key, kind)
		}
	}
	return all
}

func mentions(text string, words []string) bool {
	for _, word := range words {
		if word != "" && strings.Contains(text, word) {
			return true
		}
	}
	return false
}

func anyMentions(texts map[string]string, word string) bool {
	for key, text := range texts {
		if strings.Contains(key+text, word) {
			return true
		}
	}
	return false
}

// differing is the first line in which two texts differ.
func differing(a, b string) string {
	before, after := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i, line := range after {
		if i >= len(before) || before[i] != line {
			return line
		}
	}
	return ""
}

// TestEveryDeviceHearsHowTheAggregateModeEnds: one asks, the same cannot agree, another can; and
// each step is told to devices under the signature that they pinned.
func TestEveryDeviceHearsHowTheAggregateModeEnds(t *testing.T) {
	p := boot(t)
	ada := p.signIn(p.at.SignIn)
	page := ada.press("/console/people", map[string][]string{"name": {"Bo Second"}, "roles": {"administrator"}})
	link := regexp.MustCompile(`/console/sign-in/[a-z0-9.]+`).FindString(page.body)
	bo := p.signIn(p.at.URL + link)
	device := p.pair(p.at.PairingCode)
	pinned, err := base64.StdEncoding.DecodeString(device.Key)
	if err != nil {
		t.Fatal(err)
	}
	mode := func() *wire.Mode {
		told := p.sync(device.Tokens.Access, wire.SyncRequest{}).Settings.Mode
		if told == nil {
			return nil
		}
		signature, err := base64.StdEncoding.DecodeString(told.Signature)
		if err != nil || !ed25519.Verify(pinned, told.Statement(device.Workspace), signature) {
			t.Errorf("the mode is not signed by the key that was pinned: %+v, %v", told, err)
		}
		return told
	}
	if got := mode(); got != nil {
		t.Errorf("before anybody chose: %+v", got)
	}
	steps := []struct {
		who               *desk
		do                string
		status            int
		aggregate, ending bool
	}{
		{ada, "/end", http.StatusConflict, false, false},
		{ada, "", http.StatusSeeOther, true, false},
		{bo, "/end", http.StatusConflict, true, false},
		{ada, "/ask", http.StatusSeeOther, true, true},
		{ada, "/end", http.StatusConflict, true, true},
		{bo, "/keep", http.StatusSeeOther, true, false},
		{bo, "/end", http.StatusConflict, true, false},
		{ada, "/ask", http.StatusSeeOther, true, true},
		{bo, "/end", http.StatusSeeOther, false, false},
	}
	for i, step := range steps {
		if got := step.who.press("/console/settings/aggregate"+step.do, nil); got.status != step.status {
			t.Errorf("step %d: %d %s", i, got.status, got.body)
		}
		if got := mode(); (got != nil && got.Aggregate) != step.aggregate || (got != nil && got.Ending) != step.ending {
			t.Errorf("step %d: devices hear %+v", i, got)
		}
		if shown := step.who.look("/console/settings").body; strings.Contains(shown, "asked to end it") != step.ending {
			t.Errorf("step %d: the page says otherwise", i)
		}
	}
}
