package main

import (
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"testing"

	"vouch/shared/check"
	"vouch/shared/near"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// The rules that a person is under are those that drafts are judged by, in words.
func TestTheRulebookListsTheProgram(t *testing.T) {
	guest := startGuest(t)
	if got := codeOf(guest.ask(t, "rulebook", bookFrame(check.Context{}))); got != wire.FailEmpty {
		t.Errorf("before any rules: %q", got)
	}
	ok(t, guest.ask(t, "load", newWorkspace(t).load(t, seal.Rules, 2, shippedImage(t))))
	packs := map[string]int{}
	for _, r := range bookOf(t, guest, check.Context{}) {
		packs[r.Pack]++
		if r.ID == "" || r.Title == "" || r.Why == "" || r.Severity == "" {
			t.Errorf("says nothing: %+v", r)
		}
	}
	if packs["ftc"] == 0 || packs["sec"] == 0 || len(packs) < 5 {
		t.Errorf("rules by pack: %v", packs)
	}
}

// Of the shipped rules some ask where somebody works, and some speak of what a company without
// medicines has none of.
func TestTheRulebookTellsWhomARuleConcerns(t *testing.T) {
	guest := startGuest(t)
	ok(t, guest.ask(t, "load", newWorkspace(t).load(t, seal.Rules, 2, shippedImage(t))))
	for _, c := range []struct {
		rule string
		of   check.Context
		want string
	}{
		{"ftc.disclose.buried", check.Context{}, "mine"},
		{"hr.pay", check.Context{}, "theirs"},
		{"hr.pay", check.Context{Country: "US-CO"}, "mine"},
		{"crisis.pause", check.Context{}, "theirs"},
		{"crisis.pause", check.Context{Paused: true}, "mine"},
		{"fda.unsolicited", check.Context{}, "not told"},
		{"fd.results", check.Context{}, "not told"},
	} {
		got := "not told"
		for _, r := range bookOf(t, guest, c.of) {
			if r.ID == c.rule {
				got = map[bool]string{true: "mine", false: "theirs"}[r.Mine]
			}
		}
		if got != c.want {
			t.Errorf("%s of %+v: %s, want %s", c.rule, c.of, got, c.want)
		}
	}
}

func bookFrame(of check.Context) []byte {
	return wire.AppendRulebookRequest(nil, wire.RulebookRequest{Day: 20778, Context: of})
}

func bookOf(t *testing.T, guest *guest, of check.Context) []wire.BookRule {
	t.Helper()
	answer, failed, err := wire.ReadAnswer(guest.ask(t, "rulebook", bookFrame(of)))
	if failed != nil || err != nil {
		t.Fatal(failed, err)
	}
	var book struct{ Rules []wire.BookRule }
	if err := json.Unmarshal(answer, &book); err != nil {
		t.Fatal(err)
	}
	return book.Rules
}

func TestANearPostIsPointedOut(t *testing.T) {
	const post = "We opened our new office in Oslo today, and I could not be prouder of the forty people who made it happen."
	print := (&near.Reader{}).Of(post)
	week := binary.LittleEndian.AppendUint64(nil, uint64(print))
	week = append(week, 3, 2)
	guest := startGuest(t)
	for _, c := range []struct {
		name, text, own string
		want            wire.Near
	}{
		{"nearly the same", "Wow! " + post, "", wire.Near{Count: 2, Age: 3}},
		{"one of them mine", post, string(week[:8]), wire.Near{Count: 1, Age: 3}},
		{"another post", "Our database now keeps its backups in two more places, which nobody will ever notice, and that is the point.", "", wire.Near{}},
		{"too short", "Oslo!", "", wire.Near{}},
	} {
		frame := wire.AppendNear(nil, wire.NearRequest{Text: c.text, Week: string(week), Own: c.own})
		answer, failed, err := wire.ReadAnswer(guest.ask(t, "near", frame))
		if failed != nil || err != nil {
			t.Fatal(c.name, failed, err)
		}
		var got wire.Near
		if err := json.Unmarshal(answer, &got); err != nil {
			t.Fatal(err)
		}
		if want := (&near.Reader{}).Of(c.text).String(); got.Print != want {
			t.Errorf("%s: %q, natively %q", c.name, got.Print, want)
		}
		if bits, err := hex.DecodeString(got.Print); got.Print != "" && (err != nil || len(bits) != 8) {
			t.Errorf("%s: %q is no fingerprint", c.name, got.Print)
		}
		if got.Print = ""; got != c.want {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
