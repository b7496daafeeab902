package workspace

import (
	"context"
	"time"
	_ "time/tzdata" // days must begin at the same instant on a machine without zone files

	"vouch/server/fault"
	"vouch/server/kv"
)

// Counting is how the numbers of a workspace are made and shown.
type Counting struct {
	// Zone is an IANA name such as "Europe/Oslo"; "" is UTC. Days and hours are those of this zone.
	Zone string `json:"zone,omitempty"`
	// Few is how many people a number must rest on to be shown by country, hour or device; 0 is
	// usualFew.
	Few int `json:"few,omitempty"`
}

// The bounds of Few: two would tell each the other's number.
const (
	usualFew = 5
	leastFew = 3
	mostFew  = 100
)

// Location is the time zone.
func (c Counting) Location() *time.Location {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil { // unreachable unless the zone was struck from the tables since it was chosen
		return time.UTC
	}
	return zone
}

// Least is how many people a number must rest on.
func (c Counting) Least() int64 {
	if c.Few == 0 {
		return usualFew
	}
	return int64(c.Few)
}

// SetCounting changes how numbers are made and shown. A new time zone applies to what is counted
// from now on, and to everything before it after the next rebuild, which the nightly check starts.
func (w *Workspaces) SetCounting(ctx context.Context, id kv.Workspace, counting Counting) error {
	if _, err := time.LoadLocation(counting.Zone); err != nil || counting.Zone == "Local" {
		return fault.New(fault.Invalid, "%q is no time zone: write a name such as Europe/Oslo or America/New_York.", counting.Zone).At("zone")
	}
	if counting.Few != 0 && (counting.Few < leastFew || counting.Few > mostFew) {
		return fault.New(fault.Invalid, "A number rests on %d to %d people at least.", leastFew, mostFew).At("few")
	}
	return w.change(ctx, id, func(found *Workspace) error {
		found.Counting = counting
		return nil
	})
}
