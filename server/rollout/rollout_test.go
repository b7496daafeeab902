package rollout_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/rollout"
	"vouch/shared/check"
	"vouch/shared/program"
	"vouch/shared/seal"
)

const pack = `pack: tone
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
    examples:
      flag: ["Acme is the best in the world."]
      pass: ["Acme is good."]
`

const profile = "company: {names: [Acme]}\n"

type desk struct {
	*rollout.Rollout
	t      *testing.T
	ws     kv.Workspace
	store  *kv.Store
	public ed25519.PublicKey
}

func open(t *testing.T) *desk {
	t.Helper()
	public, key, err := ed25519.GenerateKey(nil)
	must(t, err)
	store := kvtest.Start(t)
	signer := func(kv.Workspace) (ed25519.PrivateKey, error) { return key, nil }
	now := func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }
	return &desk{
		Rollout: rollout.New(store, signer, now), t: t, ws: kvtest.Workspace(t), store: store, public: public,
	}
}

func officer() auth.Person {
	return auth.Person{ID: "p1", Name: "Cora Compliance", Roles: []auth.Role{auth.Advocate, auth.Compliance}, State: auth.Active}
}

func (d *desk) begin() rollout.Change {
	d.t.Helper()
	c, err := d.Begin(d.t.Context(), d.ws, officer(), map[string][]byte{"tone": []byte(pack)}, []byte(profile), "the first rules")
	must(d.t, err)
	return c
}

func (d *desk) publish(yaml string) (rollout.Change, error) {
	return d.Publish(d.t.Context(), d.ws, officer(), rollout.Submission{File: "tone.yaml", YAML: []byte(yaml), Why: "because"})
}

// verdict asks the engine, with what is live, about the claim that the pack is about.
func (d *desk) verdict() check.Severity {
	d.t.Helper()
	checker, err := d.Checker(d.t.Context(), d.ws)
	must(d.t, err)
	report, err := checker.Check(check.Draft{Text: "Acme is the best in the world.", Date: 20778})
	must(d.t, err)
	return report.Verdict
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsPublishedIsJudgedAndSealed(t *testing.T) {
	d := open(t)
	if got := d.verdict(); got != check.Clear {
		t.Errorf("before anything is live: %v", got)
	}
	c := d.begin()
	if got := d.verdict(); got != check.Block {
		t.Errorf("with the pack live: %v", got)
	}
	bundle, err := d.Bundle(t.Context(), d.ws, string(c.State.Bundle))
	must(t, err)
	opened, err := seal.Open(bundle, d.public, seal.Expect{Kind: seal.Rules, Workspace: string(d.ws)})
	must(t, err)
	if opened.Revision != 1 || len(bundle) != c.State.Bytes {
		t.Errorf("revision %d of %d bytes", opened.Revision, len(bundle))
	}
}

// Devices get embargoed names as hashes under a key of the workspace's own, and as nothing else.
func TestEmbargoedNamesTravelAsHashes(t *testing.T) {
	d := open(t)
	d.begin()
	c, err := d.PublishProfile(t.Context(), d.ws, officer(), rollout.Submission{
		File: "profile.yaml", Why: "a launch", YAML: []byte(profile + "embargoes: [{phrase: Quarterhorse, until: 2027-03-02}]\n"),
	})
	must(t, err)
	bundle, err := d.Bundle(t.Context(), d.ws, string(c.State.Bundle))
	must(t, err)
	if bytes.Contains(bytes.ToLower(bundle), []byte("quarterhorse")) {
		t.Error("the bundle holds the name")
	}
	opened, err := seal.Open(bundle, d.public, seal.Expect{Kind: seal.Rules, Workspace: string(d.ws)})
	must(t, err)
	live, err := program.Load(opened.Payload)
	must(t, err)
	if live.Embargoes.Key == [16]byte{} || len(live.Embargoes.Names) != 1 {
		t.Errorf("%d hashes under the key %x", len(live.Embargoes.Names), live.Embargoes.Key)
	}
	checker, err := d.Checker(t.Context(), d.ws)
	must(t, err)
	report, err := checker.Check(check.Draft{Text: "Quarterhorse is coming", Date: 20778})
	must(t, err)
	if report.Personal {
		t.Error("an embargoed name does not open the gate")
	}
}

func TestARefusedPackNamesItsPlaceAndTheLiveOneStays(t *testing.T) {
	cases := []struct {
		name, from, to string
		line           int
		rule, field    string
		reason         string
		examples       bool
	}{
		{"no YAML", "title: Tone", "title: [", 0, "", "", "", false},
		{"unknown operator", "find: {phrases:", "find: {frases:", 13, "tone.best", "find.frases", "phrases", false},
		{"an example that fails", `pass: ["Acme is good."]`, `pass: ["Acme is the best in the world!"]`, 16, "tone.best", "examples.pass", "must pass", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := open(t)
			before := d.begin()
			_, err := d.publish(strings.Replace(pack, c.from, c.to, 1))
			var refused *rollout.RefusedError
			if !errors.As(err, &refused) || !fault.Is(err, fault.Invalid) || len(refused.Problems) == 0 {
				t.Fatalf("err = %v", err)
			}
			p := refused.Problems[0]
			if p.File != "tone.yaml" || p.Reason == "" || c.line != 0 && p.Line != c.line || c.rule != "" && p.Rule != c.rule {
				t.Errorf("problem %+v", p)
			}
			if !strings.Contains(p.Reason, c.reason) || refused.Examples() != c.examples {
				t.Errorf("problem %+v, examples %v", p, refused.Examples())
			}
			ref, err := d.Ref(t.Context(), d.ws)
			must(t, err)
			if ref.Revision != before.Revision || ref.Digest != before.State.Bundle {
				t.Errorf("live is %+v", ref)
			}
		})
	}
}

// The name is repeated with every problem: a long one of a long pack would answer in gigabytes.
func TestALongFileNameIsRefused(t *testing.T) {
	d := open(t)
	_, err := d.Publish(t.Context(), d.ws, officer(), rollout.Submission{
		File: strings.Repeat("f", 256), YAML: []byte(strings.Repeat("x: 1\n", 1000)), Why: "because",
	})
	if f, ok := fault.As(err); !ok || f.Kind != fault.Invalid || f.Field != "file" || len(err.Error()) > 1000 {
		t.Errorf("err = %v", err)
	}
}

func TestARollbackIsANewRevisionWithTheOldContent(t *testing.T) {
	d := open(t)
	d.begin()
	softer := strings.Replace(pack, "severity: block", "severity: warn", 1)
	second, err := d.publish(softer)
	must(t, err)
	if d.verdict() != check.Warn {
		t.Error("the edit is not live")
	}
	if !strings.Contains(second.Diff, "-    severity: block\n+    severity: warn\n") {
		t.Errorf("difference:\n%s", second.Diff)
	}
	for _, to := range []rollout.Revision{1, 0} { // 0: the one before the newest
		back, err := d.Rollback(t.Context(), d.ws, officer(), to, "too soft")
		if to == 0 {
			if d.verdict() != check.Warn || back.Revision != 4 {
				t.Errorf("back to the one before: %+v", back)
			}
			continue
		}
		must(t, err)
		if back.Revision != 3 || back.BackTo != 1 || back.Act != rollout.RolledBack {
			t.Errorf("%+v", back)
		}
		if d.verdict() != check.Block {
			t.Error("the old content is not live")
		}
	}
}

func TestEveryChangeIsRecorded(t *testing.T) {
	d := open(t)
	d.begin()
	_, err := d.publish(strings.Replace(pack, "severity: block", "severity: warn", 1))
	must(t, err)
	_, err = d.PublishProfile(t.Context(), d.ws, officer(), rollout.Submission{YAML: []byte("company: {names: [Acme, Apex]}\n"), Why: "a second name"})
	must(t, err)
	_, err = d.Retire(t.Context(), d.ws, officer(), "tone", "not needed")
	must(t, err)
	history, err := d.History(t.Context(), d.ws, 10)
	must(t, err)
	acts := []rollout.Act{rollout.Retired, rollout.Profiled, rollout.Published, rollout.Published}
	if len(history) != len(acts) {
		t.Fatalf("%d changes", len(history))
	}
	for i, c := range history {
		if c.Act != acts[i] || c.Revision != rollout.Revision(len(acts)-i) || c.WhoName != "Cora Compliance" || c.Why == "" || c.Diff == "" || c.At.IsZero() {
			t.Errorf("change %+v", c)
		}
	}
}

func TestOnlyComplianceChangesRules(t *testing.T) {
	d := open(t)
	d.begin()
	ctx, advocate := t.Context(), auth.Person{Name: "Ada Advocate", Roles: []auth.Role{auth.Advocate, auth.Author, auth.Administrator}, State: auth.Active}
	other := rollout.Submission{File: "tone.yaml", YAML: []byte(strings.Replace(pack, "block", "warn", 1)), Why: "because"}
	acts := map[string]func() error{
		"publish":  func() error { _, err := d.Publish(ctx, d.ws, advocate, other); return err },
		"profile":  func() error { _, err := d.PublishProfile(ctx, d.ws, advocate, other); return err },
		"rollback": func() error { _, err := d.Rollback(ctx, d.ws, advocate, 1, "because"); return err },
		"retire":   func() error { _, err := d.Retire(ctx, d.ws, advocate, "tone", "because"); return err },
	}
	for name, act := range acts {
		if err := act(); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAReasonIsNeededAndTheSameAgainIsNoChange(t *testing.T) {
	d := open(t)
	d.begin()
	_, err := d.Publish(t.Context(), d.ws, officer(), rollout.Submission{File: "tone.yaml", YAML: []byte(pack), Why: "  "})
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := d.publish(pack); !fault.Is(err, fault.Conflict) {
		t.Errorf("the same again: %v", err)
	}
	if _, err := d.Rollback(t.Context(), d.ws, officer(), 9, "because"); !fault.Is(err, fault.NotFound) {
		t.Errorf("an unknown revision: %v", err)
	}
}

func TestOfTwoWhoPublishAtOnceOneGetsAConflict(t *testing.T) {
	d := open(t)
	d.begin()
	const many = 6
	var wait sync.WaitGroup
	errs := make([]error, many)
	for i := range many {
		wait.Go(func() {
			yaml := strings.Replace(pack, "Nobody can prove it.", strings.Repeat("Really. ", i+1), 1)
			_, errs[i] = d.Publish(t.Context(), d.ws, officer(), rollout.Submission{
				File: "tone.yaml", YAML: []byte(yaml), Why: "because", Based: 1,
			})
		})
	}
	wait.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else if !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
	}
	ref, err := d.Ref(t.Context(), d.ws)
	must(t, err)
	if won != 1 || ref.Revision != 2 {
		t.Errorf("%d were published, revision %d", won, ref.Revision)
	}
}

func TestStreamsHearOfANewRevision(t *testing.T) {
	d := open(t)
	heard := d.store.Subscribe(t.Context(), kv.Revisions(d.ws))
	t.Cleanup(func() { _ = heard.Close() })
	_, err := heard.Receive(t.Context())
	must(t, err)
	d.begin()
	message, err := heard.ReceiveMessage(t.Context())
	must(t, err)
	if message.Payload != "rules 1" {
		t.Errorf("heard %q", message.Payload)
	}
}

func TestAReplacedBundleStaysForADay(t *testing.T) {
	d := open(t)
	first := d.begin()
	_, err := d.publish(strings.Replace(pack, "block", "warn", 1))
	must(t, err)
	if _, err := d.Bundle(t.Context(), d.ws, string(first.State.Bundle)); err != nil {
		t.Errorf("a browser half-way through fetching it: %v", err)
	}
	left, err := d.store.TTL(t.Context(), kv.Key(d.ws, "rules", "bundle", string(first.State.Bundle))).Result()
	must(t, err)
	if left <= 0 || left > 24*time.Hour {
		t.Errorf("it stays %v", left)
	}
}
