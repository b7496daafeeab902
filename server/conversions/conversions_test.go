package conversions_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/conversions"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

// shop is a workspace with one link, and a clock that the test moves.
type shop struct {
	*conversions.Service
	link  conversions.Link
	clock time.Time
	facts []activity.Fact
	told  map[string]bool
}

func open(t *testing.T) *shop {
	t.Helper()
	s := &shop{
		link: conversions.Link{
			Workspace: kvtest.Workspace(t), Code: "Ab3dEf7h", Story: "s1", Advocate: "p-ada", Team: "field",
		},
		clock: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), told: map[string]bool{},
	}
	s.Service = conversions.New(kvtest.Start(t), s, s, []byte(strings.Repeat("k", 32)), func() time.Time { return s.clock })
	return s
}

// Link implements conversions.Links.
func (s *shop) Link(_ context.Context, code activity.Code) (conversions.Link, error) {
	if code != s.link.Code {
		return conversions.Link{}, fault.New(fault.NotFound, "No such link.")
	}
	return s.link, nil
}

// Convert implements conversions.Log.
func (s *shop) Convert(_ context.Context, _ kv.Workspace, fact activity.Fact) (bool, error) {
	if s.told[fact.ID] {
		return false, nil
	}
	s.told[fact.ID] = true
	s.facts = append(s.facts, fact)
	return true, nil
}

// postback sends a report as a shop would, signed with a secret.
func (s *shop) postback(t *testing.T, report conversions.Report, secret string) (conversions.Outcome, error) {
	t.Helper()
	body, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	return s.Postback(t.Context(), report, body, conversions.Sign(secret, body, s.clock))
}

func (s *shop) secret(t *testing.T) string {
	t.Helper()
	secret, err := s.Secret(t.Context(), s.link.Workspace)
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

func TestAnOrderCountsOnce(t *testing.T) {
	s := open(t)
	report := conversions.Report{
		Click: s.Token(s.link.Code, s.clock.Add(-time.Hour)), First: s.Token(s.link.Code, s.clock.AddDate(0, 0, -9)),
		Order: "A-1001", Goal: "sale", Value: 1999, Currency: "EUR",
	}
	if got, err := s.Told(t.Context(), report); err != nil || got != conversions.Recorded {
		t.Errorf("told by the browser: %s, %v", got, err)
	}
	for _, want := range []conversions.Outcome{conversions.Recorded, conversions.Duplicate} {
		if got, err := s.postback(t, report, s.secret(t)); err != nil || got != want {
			t.Errorf("%s, %v; want %s", got, err, want)
		}
		s.clock = s.clock.AddDate(0, 0, 20)
	}
	if len(s.facts) != 2 {
		t.Fatalf("%d facts", len(s.facts))
	}
	told, verified := s.facts[0], s.facts[1]
	if told.Reason != activity.Unverified || verified.Reason != "" || verified.Advocate != "p-ada" ||
		verified.Amount != 1999 || verified.Currency != "EUR" || verified.Goal != "sale" ||
		verified.Of != "Ab3dEf7h@2026-11-21T11:00:00Z" || verified.First != "Ab3dEf7h@2026-11-12T12:00:00Z" {
		t.Errorf("%+v\n%+v", told, verified)
	}
}

func TestReportsThatAreNotBelieved(t *testing.T) {
	s := open(t)
	good := conversions.Report{Click: s.Token(s.link.Code, s.clock), Order: "1", Goal: "lead"}
	cases := []struct {
		name, field string
		change      func(*conversions.Report)
	}{
		{"no cid", "cid", func(r *conversions.Report) { r.Click = "" }},
		{"one letter else", "cid", func(r *conversions.Report) { r.Click = "B" + r.Click[1:] }},
		{"too old", "cid", func(r *conversions.Report) { r.Click = s.Token(s.link.Code, s.clock.Add(-31*24*time.Hour)) }},
		{"of no link", "cid", func(r *conversions.Report) { r.Click = s.Token("Zz3dEf7h", s.clock) }},
		{"no order", "order", func(r *conversions.Report) { r.Order = "" }},
		{"another goal", "goal", func(r *conversions.Report) { r.Goal = "like" }},
		{"less than nothing", "value", func(r *conversions.Report) { r.Value = -1 }},
		{"of no currency", "currency", func(r *conversions.Report) { r.Value, r.Currency = 1, "euro" }},
	}
	for _, c := range cases {
		report := good
		c.change(&report)
		_, err := s.postback(t, report, s.secret(t))
		if f, ok := fault.As(err); !ok || f.Kind != fault.Invalid || f.Field != c.field {
			t.Errorf("%s: %v, want a fault at %s", c.name, err, c.field)
		}
	}
	if len(s.facts) != 0 {
		t.Errorf("recorded %+v", s.facts)
	}
}

func TestSignatures(t *testing.T) {
	s := open(t)
	report := conversions.Report{Click: s.Token(s.link.Code, s.clock), Order: "1", Goal: "lead"}
	body := []byte(`{"cid":"..."}`)
	old := s.secret(t)
	good := conversions.Sign(old, body, s.clock)
	cases := map[string]string{
		"none": "", "nonsense": "v1=00", "no hex": "t=1,v1=zz", "another secret": conversions.Sign("x", body, s.clock),
		"another body": conversions.Sign(old, []byte("{}"), s.clock), "six minutes ago": conversions.Sign(old, body, s.clock.Add(-6*time.Minute)),
		"in six minutes": conversions.Sign(old, body, s.clock.Add(6*time.Minute)), "one digit else": good[:len(good)-1] + "g",
	}
	for name, header := range cases {
		if _, err := s.Postback(t.Context(), report, body, header); !fault.Is(err, fault.Unauthorized) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, works := range []bool{true, false} { // the one before the current works, an older one no more
		next, err := s.Rotate(t.Context(), s.link.Workspace)
		if err != nil || next == old {
			t.Fatal(next, err)
		}
		if _, err := s.Postback(t.Context(), report, body, good); (err == nil) != works {
			t.Errorf("the old secret: %v, works %t", err, works)
		}
	}
}

// Whatever comes as a cid or a signature is refused, and nothing breaks.
func FuzzReports(f *testing.F) {
	f.Add("AAAA", "t=1,v1=00")
	f.Add("QWIzZEVmN2gAAAAAAAAAAAAAAAA", "t=99999999999999999999,v1=")
	f.Fuzz(func(t *testing.T, cid, header string) {
		s := conversions.New(nil, &shop{}, nil, []byte("k"), time.Now)
		if _, err := s.Postback(t.Context(), conversions.Report{Click: cid, Order: "1", Goal: "lead"}, nil, header); err == nil {
			t.Fatalf("believed %q", cid)
		}
	})
}
