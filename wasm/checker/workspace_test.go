package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"strings"
	"testing"

	"vouch/shared/compile"
	"vouch/shared/packs"
	"vouch/shared/rule"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// workspace is what a device pinned, and the key behind it.
type workspace struct {
	public  ed25519.PublicKey
	private ed25519.PrivateKey
}

func newWorkspace(t *testing.T) workspace {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return workspace{public, private}
}

func (w workspace) seal(t *testing.T, kind seal.Kind, revision int64, payload []byte) []byte {
	t.Helper()
	sign := func(message []byte) []byte { return ed25519.Sign(w.private, message) }
	sealed, err := seal.Seal(sign, seal.Header{Kind: kind, Workspace: "acme", Revision: revision}, payload)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

// load is the frame that brings a payload to a device which holds the revision before.
func (w workspace) load(t *testing.T, kind seal.Kind, revision int64, payload []byte) []byte {
	t.Helper()
	return w.frame(revision-1, w.seal(t, kind, revision, payload))
}

func (w workspace) frame(newer int64, bundle []byte) []byte {
	return wire.AppendLoad(nil, wire.LoadRequest{
		Key: string(w.public), Workspace: "acme", Newer: newer, Bundle: bundle,
	})
}

// shippedImage is every shipped pack for a fictitious company.
func shippedImage(t *testing.T) []byte {
	t.Helper()
	all, err := packs.All()
	if err != nil {
		t.Fatal(err)
	}
	p, err := compile.Compile(all, &rule.Profile{
		Company:     rule.Company{Names: []string{"Acme"}, Tags: []string{"#AcmeEmployee"}},
		Products:    []rule.Product{{Name: "AcmeX"}, {Name: "Acme Cloud"}},
		Competitors: []string{"Globex"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p.Append(nil)
}

func askNative(m *module, function string, frame []byte) []byte {
	room := m.alloc(len(frame))
	copy(room, frame)
	ask := map[string]func(int) []byte{
		"load": m.load, "library": m.library, "check": m.check, "suggest": m.suggest,
		"near": m.near, "rulebook": m.rulebook,
	}[function]
	return append([]byte(nil), ask(len(frame))...)
}

func ok(t *testing.T, answer []byte) {
	t.Helper()
	if _, failed, err := wire.ReadAnswer(answer); err != nil || failed != nil {
		t.Error(failed, err)
	}
}

// codeOf is the code of a failure; "" of an answer.
func codeOf(answer []byte) string {
	if _, failed, err := wire.ReadAnswer(answer); err == nil && failed != nil {
		return failed.Code
	}
	return ""
}

func checkFrame(text string) []byte {
	return wire.AppendCheck(nil, wire.CheckRequest{Text: text, Surface: "post", Day: 20778})
}

func suggestFrame(text string) []byte {
	return wire.AppendSuggest(nil, wire.SuggestRequest{Draft: text, K: 5, NowMs: 1_795_219_200_000})
}

// corpus is drafts good and bad, and text that tries to be neither.
func corpus(t *testing.T) []string {
	t.Helper()
	drafts := []string{
		"", "\x00", " \n\n ", "Guaranteed 8% returns with AcmeX!!", "Two weeks in Lofoten. Rain, mostly.",
		"I work at Acme, and AcmeX is great. #AcmeEmployee", "𝐆𝐮𝐚𝐫𝐚𝐧𝐭𝐞𝐞𝐝 𝐫𝐞𝐭𝐮𝐫𝐧𝐬 with AcmeX",
		"Gua\u200branteed re\u00adturns, Acme", "#RiskFreeReturns #AcmeX", "R I S K free returns at Acme",
		"Acme: “returns are not guaranteed”", "a\xff\xfe Acme guaranteed \xed\xa0\x80 returns",
		strings.Repeat("e\u0301", 5000), strings.Repeat("🎉👩‍👩‍👧‍👦", 3000), strings.Repeat("Acme guaranteed returns. ", 2000),
		strings.Repeat("\n", 60_000), strings.Repeat("A", 190_000), strings.Repeat("((((“", 20_000),
	}
	for plane := rune(0); plane <= 0x10; plane++ {
		var b strings.Builder
		for r := plane << 16; r < plane<<16+0x10000; r += 7 {
			b.WriteRune(r)
		}
		drafts = append(drafts, "Acme returns "+b.String())
	}
	return drafts
}

func stories() []wire.Story {
	return []wire.Story{
		{ID: "s1", Title: "Acme Cloud in Oslo", Text: "A region near you.", Tags: []string{"cloud"}, PublishedMs: 1_795_000_000_000},
		{ID: "s2", Title: "How AcmeX is tested", Text: "Rain, drafts and patience."},
	}
}
