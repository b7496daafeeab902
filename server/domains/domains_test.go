package domains_test

import (
	"context"
	"errors"
	"testing"

	"vouch/server/domains"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

const public = "https://vouch.example"

// zone is what DNS shows.
type zone map[string][]string

func (z zone) texts(_ context.Context, name string) ([]string, error) {
	if shown, ok := z[name]; ok {
		return shown, nil
	}
	return nil, errors.New("no such host")
}

func (z zone) prove(d *domains.Domains, ws kv.Workspace, name domains.Name) {
	at, says := d.Proof(ws, name)
	z[at] = append(z[at], says)
}

func TestANameIsTakenWithItsProof(t *testing.T) {
	_, store := kvtest.StartServer(t)
	shown := zone{}
	d := domains.New(store, shown.texts, public)
	if err := d.Claim(t.Context(), "acme", "go.acme.example"); !fault.Is(err, fault.Invalid) {
		t.Fatal("without a record:", err)
	}
	shown.prove(d, "globex", "go.acme.example")
	if err := d.Claim(t.Context(), "acme", "go.acme.example"); !fault.Is(err, fault.Invalid) {
		t.Fatal("with another's record:", err)
	}
	shown.prove(d, "acme", "go.acme.example")
	for _, typed := range []string{"go.acme.example", " GO.Acme.example. "} {
		if err := d.Claim(t.Context(), "acme", typed); err != nil {
			t.Fatal(typed, err)
		}
	}
	if err := d.Claim(t.Context(), "globex", "go.acme.example"); !fault.Is(err, fault.Conflict) {
		t.Error("taken by another:", err)
	}
	other := domains.New(store, shown.texts, public)
	if err := other.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"go.acme.example", "GO.acme.example:443", "go.acme.example."} {
		if ws, ok := other.Owner(host); !ok || ws != "acme" {
			t.Errorf("%s is %q's", host, ws)
		}
	}
	if got := other.Base("acme"); got != "https://go.acme.example" {
		t.Error(got)
	}
}

func TestACompanyHasOneNameAndMayGiveItUp(t *testing.T) {
	_, store := kvtest.StartServer(t)
	shown := zone{}
	d := domains.New(store, shown.texts, public)
	for _, name := range []domains.Name{"a.acme.example", "b.acme.example"} {
		shown.prove(d, "acme", name)
		if err := d.Claim(t.Context(), "acme", string(name)); err != nil {
			t.Fatal(err)
		}
	}
	if _, old := d.Owner("a.acme.example"); old || d.Of("acme") != "b.acme.example" {
		t.Error("both names are held")
	}
	if err := d.Release(t.Context(), "acme"); err != nil {
		t.Fatal(err)
	}
	if _, held := d.Owner("b.acme.example"); held || d.Base("acme") != public {
		t.Error("the name is still held")
	}
}

func TestWhatIsNoNameIsRefused(t *testing.T) {
	d := domains.New(nil, zone{}.texts, public)
	for _, typed := range []string{
		"", "acme", "https://go.acme.example", "go.acme.example/x", "go.acme.example:80", "127.0.0.1", "[::1]", "-a.example",
		"a-.example", "a..example", "*.acme.example", "gö.example", "a b.example", "vouch.example", "user@acme.example",
	} {
		if err := d.Claim(t.Context(), "acme", typed); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}
