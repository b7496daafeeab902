package client_test

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"vouch/shared/client"
	"vouch/shared/client/clienttest"
	"vouch/shared/wire"
)

// timed is a device with a clock of its own, whose every draw is random.
func timed(at *time.Time, random float64) *client.Client {
	d := device()
	d.Now = func() time.Time { return *at }
	d.Random = func() float64 { return random }
	return d
}

func TestAServerThatAsksForPatienceGetsIt(t *testing.T) {
	start := time.UnixMilli(1_800_000_000_000)
	for _, c := range []struct {
		name        string
		status      int
		retryAfter  string
		random      float64
		least, most time.Duration
	}{
		{"as long as it says", http.StatusServiceUnavailable, "30", 0, 30 * time.Second, 30 * time.Second},
		{"spread over a quarter more", http.StatusTooManyRequests, "40", 0.999, 49 * time.Second, 50 * time.Second},
		{"until a date", http.StatusServiceUnavailable, start.Add(time.Minute).UTC().Format(http.TimeFormat), 0, time.Minute, time.Minute},
		{"an hour at most", http.StatusServiceUnavailable, "999999", 0, time.Hour, time.Hour},
		{"a little where it says nothing", http.StatusServiceUnavailable, "", 0, time.Second, time.Second},
		{"a little where it says nonsense", http.StatusBadGateway, "soon", 0.999, time.Second, 2 * time.Second},
		{"not for what a person must mend", http.StatusForbidden, "30", 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			server, now := clienttest.Start(t), start
			state := paired(t, server)
			server.Refuse(c.status, c.retryAfter)
			facts := []wire.Fact{{ID: "f1"}}
			got, err := timed(&now, c.random).Sync(t.Context(), state, facts)
			if err == nil {
				t.Fatal("no error")
			}
			server.LetIn()
			wait := time.Duration(got.State.Wait.UntilMs-start.UnixMilli()) * time.Millisecond
			if c.most == 0 {
				wait += time.Duration(start.UnixMilli()) * time.Millisecond
			}
			if wait < c.least || wait > c.most {
				t.Errorf("it waits %v, not %v to %v", wait, c.least, c.most)
			}
			if wait == 0 {
				return
			}
			now = start.Add(wait - time.Millisecond)
			_, err = timed(&now, 0).Sync(t.Context(), got.State, facts)
			if e, ok := errors.AsType[*client.Error](err); !ok || e.Kind != client.Waiting || len(server.Outbox()) > 0 {
				t.Errorf("a moment too soon: %v, %d arrived", err, len(server.Outbox()))
			}
			now = start.Add(wait)
			after, err := timed(&now, 0).Sync(t.Context(), got.State, facts)
			if err != nil || after.State.Wait != (client.Wait{}) || len(server.Outbox()) != 1 {
				t.Errorf("in time: %+v, %v", after.State.Wait, err)
			}
		})
	}
}

func TestWaitsDoubleUpToTenMinutes(t *testing.T) {
	server, now := clienttest.Start(t), time.UnixMilli(1_800_000_000_000)
	state := paired(t, server)
	state.Server = "http://127.0.0.1:1" // nobody is there
	var waits []time.Duration
	for range 12 {
		got, err := timed(&now, 0.5).Sync(t.Context(), state, nil)
		if err == nil || got.State.Wait.Asked {
			t.Fatalf("%+v, %v", got.State.Wait, err)
		}
		state = got.State
		waits = append(waits, time.UnixMilli(state.Wait.UntilMs).Sub(now))
		now = time.UnixMilli(state.Wait.UntilMs)
	}
	if waits[0] != 1500*time.Millisecond || waits[3] != 12*time.Second || waits[11] != 450*time.Second {
		t.Errorf("waits: %v", waits)
	}
}

// What was carried out and not answered is sent again: the server knows it by its id.
func TestAFactIsSentUntilItsReceiptIsThere(t *testing.T) {
	server, now := clienttest.Start(t), time.UnixMilli(1_800_000_000_000)
	state, facts := paired(t, server), []wire.Fact{{ID: "f1"}}
	server.LoseNextAnswer()
	lost, err := timed(&now, 0).Sync(t.Context(), state, facts)
	if err == nil || len(lost.Response.Receipts) > 0 {
		t.Fatalf("a receipt of nobody: %+v", lost.Response)
	}
	now = time.UnixMilli(lost.State.Wait.UntilMs)
	got, err := timed(&now, 0).Sync(t.Context(), lost.State, facts)
	if err != nil || len(got.Response.Receipts) != 1 || len(server.Outbox()) != 2 {
		t.Errorf("%+v, %v", got.Response, err)
	}
}
