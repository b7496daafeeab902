package workspace_test

import (
	"slices"
	"strings"
	"testing"

	"vouch/server/fault"
	"vouch/server/kv/kvtest"
	"vouch/server/workspace"
)

func TestDestinationIsNoOpenRedirect(t *testing.T) {
	acme := workspace.Workspace{Destinations: []string{"acme.example", "*.news.example", "xn--bcher-kva.example"}}
	good := map[string]string{
		"https://acme.example":                   "https://acme.example",
		" https://ACME.example/a?b=c#d ":         "https://acme.example/a?b=c#d",
		"https://acme.example./x":                "https://acme.example/x",
		"https://de.news.example/":               "https://de.news.example/",
		"https://bücher.example/":                "https://xn--bcher-kva.example/",
		"https://acme.example/?to=https://evil":  "https://acme.example/?to=https://evil",
		"https://acme.example//double.example/x": "https://acme.example//double.example/x",
	}
	for address, want := range good {
		if got, err := acme.Destination(address); err != nil || got != want {
			t.Errorf("Destination(%q) = %q, %v", address, got, err)
		}
	}
	bad := []string{
		"", "acme.example", "/path", "//acme.example", "http://acme.example", "javascript:alert(1)",
		"data:text/html,x", "https:acme.example", "https:///acme.example", "https:\\\\acme.example",
		"https://acme.example@evil.example", "https://user:x@acme.example", "https://acme.example.evil.example",
		"https://evilacme.example", "https://news.example", "https://acme.example:8443/",
		"https://acme.example\\@evil.example", "https://acme.example\t/", "ht\ntps://acme.example",
		"https://acme.example/\r\nSet-Cookie: a=b", "https://%61cme.example%2eevil/", "https://[::1]/",
		"https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://acme.example\u202e/",
		"https://evil.example/?acme.example", "https://evil.example#acme.example", "https://аcme.example/",
		"https://acme.example/" + strings.Repeat("a", 2000),
	}
	for _, address := range bad {
		if got, err := acme.Destination(address); !fault.Is(err, fault.Invalid) {
			t.Errorf("Destination(%q) = %q, %v", address, got, err)
		}
	}
}

func TestSettingsAreKept(t *testing.T) {
	ctx, rooms, id := t.Context(), workspace.New(kvtest.Start(t)), kvtest.Workspace(t)
	made, err := rooms.Create(ctx, id, "  Acme   Inc ")
	if err != nil || made.Name != "Acme Inc" || !made.Switches.Paint || made.Switches.PerPerson {
		t.Fatalf("Create = %+v, %v", made, err)
	}
	if _, err := rooms.Create(ctx, id, "Acme"); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second Create: %v", err)
	}
	steps := []error{
		rooms.Rename(ctx, id, "Acme"),
		rooms.SetSwitches(ctx, id, workspace.Switches{PerPerson: true}),
		rooms.SetDestinations(ctx, id, []string{"ACME.example", "", "acme.example", "*.Acme.example"}),
		rooms.SetTeams(ctx, id, []string{"Field", " ", "Platform", "Field"}),
		rooms.MarkDemo(ctx, id),
	}
	for i, err := range steps {
		if err != nil {
			t.Errorf("step %d: %v", i, err)
		}
	}
	got, err := rooms.Get(ctx, id)
	if err != nil || got.Name != "Acme" || !got.Switches.PerPerson || got.Switches.Paint || !got.Demo ||
		!slices.Equal(got.Destinations, []string{"acme.example", "*.acme.example"}) ||
		!slices.Equal(got.Teams, []string{"Field", "Platform"}) {
		t.Errorf("Get = %+v, %v", got, err)
	}
	if all, err := rooms.List(ctx); err != nil || !slices.Contains(all, id) {
		t.Errorf("List = %v, %v", all, err)
	}
}

func TestBadSettingsNameTheirLine(t *testing.T) {
	ctx, rooms, id := t.Context(), workspace.New(kvtest.Start(t)), kvtest.Workspace(t)
	if _, err := rooms.Create(ctx, id, "Acme"); err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"https://acme.example", "acme.example/path", "127.0.0.1", "acme", "*", "*.*.example", "a b.example"} {
		f, ok := fault.As(rooms.SetDestinations(ctx, id, []string{"acme.example", host}))
		if !ok || f.Kind != fault.Invalid || f.Line != 2 || f.Field != "destinations" {
			t.Errorf("SetDestinations(%q) = %+v", host, f)
		}
	}
	if err := rooms.Rename(ctx, id, " "); !fault.Is(err, fault.Invalid) {
		t.Errorf("an empty name: %v", err)
	}
	if err := rooms.Rename(ctx, kvtest.Workspace(t), "Nobody"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a workspace that is not there: %v", err)
	}
}
