package main

import (
	"bytes"
	"compress/gzip"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"

	"vouch/shared/seal"
	"vouch/shared/wire"
)

// Principle 1: what the module imports is all it can reach.
func TestItCanReachNothing(t *testing.T) {
	runtime := wazero.NewRuntime(t.Context())
	defer func() { _ = runtime.Close(t.Context()) }()
	compiled, err := runtime.CompileModule(t.Context(), wasmBytes(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range compiled.ImportedFunctions() {
		module, name, _ := f.Import()
		if module != "wasi_snapshot_preview1" || strings.HasPrefix(name, "path_") || strings.HasPrefix(name, "sock_") {
			t.Errorf("it imports %s.%s", module, name)
		}
	}
	if len(compiled.ImportedMemories()) > 0 {
		t.Error("it shares its memory")
	}
}

// The budget of the whole module, compressed as a store compresses it: 1.0 MB.
func TestItIsSmall(t *testing.T) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(wasmBytes(t)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if packed.Len() > 1_000_000 {
		t.Errorf("checker.wasm has %d bytes compressed", packed.Len())
	}
}

// Principle 2: one engine, one verdict. Each frame goes to the same code natively and under
// Wasm, and the answers are the same bytes.
func TestTheSameAnswersNativelyAndUnderWasm(t *testing.T) {
	pinned := newWorkspace(t)
	guest, native := startGuest(t), &module{}
	both := func(function string, frame []byte) []byte {
		t.Helper()
		want := askNative(native, function, frame)
		got := guest.ask(t, function, frame)
		if !bytes.Equal(got, want) {
			t.Errorf("%s of %.60q:\nwasm   %q\nnative %q", function, frame, got, want)
		}
		return got
	}
	both("check", checkFrame("nothing is loaded"))
	both("suggest", suggestFrame("nothing is loaded"))
	ok(t, both("load", pinned.load(t, seal.Rules, 2, shippedImage(t))))
	ok(t, both("library", pinned.load(t, seal.Library, 2, wire.AppendLibrary(nil, stories()))))
	for _, text := range corpus(t) {
		ok(t, both("check", checkFrame(text)))
		ok(t, both("suggest", suggestFrame(text)))
	}
	both("load", pinned.load(t, seal.Library, 3, shippedImage(t)))
	both("load", pinned.load(t, seal.Rules, 3, []byte("no image")))
	ok(t, both("check", checkFrame("Guaranteed returns: the rules are still there.")))
}

func TestWhatItRefuses(t *testing.T) {
	pinned, other := newWorkspace(t), newWorkspace(t)
	m := &module{}
	image := shippedImage(t)
	ok(t, askNative(m, "load", pinned.load(t, seal.Rules, 2, image)))
	held := m.checker
	whole := pinned.load(t, seal.Rules, 3, image)
	for _, test := range []struct {
		name, function, code string
		frame                []byte
	}{
		{"no frame", "load", wire.FailMalformed, nil},
		{"half a frame", "load", wire.FailMalformed, whole[:len(whole)/2]},
		{"half a bundle", "load", "torn", pinned.frame(2, pinned.seal(t, seal.Rules, 3, image)[:150])},
		{"somebody else's", "load", "tampered", pinned.frame(2, other.seal(t, seal.Rules, 3, image))},
		{"a library as rules", "load", "other_kind", pinned.frame(2, pinned.seal(t, seal.Library, 3, image))},
		{"older", "load", "older", pinned.frame(3, pinned.seal(t, seal.Rules, 2, image))},
		{"no image", "load", wire.FailImage, pinned.load(t, seal.Rules, 3, []byte("no image"))},
		{"no library", "library", wire.FailImage, pinned.load(t, seal.Library, 3, []byte("no library"))},
		{"no draft", "check", wire.FailMalformed, []byte{wire.CheckVersion}},
		{"another frame version", "check", wire.FailMalformed, append([]byte{9}, checkFrame("x")[1:]...)},
		{"no surface", "check", wire.FailMalformed, wire.AppendCheck(nil, wire.CheckRequest{Surface: "billboard"})},
		{"no day", "check", wire.FailMalformed, wire.AppendCheck(nil, wire.CheckRequest{Surface: "post", Day: 1 << 32})},
		{"nothing to suggest from", "suggest", wire.FailEmpty, suggestFrame("x")},
		{"a page too long", "suggest", wire.FailLimit, suggestFrame(strings.Repeat("x", maxReading+1))},
		{"half a post to compare", "near", wire.FailMalformed, wire.AppendNear(nil, wire.NearRequest{Text: "x"})[:7]},
		{"nobody's rules", "rulebook", wire.FailMalformed, nil},
		{"rules of no day", "rulebook", wire.FailMalformed, wire.AppendRulebookRequest(nil, wire.RulebookRequest{Day: 1 << 32})},
		{"a post too long to compare", "near", wire.FailLimit, wire.AppendNear(nil, wire.NearRequest{Text: strings.Repeat("x", maxReading+1)})},
		{"a megabyte", "check", wire.FailLimit, checkFrame(strings.Repeat("Guaranteed returns! ", 50_000))},
	} {
		if got := codeOf(askNative(m, test.function, test.frame)); got != test.code {
			t.Errorf("%s: %q, want %q", test.name, got, test.code)
		}
	}
	if m.checker != held {
		t.Error("a refused bundle took the place of a good one")
	}
}

// Any bytes are answered: nothing traps, and memory stays within bounds afterwards.
func TestNothingTraps(t *testing.T) {
	pinned := newWorkspace(t)
	guest := startGuest(t)
	ok(t, guest.ask(t, "load", pinned.load(t, seal.Rules, 2, shippedImage(t))))
	ok(t, guest.ask(t, "library", pinned.load(t, seal.Library, 2, wire.AppendLibrary(nil, stories()))))
	if at := guest.call(t, "alloc", maxInput+1); uint32(at) != 0 {
		t.Errorf("alloc gave room at %d for more than a frame may have", at)
	}
	if at := guest.call(t, "alloc", -1); uint32(at) != 0 {
		t.Errorf("alloc gave room at %d for less than nothing", at)
	}
	functions := []string{"load", "library", "check", "suggest", "near", "rulebook"}
	dice := rand.New(rand.NewPCG(1, 2))
	frames := [][]byte{
		checkFrame("Guaranteed returns"), suggestFrame("cloud"),
		pinned.load(t, seal.Rules, 2, []byte("x")), pinned.load(t, seal.Library, 2, wire.AppendLibrary(nil, stories())),
	}
	for range 400 {
		frame := mangled(dice, frames[dice.IntN(len(frames))])
		guest.ask(t, functions[dice.IntN(len(functions))], frame)
	}
	// Every shipped rule and drafts as long as LinkedIn takes them: half of the 50 MB that the whole
	// extension may use.
	for _, text := range corpus(t) {
		ok(t, guest.ask(t, "check", checkFrame(text[:min(len(text), 3000)])))
	}
	if size := guest.module.Memory().Size(); size > 24<<20 {
		t.Errorf("with ordinary drafts memory has grown to %d MB", size>>20)
	}
	for _, text := range corpus(t) {
		ok(t, guest.ask(t, "check", checkFrame(text)))
	}
	for range 20 {
		if got := codeOf(guest.ask(t, "check", checkFrame(strings.Repeat("Guaranteed 8% ", 75_000)))); got != wire.FailLimit {
			t.Fatalf("a megabyte: %q", got)
		}
	}
	// A draft of 50,000 characters that breaks 2,000 rules, and frames of a megabyte, are nobody's
	// daily work; the worker gives the memory back when it sleeps.
	if size := guest.module.Memory().Size(); size > 96<<20 {
		t.Errorf("memory has grown to %d MB", size>>20)
	}
}

// mangled is frame with a few bytes changed, cut or added.
func mangled(dice *rand.Rand, frame []byte) []byte {
	out := bytes.Clone(frame)
	for range 1 + dice.IntN(4) {
		at := dice.IntN(len(out))
		switch dice.IntN(3) {
		case 0:
			out[at] = byte(dice.Uint32())
		case 1:
			out = out[:at+1]
		default:
			out = append(out, byte(dice.Uint32()))
		}
	}
	return out
}
