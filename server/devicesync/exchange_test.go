package devicesync_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vouch/server/devicesync"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/delta"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

func TestAnExchangeNamesWhatChanged(t *testing.T) {
	s := openExchange(1)
	for range 3 {
		s.rules.put(t, seal.Rules, []byte("image"))
	}
	s.surfaces.put(t, seal.Surfaces, []byte(`{}`))
	for held, named := range map[int64]bool{0: true, 2: true, 3: false, 4: true} {
		asked := wire.SyncRequest{Protocol: wire.Protocol, Rules: held}
		got, tag, err := s.Sync(t.Context(), s.from, asked)
		if err != nil || (got.Rules != nil) != named || got.Library != nil || got.Surfaces == nil || tag == "" {
			t.Errorf("holding %d: %+v, %v", held, got.Rules, err)
		}
		if got.Receipts == nil || got.Standing.Entries == nil || got.Settings.Names == nil {
			t.Errorf("a list is null: %+v", got)
		}
	}
}

func TestWhatIsNotSpokenIsRefusedInClearWords(t *testing.T) {
	s := openExchange(1)
	for what, c := range map[string]struct {
		asked wire.SyncRequest
		words string
	}{
		"an older protocol":  {wire.SyncRequest{Protocol: wire.OldestProtocol - 1}, "Update the extension."},
		"a newer protocol":   {wire.SyncRequest{Protocol: wire.Protocol + 1}, "Ask for the server to be updated."},
		"too full an outbox": {wire.SyncRequest{Protocol: wire.Protocol, Outbox: make([]wire.Fact, wire.MaxOutbox+1)}, "At most 200 facts"},
	} {
		_, _, err := s.Sync(t.Context(), s.from, c.asked)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v", what, err)
		}
		if len(c.asked.Outbox) > 0 {
			continue
		}
		if _, _, err := s.News(t.Context(), s.from, c.asked, "tag"); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s, asking for news: %v", what, err)
		}
	}
}

func TestOldExtensionsAreAskedToUpdate(t *testing.T) {
	s := openExchange(1)
	for version, want := range map[string]bool{
		"0.9.9": true, "0.2.0": true, "0.2": true, "0.10": false, "0.10.0": false, "0.10.0.1": false, "1.0": false,
		"": false, "0.2.0-beta": false, "nonsense": false, "1.2.3.4.5": false, "-1.2": false, "99999999": false,
	} {
		got, _, err := s.Sync(t.Context(), s.from, wire.SyncRequest{Protocol: wire.Protocol, Extension: version})
		if err != nil || (got.Update != nil) != want {
			t.Errorf("%q: %+v, %v", version, got.Update, err)
		}
		if want && (got.Update.Version != "0.10.0" || !strings.Contains(got.Update.Title, version)) {
			t.Errorf("%q: %+v", version, got.Update)
		}
	}
}

func TestThePaceIsTheServersAndSpread(t *testing.T) {
	minute := func(n int) time.Duration { return time.Duration(n) * time.Minute }
	story := func(campaign string, from, until time.Duration) func(time.Time) wire.Story {
		return func(now time.Time) wire.Story {
			s := wire.Story{ID: "s", Campaign: campaign, PublishedMs: now.Add(from).UnixMilli()}
			if until != 0 {
				s.UntilMs = now.Add(until).UnixMilli()
			}
			return s
		}
	}
	for name, c := range map[string]struct {
		story  func(time.Time) wire.Story
		passed time.Duration // since the publication
		random float64
		want   int
	}{
		"calm, shortest":               {story("", 0, 0), minute(60), 0, 240},
		"calm, longest":                {story("", 0, 0), minute(60), 0.999, 359},
		"just published":               {story("", 0, 0), minute(9), 0.5, 60},
		"ten minutes later":            {story("", 0, 0), minute(10), 0.5, 300},
		"just published, shortest":     {story("", 0, 0), 0, 0, 48},
		"a campaign runs":              {story("Spring", 0, 5*time.Hour), minute(200), 0.5, 60},
		"a campaign is over":           {story("Spring", 0, time.Hour), minute(60), 0.5, 300},
		"a campaign comes":             {story("Spring", 9*time.Hour, 0), minute(60), 0.5, 300},
		"a campaign without an end":    {story("Spring", 0, 0), minute(71 * 60), 0.5, 60},
		"long after, without an end":   {story("Spring", 0, 0), minute(72 * 60), 0.5, 300},
		"a clock that was turned back": {story("", 0, 0), minute(-60), 0.5, 300},
	} {
		s := openExchange(1)
		s.library.put(t, seal.Library, wire.AppendLibrary(nil, []wire.Story{c.story(s.now)}))
		s.now, s.random = s.now.Add(c.passed), c.random
		got, _, err := s.Sync(t.Context(), s.from, wire.SyncRequest{Protocol: wire.Protocol})
		if err != nil || got.NextPoll != c.want {
			t.Errorf("%s: %d, want %d, %v", name, got.NextPoll, c.want, err)
		}
	}
}

func TestNewsOfNothingCostTheOtherRoomsNothing(t *testing.T) {
	s := openExchange(1)
	digest := s.rules.put(t, seal.Rules, []byte("image"))
	held := wire.SyncRequest{Protocol: wire.Protocol, Rules: 1}
	_, tag, err := s.Sync(t.Context(), s.from, held)
	if err != nil {
		t.Fatal(err)
	}
	// unchanged says whether a device that holds tag hears that nothing changed.
	unchanged := func() bool {
		t.Helper()
		answer, now, err := s.News(t.Context(), s.from, held, tag)
		if err != nil || answer.NextPoll == 0 || now == "" {
			t.Fatalf("%+v, %q, %v", answer, now, err)
		}
		return devicesync.Unchanged(answer, now, tag)
	}
	for range 50 {
		if !unchanged() {
			t.Fatal("something changed")
		}
	}
	if g, v, b := s.times("glance"), s.times("turn"), s.times("bundle "+digest); g > 1 || v > 2 || b > 1 {
		t.Errorf("the others were asked %d, %d and %d times", g, v, b)
	}
	s.standing.Balance, s.turn = 7, "1"
	if !unchanged() { // as of a second ago
		t.Error("the store was asked within the second")
	}
	changes := map[string]func(){
		"points":      func() { s.standing.Balance, s.turn = s.standing.Balance+1, s.turn+"+" },
		"a setting":   func() { s.settings.Hold = !s.settings.Hold },
		"a revision":  func() { s.rules.put(t, seal.Rules, []byte("image 2")) },
		"the library": func() { s.library.put(t, seal.Library, wire.AppendLibrary(nil, nil)) },
		"an update":   func() { held.Extension = "0.9.0" },
	}
	for name, change := range changes {
		change()
		s.now = s.now.Add(time.Second)
		if unchanged() {
			t.Errorf("%s: it is told that nothing changed", name)
		}
		var answer wire.SyncResponse
		if answer, tag, err = s.Sync(t.Context(), s.from, held); err != nil {
			t.Fatal(err)
		}
		if answer.Rules != nil || answer.Library != nil {
			if s.now = s.now.Add(time.Second); unchanged() {
				t.Errorf("%s: a device that holds less is told that nothing changed", name)
			}
			held.Rules, held.Library = s.rules.live.Revision, s.library.live.Revision
		}
		if s.now = s.now.Add(time.Second); !unchanged() {
			t.Errorf("%s: it is told again", name)
		}
	}
	// A step of the counting that concerns others changes nothing for this one.
	s.turn = "another"
	if s.now = s.now.Add(time.Second); !unchanged() {
		t.Error("what others did is told as news")
	}
}

// A device that heard of a revision by its stream is ahead of an answer that is a second old.
func TestWhoKnowsMoreIsNotAnsweredFromMemory(t *testing.T) {
	s := openExchange(1)
	s.rules.put(t, seal.Rules, []byte("image"))
	_, tag, err := s.Sync(t.Context(), s.from, wire.SyncRequest{Protocol: wire.Protocol, Rules: 1})
	if err != nil {
		t.Fatal(err)
	}
	s.rules.put(t, seal.Rules, []byte("image 2"))
	answer, _, err := s.News(t.Context(), s.from, wire.SyncRequest{Protocol: wire.Protocol, Rules: 2}, tag)
	if err != nil || answer.Rules != nil {
		t.Errorf("it is offered revision %+v, %v", answer.Rules, err)
	}
}

func TestAThousandQuestionsAtOnceAreAskedOnce(t *testing.T) {
	s := openExchange(1)
	s.block = make(chan struct{})
	var all sync.WaitGroup
	var failed atomic.Int32
	for range 1000 {
		all.Go(func() {
			if _, err := s.Revisions(t.Context(), s.ws); err != nil {
				failed.Add(1)
			}
		})
	}
	close(s.block)
	all.Wait()
	if n := s.times("turn"); failed.Load() > 0 || n > 500 {
		t.Errorf("the store was asked %d times for a thousand, %d failed", n, failed.Load())
	}
}

func TestABundleIsReadOnceAndStaysInItsWorkspace(t *testing.T) {
	s := openExchange(1)
	image := bytes.Repeat([]byte("image "), 2000)
	old := s.rules.put(t, seal.Rules, image)
	digest := s.rules.put(t, seal.Rules, append(image, "more"...))
	whole := s.rules.sealed[digest]
	for _, c := range []struct {
		from  string
		delta bool
	}{{"", false}, {old, true}, {old, true}, {digest, false}, {strings.Repeat("0", 64), false}, {"../" + old, false}} {
		parcel, err := s.Bundle(t.Context(), "acme", digest, c.from)
		if err != nil || !bytes.Equal(parcel.Whole, whole) || (parcel.Delta != nil) != c.delta {
			t.Fatalf("from %q: %d bytes, a delta of %d, %v", c.from, len(parcel.Whole), len(parcel.Delta), err)
		}
		unpacked, err := gzip.NewReader(bytes.NewReader(parcel.Packed))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(unpacked); err != nil || !bytes.Equal(got, whole) {
			t.Errorf("packed: %d bytes, %v", len(got), err)
		}
		if !c.delta {
			continue
		}
		got, err := delta.Apply(s.rules.sealed[old], parcel.Delta, len(whole))
		if err != nil || !bytes.Equal(got, whole) {
			t.Errorf("the delta makes %d bytes, %v", len(got), err)
		}
	}
	if n := s.times("bundle " + digest); n != 1 {
		t.Errorf("it was read %d times", n)
	}
	for _, c := range []struct {
		ws     kv.Workspace
		digest string
	}{
		{"other", digest},
		{"acme", strings.Repeat("b", 64)},
		{"acme", strings.ToUpper(digest)},
		{"acme", ""},
		{"acme", digest + "a"},
		{"acme", strings.Repeat("*", 64)},
	} {
		if _, err := s.Bundle(t.Context(), c.ws, c.digest, ""); !fault.Is(err, fault.NotFound) {
			t.Errorf("Bundle(%q, %q): %v", c.ws, c.digest, err)
		}
	}
}

func TestAPathOpensItsBundleAlone(t *testing.T) {
	s := openExchange(1)
	digest := s.rules.put(t, seal.Rules, []byte("image"))
	event, err := s.Revisions(t.Context(), "acme")
	if err != nil || event.Rules != 1 || event.RulesAt == nil || event.LibraryAt != nil {
		t.Fatalf("%+v, %v", event, err)
	}
	at, err := url.Parse(event.RulesAt.Path)
	if err != nil || at.Path != "/v1/bundles/"+digest || at.Query().Get("for") != "acme" {
		t.Fatalf("the path is %q, %v", event.RulesAt.Path, err)
	}
	key := at.Query().Get("key")
	if !s.Opens("acme", digest, key) {
		t.Error("its own key does not open it")
	}
	for _, c := range []struct {
		ws          kv.Workspace
		digest, key string
	}{{"other", digest, key}, {"acme", strings.Repeat("b", 64), key}, {"acme", digest, ""}, {"acme", digest, key[1:] + "0"}, {"acme:" + kv.Workspace(digest), "", key}} {
		if s.Opens(c.ws, c.digest, c.key) {
			t.Errorf("%+v opens something", c)
		}
	}
}

func TestTheGateBoundsWhoIsInside(t *testing.T) {
	s := openExchange(2)
	ctx, cancel := context.WithCancel(t.Context())
	var inside []func()
	for range 2 {
		leave, err := s.Enter(ctx)
		if err != nil {
			t.Fatal(err)
		}
		inside = append(inside, leave)
	}
	// Fourteen may wait, the next is turned away at once.
	results := make(chan error, 15)
	for range 15 {
		go func() {
			leave, err := s.Enter(ctx)
			if err == nil {
				leave()
			}
			results <- err
		}()
	}
	if err := <-results; !fault.Is(err, fault.Unavailable) {
		t.Fatalf("the one too many: %v", err)
	}
	for _, leave := range inside {
		leave()
	}
	for range 14 {
		if err := <-results; err != nil {
			t.Errorf("one who waited: %v", err)
		}
	}
	cancel()
	for range 100 { // whoever gave up holds no place
		if leave, err := s.Enter(t.Context()); err != nil {
			t.Fatal(err)
		} else {
			leave()
		}
	}
	if s.random = 0.999; s.Later() > 30 || s.Later() < 5 {
		t.Errorf("who is turned away comes back in %d s", s.Later())
	}
}
