package app_test

import (
	"net/http"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// An advocate who tries the own link, in the browser whose extension syncs, is no reader.
func TestAnAdvocatesOwnClickDoesNotCount(t *testing.T) {
	const (
		theirs  = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
		another = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0"
	)
	p := boot(t)
	device, story := p.pair(p.at.PairingCode), p.signIn(p.at.SignIn).firstStory()
	link := decode[wire.LinkResponse](t, p.post("/v1/links", device.Tokens.Access,
		wire.LinkRequest{Story: story, Channel: "linkedin"}), http.StatusOK)
	before := p.numbers(device.Workspace, link.Code)
	p.as(theirs, "/v1/sync", device.Tokens.Access)
	p.as(theirs, "/l/"+link.Code, "")
	p.as(another, "/l/"+link.Code, "")
	p.sync(device.Tokens.Access, wire.SyncRequest{}) // what was clicked is counted by then
	after := p.numbers(device.Workspace, link.Code)
	if own, clicks := after.Own-before.Own, after.Clicks-before.Clicks; own != 1 || clicks != 1 {
		t.Errorf("%d own and %d clicks, want one of each", own, clicks)
	}
}

// as asks for the path with a browser's user agent.
func (p *program) as(userAgent, path, token string) {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.at.URL+path, http.NoBody)
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("User-Agent", userAgent)
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := stranger().Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	_ = response.Body.Close()
}

// numbers are today's of a link.
func (p *program) numbers(workspace, code string) activity.Numbers {
	p.t.Helper()
	report, err := p.Counters().Query(p.t.Context(), kv.Workspace(workspace), activity.Query{
		First: time.Now(), Last: time.Now(), By: activity.ByLink, PerPerson: true,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	for _, row := range report.Rows {
		if row.ID == code {
			return row.Numbers
		}
	}
	return activity.Numbers{}
}
