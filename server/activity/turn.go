package activity

import (
	"context"
	"strings"

	"vouch/server/kv"
)

// Turn tells how far a workspace's facts are counted: it changes with every step of a projection
// and when another generation becomes live, and only then. While it stays the same, so does
// everything that is read from projections.
func (f *Follower) Turn(ctx context.Context, ws kv.Workspace) (string, error) {
	var turns []string
	for _, projection := range f.projections {
		believed := f.believed(ws, projection.Name())
		s, live, err := readStand(ctx, f.store, believed)
		if err == nil && live != believed {
			f.believe(live)
			s, live, err = readStand(ctx, f.store, live)
		}
		if err != nil {
			return "", kv.Fault("read how far facts are counted", err)
		}
		turns = append(turns, live.text()+"."+s.from.turn)
	}
	return strings.Join(turns, " "), nil
}
