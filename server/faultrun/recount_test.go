package faultrun_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"vouch/server/app"
	"vouch/server/kv/kvtest"
)

// stored is a fact as an export tells it.
type stored struct {
	ID, Kind, Code, Class, Visitor string
}

// check compares what was answered with what is stored, and everything stored with everything else.
func (l *load) check() {
	l.Helper()
	l.serves()
	l.emptied()
	keeper := l.keeper()
	defer func() { _ = keeper.Close() }()
	l.checkFacts(keeper)
	l.checkNumbers(keeper)
	l.checkLedger()
}

// emptied waits until no server keeps clicks in its journal.
func (l *load) emptied() {
	l.Helper()
	l.until(func() string {
		if n := l.metric("vouch_journal_records"); n != 0 {
			return fmt.Sprintf("%d records are in journals", n)
		}
		return ""
	})
}

// lost are the clicks of which servers say that they kept them nowhere.
func (l *load) lost() int64 { return l.metric("vouch_clicks_lost_total") }

// metric is its sum over all servers; -1 where one does not tell it.
func (l *load) metric(name string) (sum int64) {
	l.Helper()
	for _, s := range l.servers {
		at := l.request("GET", "/metrics", nil)
		at.address = ""
		_, text := l.send(l.ctx, s, at)
		_, rest, found := strings.Cut(text, "\n"+name+" ")
		value, _, _ := strings.Cut(rest, "\n")
		n, err := strconv.ParseInt(value, 10, 64)
		if !found || err != nil {
			return -1
		}
		sum += n
	}
	return sum
}

func (l *load) keeper() *app.Keeper {
	l.Helper()
	keeper, err := app.OpenKeeper(l.ctx, app.Config{
		Data: l.servers[0].orders.Data, Redis: l.urls, Now: time.Now, Logger: slog.New(slog.DiscardHandler),
	}, string(l.workspace()))
	if err != nil {
		l.Fatal(err)
	}
	return keeper
}

func (l *load) checkFacts(keeper *app.Keeper) {
	l.Helper()
	var out bytes.Buffer
	if _, err := keeper.Export(l.ctx, app.Span{}, "jsonl", &out); err != nil {
		l.Fatal(err)
	}
	visitors, shares := map[string]int{}, map[string]int{}
	for decoder := json.NewDecoder(&out); decoder.More(); {
		var f stored
		if err := decoder.Decode(&f); err != nil {
			l.Fatal(err)
		}
		if f.Kind == "clicked" && f.Code == l.code {
			visitors[f.Visitor]++
		}
		if f.Kind == "shared" {
			shares[f.ID]++
		}
	}
	for visitor, n := range visitors {
		if n != 1 {
			l.Errorf("the click of visitor %s is stored %d times", visitor, n)
		}
	}
	lost := l.lost()
	if got := int64(len(visitors)); got < l.answered.Load()-lost || got > l.sent.Load() {
		l.Errorf("%d clicks are stored; %d were sent, %d answered and %d told as lost", got, l.sent.Load(), l.answered.Load(), lost)
	}
	for _, f := range l.facts {
		if shares[f.ID] != 1 {
			l.Errorf("share %s is stored %d times", f.ID, shares[f.ID])
		}
	}
}

// checkNumbers compares every number with the facts.
func (l *load) checkNumbers(keeper *app.Keeper) {
	l.Helper()
	err := keeper.Verify(l.ctx, func(c app.Checked) {
		if c.Outdated || c.Differences != 0 {
			l.Errorf("%s: %d differences, outdated %t: %+v", c.Projection, c.Differences, c.Outdated, c.Examples)
		}
	})
	if err != nil {
		l.Error(err)
	}
}

// checkLedger reads the rows of the live generation: what each deed earned, and the accounts.
func (l *load) checkLedger() {
	l.Helper()
	lines, accounts := map[string]int{}, 0
	for _, key := range l.keys() {
		if strings.HasSuffix(key, ":accounts") {
			accounts++
			l.checkAccounts(key)
		}
		if strings.Contains(key, ":ledger:") {
			l.countLines(key, lines)
		}
	}
	if accounts != 1 {
		l.Errorf("%d generations have accounts", accounts)
	}
	for _, f := range l.facts {
		if n := lines["own "+f.ID]; n != 1 {
			l.Errorf("share %s stands in the ledger %d times", f.ID, n)
		}
	}
	for what, n := range lines {
		if n != 1 {
			l.Errorf("%s stands in the ledger %d times", what, n)
		}
	}
}

func (l *load) checkAccounts(key string) {
	l.Helper()
	held, err := l.store.HGetAll(l.ctx, key).Result()
	if err != nil {
		l.Fatal(err)
	}
	sum := 0
	for _, text := range held {
		n, err := strconv.Atoi(text)
		if err != nil {
			l.Fatal(err)
		}
		sum += n
	}
	if sum != 0 {
		l.Errorf("the accounts sum to %d: %v", sum, held)
	}
}

func (l *load) countLines(key string, lines map[string]int) {
	l.Helper()
	entries, err := l.store.XRange(l.ctx, key, "-", "+").Result()
	if err != nil {
		l.Fatal(err)
	}
	for _, e := range entries {
		reason, _ := e.Values["r"].(string)
		fact, _ := e.Values["f"].(string)
		deed, _, _ := strings.Cut(reason, "-") // the rest is why it earned nothing
		lines[deed+" "+fact]++
	}
}

// keys are all of the workspace, wherever it lives now.
func (w *world) keys() []string {
	w.Helper()
	return kvtest.Keys(w, w.store, "{"+string(w.workspace())+"}:*")
}
