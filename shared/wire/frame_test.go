package wire_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"reflect"
	"testing"

	"vouch/shared/check"
	"vouch/shared/wire"
)

const goldenFile = "testdata/frames.json"

var update = flag.Bool("update", false, "write testdata/frames.json anew")

// golden is one line of testdata/frames.json, which extension/wire/frames.test.ts reads as well:
// the request as TypeScript writes it, and the frame both sides must make of it.
type golden struct {
	Name    string         `json:"name"`
	Kind    string         `json:"kind"` // check, suggest, load
	Request map[string]any `json:"request"`
	Frame   string         `json:"frame"` // hex
}

func TestFramesStandAsPinned(t *testing.T) {
	var got []golden
	for _, f := range frames() {
		got = append(got, golden{f.name, f.kind, f.request, hex.EncodeToString(f.frame)})
	}
	encoded, err := json.MarshalIndent(got, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	encoded = append(encoded, '\n')
	if *update {
		if err := os.WriteFile(goldenFile, encoded, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pinned, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(pinned) != string(encoded) {
		t.Errorf("the frames changed: raise the version, then run with -update\n%s", encoded)
	}
}

type pinned struct {
	name, kind string
	request    map[string]any
	frame      []byte
}

func frames() []pinned {
	return []pinned{
		{
			"a plain post", "check",
			map[string]any{"text": "Guaranteed 8% returns", "surface": "post", "day": 20778},
			wire.AppendCheck(nil, wire.CheckRequest{Text: "Guaranteed 8% returns", Surface: "post", Day: 20778}),
		},
		{
			"every circumstance", "check",
			map[string]any{
				"text": "“Déjà vu” 🎉", "surface": "comment", "day": -1, "lang": "fr",
				"context": map[string]any{
					"country": "US-CO", "role": "officer", "sector": "finance", "licence": "series7", "team": "sales", "compensated": true,
					"nonuser": true, "image": true, "paid_media": true, "in_registration": true,
					"paused": true, "static": true,
				},
			},
			wire.AppendCheck(nil, wire.CheckRequest{
				Text: "“Déjà vu” 🎉", Surface: "comment", Day: -1, Lang: "fr",
				Context: check.Context{
					Country: "US-CO", Role: "officer", Sector: "finance", Licence: "series7", Team: "sales", Compensated: true,
					NonUser: true, Image: true, PaidMedia: true, InRegistration: true,
					Paused: true, Static: true,
				},
			}),
		},
		{
			"one circumstance", "check",
			map[string]any{
				"text": "", "surface": "static", "day": 0,
				"context": map[string]any{"paid_media": true},
			},
			wire.AppendCheck(nil, wire.CheckRequest{Surface: "static", Context: check.Context{PaidMedia: true}}),
		},
		{
			"a page and a draft", "suggest",
			map[string]any{"page": "Cloud\nin Oslo", "draft": "AcmeX", "k": 3, "now_ms": 1795219200000},
			wire.AppendSuggest(nil, wire.SuggestRequest{Page: "Cloud\nin Oslo", Draft: "AcmeX", K: 3, NowMs: 1795219200000}),
		},
		{
			"a post among a week's", "near",
			map[string]any{"text": "Oslo – tak", "week": "0102", "own": "ff"},
			wire.AppendNear(nil, wire.NearRequest{Text: "Oslo – tak", Week: "\x01\x02", Own: "\xff"}),
		},
		{
			"whose rules", "rulebook",
			map[string]any{"day": 20778, "context": map[string]any{"country": "DE", "compensated": true}},
			wire.AppendRulebookRequest(nil, wire.RulebookRequest{Day: 20778, Context: check.Context{Country: "DE", Compensated: true}}),
		},
		{
			"a bundle", "load",
			map[string]any{"key": "0102", "workspace": "acme", "newer": 41, "held": "ff", "bundle": "56534541"},
			wire.AppendLoad(nil, wire.LoadRequest{
				Key: "\x01\x02", Workspace: "acme", Newer: 41, Held: "\xff", Bundle: []byte("VSEA"),
			}),
		},
	}
}

func TestRequestsComeBack(t *testing.T) {
	checked := wire.CheckRequest{
		Text: "A\x00b", Surface: "post", Day: 1, Lang: "en",
		Context: check.Context{Role: "officer", Image: true},
	}
	if got, err := wire.ReadCheck(wire.AppendCheck(nil, checked)); err != nil || got != checked {
		t.Errorf("check: %+v, %v", got, err)
	}
	asked := wire.SuggestRequest{Page: "p", Draft: "d", K: 5, NowMs: 6}
	if got, err := wire.ReadSuggest(wire.AppendSuggest(nil, asked)); err != nil || got != asked {
		t.Errorf("suggest: %+v, %v", got, err)
	}
	near := wire.NearRequest{Text: "t", Week: "w", Own: "o"}
	if got, err := wire.ReadNear(wire.AppendNear(nil, near)); err != nil || got != near {
		t.Errorf("near: %+v, %v", got, err)
	}
	whose := wire.RulebookRequest{Day: 2, Context: check.Context{Team: "sales", Paused: true}}
	if got, err := wire.ReadRulebookRequest(wire.AppendRulebookRequest(nil, whose)); err != nil || got != whose {
		t.Errorf("rulebook: %+v, %v", got, err)
	}
	brought := wire.LoadRequest{Key: "k", Workspace: "w", Newer: 3, Held: "h", Bundle: []byte("bundle")}
	if got, err := wire.ReadLoad(wire.AppendLoad(nil, brought)); err != nil || !reflect.DeepEqual(got, brought) {
		t.Errorf("load: %+v, %v", got, err)
	}
	if got, err := wire.ReadLibrary(wire.AppendLibrary(nil, stories())); err != nil || !reflect.DeepEqual(got, stories()) {
		t.Errorf("library: %+v, %v", got, err)
	}
}

func TestAnswersComeBack(t *testing.T) {
	got, failed, err := wire.ReadAnswer(append(wire.BeginJSON(nil), `{"a":1}`...))
	if err != nil || failed != nil || string(got) != `{"a":1}` {
		t.Errorf("JSON: %q, %v, %v", got, failed, err)
	}
	want := wire.Failure{Code: wire.FailLimit, Message: "too long"}
	got, failed, err = wire.ReadAnswer(wire.AppendFailure(nil, want))
	if err != nil || got != nil || *failed != want {
		t.Errorf("failure: %q, %v, %v", got, failed, err)
	}
	if _, _, err = wire.ReadAnswer(nil); !errors.Is(err, wire.ErrFrame) {
		t.Errorf("nothing: %v", err)
	}
}

func TestSuggestionsAreTheirTypesJSON(t *testing.T) {
	list := []wire.Suggestion{{Story: stories()[0], Score: 1.25, Reasons: []string{"“Cloud” \\ 1\n"}}}
	var got []wire.Suggestion
	if err := json.Unmarshal(wire.AppendSuggestions(nil, list), &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, list) {
		t.Errorf("%+v, want %+v", got, list)
	}
	near := wire.Near{Print: "00000000000000aa", Count: 2, Age: 6}
	var nearBack wire.Near
	if err := json.Unmarshal(wire.AppendNearAnswer(nil, near), &nearBack); err != nil || nearBack != near {
		t.Errorf("%+v, %v", nearBack, err)
	}
	book := []wire.BookRule{{
		ID: "a.b", Pack: "a", Title: "t", Why: "w", Severity: "warn", Owner: "o", Override: true, Protect: true,
		From: "2026-11-22", Until: "2027-01-01", Surfaces: []string{"post"},
		Source: wire.Source{Title: "s", URL: "u", Checked: "c", By: "b"}, Mine: true,
		Only: [][]string{{"country=DE", "!paused"}, {"image"}},
	}, {ID: "c", Surfaces: []string{}, Only: [][]string{}}}
	var bookBack struct{ Rules []wire.BookRule }
	if err := json.Unmarshal(wire.AppendRulebook(nil, book), &bookBack); err != nil || !reflect.DeepEqual(bookBack.Rules, book) {
		t.Errorf("%+v, %v", bookBack, err)
	}
	held := wire.Loaded{Kind: "rules", Revision: 7, IssuedMs: 8, Unchanged: true, Items: 9}
	var back wire.Loaded
	if err := json.Unmarshal(wire.AppendLoaded(nil, held), &back); err != nil || back != held {
		t.Errorf("%+v, %v", back, err)
	}
}

// Any bytes are a request or ErrFrame, and what is read is written back as it was.
func FuzzFrames(f *testing.F) {
	for _, frame := range frames() {
		f.Add(frame.frame)
	}
	f.Add(wire.AppendLibrary(nil, stories()))
	f.Add([]byte{wire.FrameVersion, 0xff, 0xff, 0xff, 0x7f})
	f.Fuzz(func(t *testing.T, frame []byte) {
		if q, err := wire.ReadSuggest(frame); err == nil {
			same(t, frame, wire.AppendSuggest(nil, q))
		}
		if q, err := wire.ReadNear(frame); err == nil {
			same(t, frame, wire.AppendNear(nil, q))
		}
		if q, err := wire.ReadLoad(frame); err == nil {
			same(t, frame, wire.AppendLoad(nil, q))
		}
		if list, err := wire.ReadLibrary(frame); err == nil {
			same(t, frame, wire.AppendLibrary(nil, list))
		}
		if q, err := wire.ReadRulebookRequest(frame); err == nil {
			again, err := wire.ReadRulebookRequest(wire.AppendRulebookRequest(nil, q))
			if err != nil || again != q {
				t.Errorf("%x came back as %+v, %v", frame, again, err)
			}
		}
		if q, err := wire.ReadCheck(frame); err == nil {
			again, err := wire.ReadCheck(wire.AppendCheck(nil, q))
			if err != nil || again != q {
				t.Errorf("%x came back as %+v, %v", frame, again, err)
			}
		}
	})
}

func same(t *testing.T, want, got []byte) {
	t.Helper()
	if string(got) != string(want) {
		t.Errorf("%x came back as %x", want, got)
	}
}

func stories() []wire.Story {
	return []wire.Story{
		{
			ID: "s1", Title: "Acme Cloud in Oslo", Text: "A region near you.", Tags: []string{"cloud", "nordics"},
			Captions: []string{"We are in Oslo. {link}"}, Campaign: "Nordics",
			Destination: "https://acme.example/oslo", PublishedMs: 1795000000000, UntilMs: 1799000000000,
		},
		{ID: "s2"},
	}
}
