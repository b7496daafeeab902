package app_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vouch/server/tracing"
	"vouch/server/tracing/tracingtest"
	"vouch/shared/wire"
)

// TestTracesNameNobody has two marked people do what they can, walks every route as an administrator
// and with a device of hers, knocks at every door with marked headers, and reads all that a
// collector was told: nothing in it leads to anybody, and all of it is on the list that operators
// are given.
func TestTracesNameNobody(t *testing.T) {
	collector := tracingtest.Start(t)
	p := &program{t: t, traces: tracing.Settings{URL: collector.URL, Share: 1, Links: 1}}
	p.begin()
	routes := map[string]bool{"none": true}
	for _, route := range p.Routes() {
		routes[route.Path] = true
	}
	admin := p.signIn(p.at.SignIn)
	people := []*marked{{name: "Markerina Quux", shares: 137}, {name: "Markolf Zyzzy", shares: 149}}
	story, service := admin.firstStory(), admin.serviceToken()
	own := p.pair(p.at.PairingCode).Tokens.Access
	listening := p.listen(own)
	listening.next()
	for _, m := range people {
		p.settle(admin, m, story)
		p.act(m, story)
	}
	decode[wire.PublishResponse](t, p.post("/v1/packs", service,
		wire.PublishRequest{File: "testing.yaml", YAML: testPack, Why: "Because Markolf asked"}), http.StatusOK)
	listening.next()
	p.walk(admin, own, people)
	secret := "can" + "ary"
	p.knockMarked(secret)
	workspaces := p.workspaceNames()
	p.end()

	text := strings.ToLower(collector.Text())
	for _, m := range people {
		for _, word := range append(append(m.identities(), m.traces()...), m.device.Tokens.Access, m.device.Tokens.Refresh) {
			if strings.Contains(text, strings.ToLower(word)) {
				t.Errorf("the traces name %s by %q", m.name, word)
			}
		}
	}
	for _, word := range slices.Concat([]string{
		secret, service, own, story, "Markolf", "Quux", "testing.yaml", "zebra", "Mozilla", "127.0.0.1", "203.0.113.9",
	}, workspaces) {
		if word != "" && strings.Contains(text, strings.ToLower(word)) {
			t.Errorf("the traces hold %q", word)
		}
	}
	p.onlyListed(collector, routes)
	readable(t, collector.Spans())
}

// knockMarked asks at every door with whatever a caller can send along.
func (p *program) knockMarked(secret string) {
	p.t.Helper()
	for _, route := range p.Routes() {
		path := parameter.ReplaceAllString(route.Path, secret)
		for _, method := range []string{route.Method, "MADE" + strings.ToUpper(secret)} {
			if strings.HasPrefix(method, "echo_") {
				method = http.MethodGet
			}
			header := http.Header{
				"Content-Type": {"application/json"}, "Cookie": {"session=" + secret}, "User-Agent": {"Mozilla " + secret},
				"Authorization": {"Bearer " + secret}, "Referer": {"https://" + secret + ".example/"}, "X-Forwarded-For": {"203.0.113.9"},
				"Traceparent": {"00-" + strings.Repeat("ca", 16) + "-" + strings.Repeat("ca", 8) + "-01"},
				"Tracestate":  {"vendor=" + secret}, "Baggage": {"who=" + secret},
			}
			query := url.Values{"cid": {secret}, "order": {secret}, "goal": {"lead"}, "q": {secret}}
			p.knock(method, path+"?"+query.Encode(), header, `{"cid":"`+secret+`","order":"`+secret+`","goal":"lead"}`)
		}
	}
}

// workspaceNames are the hash tags of the keys: what a workspace is called in the store.
func (p *program) workspaceNames() (names []string) {
	p.t.Helper()
	tag := regexp.MustCompile(`\{([^}]{4,})\}`)
	for key := range p.everything() {
		if found := tag.FindStringSubmatch(key); found != nil && !slices.Contains(names, found[1]) {
			names = append(names, found[1])
		}
	}
	return names
}

// onlyListed holds every attribute against the list that operators read, and every name.
func (p *program) onlyListed(collector *tracingtest.Collector, routes map[string]bool) {
	p.t.Helper()
	number, word := regexp.MustCompile(`^\d+$`), regexp.MustCompile(`^[A-Za-z_]+$`)
	said := collector.Said()
	for key, values := range said {
		for value := range values {
			switch key {
			case "service.name", "service.version", "service.instance.id":
			case "http.response.status_code", "db.operation.batch.size", "vouch.count", "vouch.bytes":
				if !number.MatchString(value) {
					p.t.Errorf("%s is %q", key, value)
				}
			case "http.route":
				if !routes[value] {
					p.t.Errorf("there is no route %q", value)
				}
			case "http.request.method", "db.system.name", "db.operation.name", "vouch.projection", "vouch.outcome":
				if !word.MatchString(value) || value == "other" {
					p.t.Errorf("%s is %q", key, value)
				}
			case "error.type":
				if value == "other" {
					p.t.Errorf("%s is %q", key, value)
				}
			default:
				p.t.Errorf("%s is on no list", key)
			}
		}
	}
	names := map[string]int{}
	for _, span := range collector.Spans() {
		names[span.GetName()]++
		if len(span.GetEvents()) > 0 || span.GetStatus().GetMessage() != "" || span.GetTraceState() != "" {
			p.t.Errorf("%v", span)
		}
		if strings.Repeat("\xca", 16) == string(span.GetTraceId()) {
			p.t.Error("a caller chose its trace")
		}
	}
	for _, name := range []string{
		"GET /l/:code", "POST /v1/sync", "store click", "commit clicks", "exchange", "count facts", "record conversion",
		"publish rules", "prove rules", "tell streams", "redis pipeline", "redis evalsha", "redis get",
	} {
		if names[name] == 0 {
			p.t.Errorf("there is no span %q in %v", name, names)
		}
	}
}

// readable: what a reader waited for lies below the redirect, and the batch that stored the click is
// linked to it and holds its round trip.
func readable(t *testing.T, spans []tracingtest.Span) {
	t.Helper()
	waits, linked, trips := map[string]bool{}, 0, 0
	for _, click := range spans {
		if click.GetName() == "store click" {
			waits[string(click.GetSpanId())] = slices.ContainsFunc(spans, func(request tracingtest.Span) bool {
				return request.GetName() == "GET /l/:code" && click.Under(request)
			})
		}
	}
	for _, commit := range spans {
		if commit.GetName() != "commit clicks" {
			continue
		}
		if commit.Get("vouch.count") != itoa(len(commit.GetLinks())) || commit.Get("vouch.bytes") == "" || commit.Get("vouch.outcome") == "" {
			t.Errorf("%v", commit)
		}
		for _, link := range commit.GetLinks() {
			if !waits[string(link.GetSpanId())] {
				t.Errorf("linked to no click below a redirect: %v", commit)
			}
			linked++
		}
		for _, trip := range spans {
			if strings.HasPrefix(trip.GetName(), "redis ") && trip.Under(commit) {
				trips++
			}
		}
	}
	if linked != len(waits) || linked == 0 || trips == 0 {
		t.Errorf("%d clicks, %d of them linked to a batch, %d round trips of batches", len(waits), linked, trips)
	}
}

// A server whose collector is away serves as ever, stops as ever, and says so once.
func TestTheServerServesWithoutItsCollector(t *testing.T) {
	p := bootBare(t, "", tracing.Settings{URL: "http://127.0.0.1:9", Share: 1, Links: 1}) // discard: nobody listens
	for range 50 {
		if got := p.get("/l/nowhere1", ""); got.status != http.StatusNotFound {
			t.Fatalf("the link: %d", got.status)
		}
	}
	told := p.get("/metrics", "").body
	p.end()
	if !regexp.MustCompile(`(?m)^vouch_spans_made_total [1-9]`).MatchString(told) || !strings.Contains(told, "vouch_spans_sent_total 0") {
		t.Error("the metrics do not tell that spans are forgotten")
	}
	if n := strings.Count(p.log.String(), "takes no traces"); n != 1 {
		t.Errorf("told %d times", n)
	}
}
