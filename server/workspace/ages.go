package workspace

import (
	"context"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// The bounds of ages, in seconds. Devices ask every five minutes, so that rules cannot be held to
// less than an hour; and a year is as good as never.
const (
	leastAge = 60 * 60
	mostAge  = 366 * 24 * 60 * 60
)

// RuleAges are what was chosen, or the usual ones.
func (w Workspace) RuleAges() wire.Ages {
	if w.Ages == (wire.Ages{}) {
		return wire.UsualAges()
	}
	return w.Ages
}

// SetAges changes how long devices trust rules that no server confirmed, and what they do then.
func (w *Workspaces) SetAges(ctx context.Context, id kv.Workspace, ages wire.Ages) error {
	if ages.AgeingS < leastAge || ages.StaleS > mostAge || ages.AgeingS > ages.StaleS {
		return fault.New(fault.Invalid,
			"Rules age after an hour at least, are too old after a year at most, and never too old before they age.").At("ages")
	}
	switch ages.WhenStale {
	case wire.StaleCheck, wire.StaleWarn, wire.StaleStop:
	default:
		return fault.New(fault.Invalid, "Choose what devices do with rules that are too old.").At("ages")
	}
	return w.change(ctx, id, func(found *Workspace) error {
		found.Ages = ages
		return nil
	})
}
