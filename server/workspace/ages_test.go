package workspace_test

import (
	"testing"

	"vouch/server/fault"
	"vouch/server/kv/kvtest"
	"vouch/shared/wire"
)

func TestAgesOfRulesAreChecked(t *testing.T) {
	const hour, year = 60 * 60, 366 * 24 * 60 * 60
	ctx, rooms, id := t.Context(), openPlace(t).reopened(), kvtest.Workspace(t)
	made, err := rooms.Create(ctx, id, "Acme")
	if err != nil || made.RuleAges() != wire.UsualAges() {
		t.Fatalf("at first: %+v, %v", made.RuleAges(), err)
	}
	cases := []struct {
		ages wire.Ages
		good bool
	}{
		{wire.Ages{AgeingS: hour, StaleS: hour, WhenStale: wire.StaleStop}, true},
		{wire.Ages{AgeingS: hour, StaleS: year, WhenStale: wire.StaleCheck}, true},
		{wire.UsualAges(), true},
		{wire.Ages{AgeingS: hour - 1, StaleS: year, WhenStale: wire.StaleWarn}, false},
		{wire.Ages{AgeingS: hour, StaleS: year + 1, WhenStale: wire.StaleWarn}, false},
		{wire.Ages{AgeingS: 2 * hour, StaleS: hour, WhenStale: wire.StaleWarn}, false},
		{wire.Ages{AgeingS: hour, StaleS: year, WhenStale: "never"}, false},
		{wire.Ages{}, false},
	}
	for _, c := range cases {
		if err := rooms.SetAges(ctx, id, c.ages); (err == nil) != c.good || err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", c.ages, err)
			continue
		}
		if found, err := rooms.Get(ctx, id); c.good && (err != nil || found.RuleAges() != c.ages) {
			t.Errorf("%+v is kept as %+v, %v", c.ages, found.RuleAges(), err)
		}
	}
}
