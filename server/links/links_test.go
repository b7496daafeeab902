package links_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/links"
)

// lists are the destinations of workspaces, which a test may change.
type lists struct {
	mu sync.Mutex
	of map[kv.Workspace][]string
}

func (l *lists) Destinations(_ context.Context, ws kv.Workspace) ([]string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.of[ws], nil
}

// world is a workspace with its room and a clock that the test moves.
type world struct {
	*links.Service
	ws    kv.Workspace
	lists *lists
	clock time.Time
	store *kv.Store
}

func newWorld(t *testing.T, random io.Reader) *world {
	t.Helper()
	w := &world{ws: kvtest.Workspace(t), clock: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), store: kvtest.Start(t)}
	w.lists = &lists{of: map[kv.Workspace][]string{w.ws: {"acme.example"}}}
	w.Service = w.room(random)
	return w
}

func (w *world) room(random io.Reader) *links.Service {
	return links.New(w.store, links.Options{
		Destinations: w.lists, Now: func() time.Time { return w.clock }, Rand: random,
	})
}

func request(story activity.Story) links.Request {
	return links.Request{
		Story: story, Campaign: "launch", Advocate: "p-ada", Team: "field", Channel: "linkedin",
		Destination: "https://acme.example/news?ref=a%20b&utm_source=own",
	}
}

func TestALinkIsMintedOnce(t *testing.T) {
	w := newWorld(t, rand.Reader)
	codes := make([]activity.Code, 64)
	var all sync.WaitGroup
	for i := range codes {
		all.Go(func() {
			link, err := w.Mint(t.Context(), w.ws, request("s1"))
			if err != nil {
				t.Error(err)
			}
			codes[i] = link.Code
		})
	}
	all.Wait()
	for _, code := range codes {
		if code != codes[0] || len(code) != 8 {
			t.Fatalf("codes %q and %q", codes[0], code)
		}
	}
	other, err := w.Mint(t.Context(), w.ws, request("s2"))
	if err != nil || other.Code == codes[0] {
		t.Errorf("another story got %q, %v", other.Code, err)
	}
	link, err := w.Resolve(t.Context(), codes[0])
	if err != nil || link.Story != "s1" || link.Advocate != "p-ada" || link.Workspace != w.ws {
		t.Errorf("%+v, %v", link, err)
	}
}

func TestALinkIsItsAdvocatesOwn(t *testing.T) {
	w := newWorld(t, rand.Reader)
	link, err := w.Mint(t.Context(), w.ws, request("s1"))
	if err != nil {
		t.Fatal(err)
	}
	codes := []activity.Code{link.Code, "2222222", "22222222", "}:links"}
	for _, c := range []struct {
		ws   kv.Workspace
		who  activity.Pseudonym
		want bool
	}{{w.ws, "p-ada", true}, {w.ws, "p-ben", false}, {w.ws, "", false}, {kvtest.Workspace(t), "p-ada", false}} {
		owned, err := w.Owned(t.Context(), c.ws, c.who, codes)
		if err != nil || owned[link.Code] != c.want || owned["22222222"] || owned["2222222"] {
			t.Errorf("%s of %s: %v, %v", c.who, c.ws, owned, err)
		}
	}
}

func TestTheDestinationCarriesItsParameters(t *testing.T) {
	w := newWorld(t, rand.Reader)
	link, err := w.Mint(t.Context(), w.ws, request("s1"))
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := url.Parse(link.Destination)
	if err != nil {
		t.Fatal(err)
	}
	query := parsed.Query()
	for name, want := range map[string]string{
		"ref": "a b", "utm_source": "own", "utm_medium": "advocacy", "utm_campaign": "launch", "utm_content": "s1",
	} {
		if got := query[name]; len(got) != 1 || got[0] != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if !strings.HasPrefix(link.Destination, "https://acme.example/news?ref=a%20b&utm_source=own&") {
		t.Errorf("what stood there was rewritten: %s", link.Destination)
	}
	if strings.Contains(link.Destination, "ada") {
		t.Errorf("the destination learns who shared: %s", link.Destination)
	}
}

func TestALinkFollowsItsStory(t *testing.T) {
	w := newWorld(t, rand.Reader)
	first, err := w.Mint(t.Context(), w.ws, request("s1"))
	if err != nil {
		t.Fatal(err)
	}
	moved := request("s1")
	moved.Destination, moved.Team = "https://acme.example/moved", "support"
	if _, err := w.Mint(t.Context(), w.ws, moved); err != nil {
		t.Fatal(err)
	}
	link, err := w.Resolve(t.Context(), first.Code)
	if err != nil || !strings.HasPrefix(link.Destination, "https://acme.example/moved?") || link.Team != "support" {
		t.Errorf("%+v, %v", link, err)
	}
}

func TestADestinationThatLeavesTheListIsClosed(t *testing.T) {
	w := newWorld(t, rand.Reader)
	link, err := w.Mint(t.Context(), w.ws, request("s1"))
	if err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		list []string
		open bool
	}{
		{[]string{"acme.example"}, true}, {[]string{"elsewhere.example"}, false}, {nil, false}, {[]string{"acme.example"}, true},
	}
	for _, step := range steps {
		w.lists.mu.Lock()
		w.lists.of[w.ws] = step.list
		w.lists.mu.Unlock()
		w.clock = w.clock.Add(time.Minute) // longer than anything is remembered
		_, err := w.Resolve(t.Context(), link.Code)
		if (err == nil) != step.open || err != nil && !fault.Is(err, fault.NotFound) {
			t.Errorf("list %v: %v, want open %v", step.list, err, step.open)
		}
	}
}

func TestWhatIsNotMinted(t *testing.T) {
	w := newWorld(t, rand.Reader)
	cases := map[string]func(*links.Request){
		"another's host":   func(r *links.Request) { r.Destination = "https://evil.example/" },
		"no destination":   func(r *links.Request) { r.Destination = "" },
		"no story":         func(r *links.Request) { r.Story = "" },
		"no channel":       func(r *links.Request) { r.Channel = "" },
		"a foul channel":   func(r *links.Request) { r.Channel = "x&utm_source=y" },
		"an endless one":   func(r *links.Request) { r.Channel = strings.Repeat("x", 100) },
		"a key's channel":  func(r *links.Request) { r.Channel = "a:b" },
		"a tag's channel ": func(r *links.Request) { r.Channel = "{other}" },
	}
	for name, change := range cases {
		r := request("s1")
		change(&r)
		if _, err := w.Mint(t.Context(), w.ws, r); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnknownCodesLeadNowhere(t *testing.T) {
	w := newWorld(t, rand.Reader)
	link, err := w.Mint(t.Context(), w.ws, request("s1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []activity.Code{
		"", "short", "waytoolongforacode", "00000000", "abcdefgI", "abcd:efg", "{abcdef}", "abc\x00defg", "zzzzzzzz", "日本語の字",
	} {
		if _, err := w.Resolve(t.Context(), code); !fault.Is(err, fault.NotFound) {
			t.Errorf("%q: %v", code, err)
		}
	}
	// Programs that find links in text often take the sentence's end along.
	for _, tail := range []string{".", ",", ")", "...", "!)"} {
		if _, err := w.Resolve(t.Context(), link.Code+activity.Code(tail)); err != nil {
			t.Errorf("%q: %v", tail, err)
		}
	}
}

// A source that repeats itself must not give one code to two links.
// A store that hangs is unavailable, to readers who wait without a limit of their own as well.
func TestAStoreThatHangsIsGivenUp(t *testing.T) {
	server, store := kvtest.StartServer(t)
	w := &world{ws: kvtest.Workspace(t), clock: time.Now(), store: store}
	w.lists = &lists{of: map[kv.Workspace][]string{w.ws: {"acme.example"}}}
	w.Service = w.room(rand.Reader)
	link, err := w.Mint(t.Context(), w.ws, request("s1"))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(server.Pid(), syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	_, resolving := w.Resolve(context.Background(), link.Code)
	_, hashing := w.Visitor(context.Background(), w.ws, "192.0.2.0", "a browser")
	if err := syscall.Kill(server.Pid(), syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	if !fault.Is(resolving, fault.Unavailable) || !fault.Is(hashing, fault.Unavailable) {
		t.Errorf("resolving: %v; hashing: %v", resolving, hashing)
	}
}

func TestACodeInUseIsDrawnAgain(t *testing.T) {
	w := newWorld(t, rand.Reader)
	drawn := make([]byte, 16*3)
	if _, err := rand.Read(drawn); err != nil {
		t.Fatal(err)
	}
	for i := range drawn {
		drawn[i] %= 200 // no byte is drawn again, so that each code takes 16
	}
	same, fresh := drawn[:16], drawn[16:32]
	room := w.room(bytes.NewReader(bytes.Join([][]byte{same, same, fresh}, nil)))
	first, err := room.Mint(t.Context(), w.ws, request("s1"))
	if err != nil {
		t.Fatal(err)
	}
	second, err := room.Mint(t.Context(), w.ws, request("s2"))
	if err != nil || second.Code == first.Code {
		t.Errorf("%q after %q, %v", second.Code, first.Code, err)
	}
	stuck := w.room(bytes.NewReader(bytes.Repeat(same, 10)))
	if _, err := stuck.Mint(t.Context(), w.ws, request("s3")); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a source that only repeats: %v", err)
	}
}

func TestAVisitorIsKnownForADayInOneWorkspace(t *testing.T) {
	w := newWorld(t, rand.Reader)
	hash := func(room *links.Service, ws kv.Workspace, network, agent string) activity.Visitor {
		t.Helper()
		visitor, err := room.Visitor(t.Context(), ws, network, agent)
		if err != nil {
			t.Fatal(err)
		}
		return visitor
	}
	first := hash(w.Service, w.ws, "192.0.2.0", "Mozilla/5.0")
	if again := hash(w.room(rand.Reader), w.ws, "192.0.2.0", "Mozilla/5.0"); again != first {
		t.Error("another server takes the visitor for somebody else")
	}
	others := map[string]activity.Visitor{
		"network":   hash(w.Service, w.ws, "198.51.100.0", "Mozilla/5.0"),
		"browser":   hash(w.Service, w.ws, "192.0.2.0", "Mozilla/5.1"),
		"workspace": hash(w.Service, kvtest.Workspace(t), "192.0.2.0", "Mozilla/5.0"),
	}
	w.clock = w.clock.Add(24 * time.Hour)
	others["day"] = hash(w.Service, w.ws, "192.0.2.0", "Mozilla/5.0")
	for what, visitor := range others {
		if visitor == first {
			t.Errorf("another %s gives the same hash", what)
		}
	}
	keys := kvtest.Keys(t, w.store, fmt.Sprintf("{%s}:links:salt:*", w.ws))
	if len(keys) != 2 {
		t.Fatalf("salts %v", keys)
	}
	for _, key := range keys {
		if left := w.store.PTTL(t.Context(), key).Val(); left <= 0 || left > 48*time.Hour {
			t.Errorf("%s lives for %v", key, left)
		}
	}
}

// Two workspaces share nothing but codes that differ.
func TestWorkspacesShareNoKey(t *testing.T) {
	w := newWorld(t, rand.Reader)
	other := kvtest.Workspace(t)
	w.lists.of[other] = []string{"acme.example"}
	mine, err := w.Mint(t.Context(), w.ws, request("s1"))
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := w.Mint(t.Context(), other, request("s1"))
	if err != nil || mine.Code == theirs.Code {
		t.Errorf("%q and %q, %v", mine.Code, theirs.Code, err)
	}
}
