package surfaces_test

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/surfaces"
	"vouch/shared/seal"
)

type desk struct {
	*surfaces.Surfaces
	t      *testing.T
	ws     kv.Workspace
	public ed25519.PublicKey
}

func open(t *testing.T) *desk {
	t.Helper()
	public, key, err := ed25519.GenerateKey(nil)
	must(t, err)
	signer := func(kv.Workspace) (ed25519.PrivateKey, error) { return key, nil }
	now := func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }
	s, err := surfaces.New(kvtest.Start(t), signer, now)
	must(t, err)
	return &desk{Surfaces: s, t: t, ws: kvtest.Workspace(t), public: public}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func officer() auth.Person {
	return auth.Person{ID: "p1", Name: "Cora Compliance", Roles: []auth.Role{auth.Compliance}}
}

// mend is a file that adds a sign and breaks nothing.
func mend(sign string) surfaces.Submission {
	return surfaces.Submission{File: "mend.json", Why: "LinkedIn changed", JSON: []byte(`{
  "format": 1,
  "buttons": {"any": ["button", "[role=\"button\"]", "` + sign + `"], "graphics": ["svg", "img", "li-icon"]}
}`)}
}

func (d *desk) publish(sign string) surfaces.Change {
	d.t.Helper()
	c, err := d.Publish(d.t.Context(), d.ws, officer(), mend(sign))
	must(d.t, err)
	return c
}

// payload is what a device would read, verified as it does.
func (d *desk) payload() (surfaces.Ref, string) {
	d.t.Helper()
	ref, err := d.Ref(d.t.Context(), d.ws)
	must(d.t, err)
	bundle, err := d.Bundle(d.t.Context(), d.ws, ref.Digest)
	must(d.t, err)
	opened, err := seal.Open(bundle, d.public, seal.Expect{Kind: seal.Surfaces, Workspace: string(d.ws)})
	must(d.t, err)
	if opened.Revision != int64(ref.Revision) || len(bundle) != ref.Bytes {
		d.t.Errorf("%+v names another bundle than %+v", ref, opened.Header)
	}
	return ref, string(opened.Payload)
}

func TestAFileGoesLiveSealedAndARollbackIsANewRevision(t *testing.T) {
	d := open(t)
	if ref, err := d.Ref(t.Context(), d.ws); err != nil || ref.Revision != 0 {
		t.Fatalf("%+v, %v: nothing is live yet", ref, err)
	}
	d.publish("a.one")
	d.publish("a.two")
	if ref, text := d.payload(); ref.Revision != 2 || !strings.Contains(text, `"a.two"`) || strings.Contains(text, "\n") {
		t.Errorf("%+v holds %s", ref, text)
	}
	back, err := d.Rollback(t.Context(), d.ws, officer(), 0, "Two was worse")
	must(t, err)
	if ref, text := d.payload(); back.BackTo != 1 || ref.Revision != 3 || !strings.Contains(text, `"a.one"`) {
		t.Errorf("%+v: %+v holds %s", back, ref, text)
	}
	history, err := d.History(t.Context(), d.ws, 2)
	must(t, err)
	if len(history) != 2 || history[0].Act != surfaces.RolledBack || history[0].Why != "Two was worse" || history[1].Revision != 2 {
		t.Errorf("%+v", history)
	}
}

func TestARollbackOfTheFirstLeadsToWhatShips(t *testing.T) {
	d := open(t)
	if _, err := d.Rollback(t.Context(), d.ws, officer(), 0, "Why not"); !fault.Is(err, fault.NotFound) {
		t.Errorf("%v: nothing can be taken back", err)
	}
	d.publish("a.one")
	_, err := d.Rollback(t.Context(), d.ws, officer(), 0, "Worse")
	must(t, err)
	if ref, text := d.payload(); ref.Revision != 2 || text != `{"format":1}` {
		t.Errorf("%+v holds %s", ref, text)
	}
	if _, err := d.Rollback(t.Context(), d.ws, officer(), 9, "Worse"); !fault.Is(err, fault.NotFound) {
		t.Errorf("%v: there is no revision 9", err)
	}
}

func TestAFileThatBreaksAnExpectationIsRefusedWithThePlaceNamed(t *testing.T) {
	d := open(t)
	d.publish("a.one")
	for _, c := range []struct {
		text, file, field string
		line              int
		example           bool
	}{
		{`{"format": 1, "places": {"comment": {"structure": [".gone"]}}}`, "snapshots/comment-classic.html", "comment body classic", 0, true},
		{"{\"format\": 1,\n\"places\": {\"comment\": {\"structure\": [\"a:has(b)\"]}}}", "x.json", "places.comment.structure[0]", 2, false},
	} {
		_, err := d.Publish(t.Context(), d.ws, officer(), surfaces.Submission{File: "x.json", JSON: []byte(c.text), Why: "A slip"})
		var refused *surfaces.RefusedError
		if !errors.As(err, &refused) || !fault.Is(err, fault.Invalid) {
			t.Fatalf("%s: %v", c.text, err)
		}
		found := false
		for _, p := range refused.Problems {
			found = found || p.File == c.file && p.Field == c.field && p.Line == c.line && p.Example == c.example
		}
		if !found {
			t.Errorf("%s: %+v", c.text, refused.Problems)
		}
	}
	if ref, _ := d.payload(); ref.Revision != 1 {
		t.Errorf("%+v: what was live is not", ref)
	}
}

func TestOnlyComplianceMayAndSaysWhy(t *testing.T) {
	d := open(t)
	author := auth.Person{ID: "p2", Roles: []auth.Role{auth.Author}}
	if _, err := d.Publish(t.Context(), d.ws, author, mend("a.one")); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an author published: %v", err)
	}
	if _, err := d.Rollback(t.Context(), d.ws, author, 0, "Why"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an author rolled back: %v", err)
	}
	silent := mend("a.one")
	silent.Why = " "
	if _, err := d.Publish(t.Context(), d.ws, officer(), silent); !fault.Is(err, fault.Invalid) {
		t.Errorf("without a reason: %v", err)
	}
}

func TestOfManyWhoPublishAtOnceEachIsARevisionOrAConflict(t *testing.T) {
	d := open(t)
	var running sync.WaitGroup
	var mu sync.Mutex
	revisions, conflicts := map[surfaces.Revision]bool{}, 0
	for i := range 12 {
		running.Go(func() {
			c, err := d.Publish(t.Context(), d.ws, officer(), mend(fmt.Sprintf("a.n%d", i)))
			mu.Lock()
			defer mu.Unlock()
			if fault.Is(err, fault.Conflict) {
				conflicts++
				return
			}
			if err != nil || revisions[c.Revision] {
				t.Errorf("revision %d: %v", c.Revision, err)
			}
			revisions[c.Revision] = true
		})
	}
	running.Wait()
	ref, _ := d.payload()
	if int(ref.Revision)+conflicts != 12 {
		t.Errorf("%d revisions and %d conflicts of 12", ref.Revision, conflicts)
	}
}
