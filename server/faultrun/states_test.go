package faultrun_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"vouch/server/kv/kvtest"
)

// A Redis that answers and takes nothing: its memory is full, or too few replicas follow it. Servers say that they are not ready, known links lead on, and all is well afterwards.
func TestARedisThatTakesNothingIsToldAndSurvived(t *testing.T) {
	_, store := kvtest.StartServer(t)
	urls := []string{"unix://" + store.ConfigGet(t.Context(), "unixsocket").Val()["unixsocket"]}
	w := settle(t, store, plan{servers: 2}, urls...)
	for i, state := range []struct{ option, harm, well, told string }{
		{"maxmemory", "1", "0", "memory is full"},
		{"min-replicas-to-write", "1", "0", "Too few replicas"},
	} {
		t.Run(state.option, func(t *testing.T) {
			w := w.in(t)
			l := w.work(uint64(i))
			l.reach(50)
			if err := store.ConfigSet(w.ctx, state.option, state.harm).Err(); err != nil {
				t.Fatal(err)
			}
			l.until(func() string {
				return l.readiness(http.StatusServiceUnavailable, state.told, "Known links lead on")
			})
			l.leadOn()
			if l.exchange(w.ctx, l.servers[0], l.facts[:1]) {
				t.Error("a fact was acknowledged that cannot have been stored")
			}
			if err := store.ConfigSet(w.ctx, state.option, state.well).Err(); err != nil {
				t.Fatal(err)
			}
			l.until(func() string { return l.readiness(http.StatusOK) })
			l.finish()
			l.check()
		})
	}
}

// readiness says what is wrong with the answers to /readyz, which shall say these words.
func (l *load) readiness(want int, words ...string) string {
	for _, s := range l.servers {
		status, text := l.send(l.ctx, s, l.request(http.MethodGet, "/readyz", nil))
		if status != want || !containsAll(text, words) {
			return fmt.Sprintf("/readyz: %d %s, want %d and %q", status, text, want, words)
		}
	}
	return ""
}

func containsAll(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}

// leadOn waits until some more clicks are answered.
func (l *load) leadOn() {
	l.Helper()
	before := l.answered.Load()
	l.until(func() string {
		if l.answered.Load() < before+20 {
			return "links do not lead on"
		}
		return ""
	})
}

// A server's clock jumps a day ahead and a day back while another's is right; between it and Redis
// the network is slow. It refuses the device's token, which is of another day there, and the device
// goes to the other; readers are led on by both.
func TestAClockMayJump(t *testing.T) {
	redis, store := kvtest.StartServer(t)
	w := settle(t, store, plan{servers: 2}, redis.URL())
	for i, skew := range []time.Duration{24 * time.Hour, -24 * time.Hour, 0} {
		t.Run(skew.String(), func(t *testing.T) {
			w := w.in(t)
			l := w.work(uint64(i))
			l.reach(50)
			s := w.servers[1]
			s.t = t
			s.kill()
			l.skewed.Store(true)
			s.orders.Skew = skew
			s.start()
			s.wire.slow(5 * time.Millisecond)
			l.reach(100)
			s.wire.mend()
			l.finish()
			l.check()
		})
	}
}
