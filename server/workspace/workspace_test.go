package workspace_test

import (
	"slices"
	"strings"
	"testing"

	"vouch/server/fault"
	"vouch/server/kv/kvtest"
	"vouch/server/workspace"
)

func TestSettingsAreKept(t *testing.T) {
	ctx, rooms, id := t.Context(), openPlace(t).reopened(), kvtest.Workspace(t)
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
		rooms.SetDestinations(ctx, id, []string{" acme.example ", "", "acme.example", "*.acme.example"}),
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
	ctx, rooms, id := t.Context(), openPlace(t).reopened(), kvtest.Workspace(t)
	if _, err := rooms.Create(ctx, id, "Acme"); err != nil {
		t.Fatal(err)
	}
	f, ok := fault.As(rooms.SetDestinations(ctx, id, []string{"acme.example", "", "a b.example"}))
	if !ok || f.Kind != fault.Invalid || f.Line != 3 || f.Field != "destinations" {
		t.Errorf("SetDestinations = %+v", f)
	}
	f, ok = fault.As(rooms.SetTeams(ctx, id, []string{"Field", strings.Repeat("long", 30)}))
	if !ok || f.Kind != fault.Invalid || f.Line != 2 || f.Field != "teams" {
		t.Errorf("SetTeams = %+v", f)
	}
	if err := rooms.Rename(ctx, id, " "); !fault.Is(err, fault.Invalid) {
		t.Errorf("an empty name: %v", err)
	}
	if err := rooms.Rename(ctx, kvtest.Workspace(t), "Nobody"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a workspace that is not there: %v", err)
	}
}

// noSpaces stands for the reading of rules, which is server/links' own.
func noSpaces(rule string) error {
	if strings.Contains(rule, " ") {
		return fault.New(fault.Invalid, "%q is not a host.", rule)
	}
	return nil
}
