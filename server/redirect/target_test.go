package redirect_test

import (
	"net/http"
	"strings"
	"testing"

	"vouch/server/kv/kvtest"
	"vouch/server/links"
)

func (w *world) target(seen int, target links.Target) {
	w.t.Helper()
	if err := w.room.SetTarget(w.t.Context(), w.ws, "s1", seen, links.Change{Target: target, Why: "A test."}); err != nil {
		w.t.Fatal(err)
	}
}

func TestWhatOfAClickTheDestinationIsTold(t *testing.T) {
	w := newWorld(t, kvtest.Start(t))
	w.target(0, links.Target{Forward: true, Conversions: true})
	path := "/l/" + string(w.code) + "?ref=mail&utm_medium=mine&cid=forged"
	const led = destination + "?utm_medium=advocacy&ref=mail"
	cases := []struct{ name, method, agent, want string }{
		{"a person", http.MethodGet, chrome, led + "&cid=click-on-" + string(w.code)},
		{"a machine", http.MethodGet, "Twitterbot/1.0", led},
		{"a look", http.MethodHead, chrome, destination + "?utm_medium=advocacy"},
	}
	for _, c := range cases {
		if got := w.ask(c.method, path, agent(c.agent)).header.Get("Location"); got != c.want {
			t.Errorf("%s is led to %s, want %s", c.name, got, c.want)
		}
	}
}

func TestALinkThatIsPausedSaysSo(t *testing.T) {
	w := newWorld(t, kvtest.Start(t))
	w.target(0, links.Target{State: links.Paused})
	got := w.ask(http.MethodGet, "/l/"+string(w.code), agent(chrome))
	if got.status != http.StatusNotFound || !strings.Contains(got.body, "paused") || got.header.Get("Location") != "" {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// The page of a link's numbers is asked for with a plus; who may see it, the console knows.
func TestAPlusLeadsToTheNumbers(t *testing.T) {
	w := newWorld(t, kvtest.Start(t))
	for code, want := range map[string]string{
		string(w.code): "/console/links/" + string(w.code), "..%2Fx": "/console/links/..%252Fx", "nothing1": "/console/links/nothing1",
	} {
		got := w.ask(http.MethodGet, "/l/"+code+"+", agent(chrome))
		if got.status != http.StatusFound || got.header.Get("Location") != want {
			t.Errorf("%s: %d %s", code, got.status, got.header.Get("Location"))
		}
	}
	if n := w.numbers(); n.Clicks != 0 {
		t.Errorf("%d clicks", n.Clicks)
	}
}
