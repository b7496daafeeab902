package workspace_test

import (
	"testing"

	"vouch/server/fault"
	"vouch/server/kv/kvtest"
	"vouch/server/workspace"
)

func TestCountingIsChecked(t *testing.T) {
	ctx, rooms, id := t.Context(), openPlace(t).reopened(), kvtest.Workspace(t)
	made, err := rooms.Create(ctx, id, "Acme")
	if err != nil || made.Counting.Location().String() != "UTC" || made.Counting.Least() != 5 {
		t.Fatalf("at first: %+v, %v", made.Counting, err)
	}
	cases := []struct {
		counting workspace.Counting
		field    string // "" is accepted
	}{
		{workspace.Counting{Zone: "Europe/Oslo", Few: 3}, ""},
		{workspace.Counting{Zone: "Asia/Kolkata", Few: 100}, ""},
		{workspace.Counting{}, ""},
		{workspace.Counting{Zone: "Oslo"}, "zone"},
		{workspace.Counting{Zone: "Local"}, "zone"},
		{workspace.Counting{Zone: "../../etc/passwd"}, "zone"},
		{workspace.Counting{Few: 2}, "few"},
		{workspace.Counting{Few: -1}, "few"},
		{workspace.Counting{Few: 101}, "few"},
	}
	for _, c := range cases {
		err := rooms.SetCounting(ctx, id, c.counting)
		f, wrong := fault.As(err)
		if wrong != (c.field != "") || wrong && (f.Kind != fault.Invalid || f.Field != c.field) {
			t.Errorf("%+v: %v", c.counting, err)
			continue
		}
		if found, err := rooms.Get(ctx, id); !wrong && (err != nil || found.Counting != c.counting) {
			t.Errorf("%+v is kept as %+v, %v", c.counting, found.Counting, err)
		}
	}
}
