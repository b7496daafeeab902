package app_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// What was answered while the server stopped is there when it comes back: facts and clicks.
func TestWhatWasAnsweredWhileStoppingIsStored(t *testing.T) {
	p := boot(t)
	admin := p.signIn(p.at.SignIn)
	paired := p.pair(p.at.PairingCode)
	link := decode[wire.LinkResponse](t, p.post("/v1/links", paired.Tokens.Access,
		wire.LinkRequest{Story: admin.firstStory(), Channel: "linkedin"}), http.StatusOK)

	var mu sync.Mutex
	var acknowledged []wire.Fact
	clicked := 0
	url, started := p.at.URL, make(chan struct{}, 100)
	var busy sync.WaitGroup
	for worker := range 4 {
		busy.Go(func() {
			for n := 0; ; n++ {
				fact := share(fmt.Sprintf("%x%x", worker+1, n%16), time.Now())
				body, _ := json.Marshal(wire.SyncRequest{Protocol: wire.Protocol, Outbox: []wire.Fact{fact}})
				status, err := tell(t, http.MethodPost, url+"/v1/sync", paired.Tokens.Access, string(body))
				if err != nil || n == 12 {
					return
				}
				mu.Lock()
				if status == http.StatusOK {
					acknowledged = append(acknowledged, fact)
				}
				mu.Unlock()
				started <- struct{}{}
			}
		})
		busy.Go(func() {
			for {
				status, err := tell(t, http.MethodGet, url+"/l/"+link.Code, "", "")
				if err != nil {
					return
				}
				mu.Lock()
				if status == http.StatusFound {
					clicked++
				}
				mu.Unlock()
			}
		})
	}
	for range 8 {
		<-started
	}
	p.end()
	busy.Wait()
	if len(acknowledged) == 0 || clicked == 0 {
		t.Fatalf("%d facts and %d clicks were answered", len(acknowledged), clicked)
	}

	p.start()
	tokens := decode[wire.Tokens](t, p.post("/v1/token", "", wire.RefreshRequest{Refresh: paired.Tokens.Refresh}), http.StatusOK)
	for _, receipt := range p.sync(tokens.Access, wire.SyncRequest{Outbox: acknowledged}).Receipts {
		if receipt.Status != wire.Duplicate {
			t.Errorf("a fact that was answered: %+v", receipt)
		}
	}
	report, err := p.Counters().Query(t.Context(), kv.Workspace(paired.Workspace), activity.Query{
		First: time.Now().Add(-time.Hour), Last: time.Now(), By: activity.ByLink, PerPerson: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range report.Rows {
		if n := row.Numbers; row.ID == link.Code && n.Clicks+n.Duplicates+n.Bots+n.Own < int64(clicked) {
			t.Errorf("%d clicks were answered, stored are %+v", clicked, n)
		}
	}
}

// tell sends a request that may find nobody.
func tell(t *testing.T, method, url, token, body string) (int, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := stranger().Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = response.Body.Close() }()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, err
}
