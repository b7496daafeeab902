package activity

import (
	"context"
	"fmt"
	"time"

	"vouch/server/kv"
)

// Manner is how a workspace wants its facts counted.
type Manner struct {
	Zone      *time.Location // days begin at its midnight, and hours are its own
	Aggregate bool           // nothing is counted by person or by link
}

// Manners tells the manner of each workspace.
type Manners interface {
	Manner(ctx context.Context, ws kv.Workspace) (Manner, error)
}

// usual counts in UTC.
type usual struct{}

func (usual) Manner(context.Context, kv.Workspace) (Manner, error) {
	return Manner{Zone: time.UTC}, nil
}

// countersVersion changes when the same facts count otherwise than before.
const countersVersion = 3

// Recipe implements Projection.
func (c *Counters) Recipe(ctx context.Context, ws kv.Workspace) (string, error) {
	manner, err := c.manners.Manner(ctx, ws)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d %s aggregate=%t", countersVersion, manner.Zone, manner.Aggregate), nil
}
