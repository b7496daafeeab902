package activity

import (
	"context"
	"errors"
	"maps"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Verdict is what a comparison with the facts found.
type Verdict struct {
	At          time.Time    `json:"at"`
	Differences int          `json:"differences"` // how many numbers are not what the facts say
	Examples    []Difference `json:"examples,omitempty"`
	// Outdated says that the workspace counts otherwise than when its numbers were begun, as after a
	// change of the time zone: there is nothing to compare until a rebuild.
	Outdated bool `json:"outdated,omitempty"`
}

// Equal reports whether every number is what the facts say.
func (v Verdict) Equal() bool { return v.Differences == 0 && !v.Outdated }

// Difference is a number that is not what the facts say. Row and Field are parts of its place in
// Redis, and may name a link or a pseudonym.
type Difference struct {
	Row     string `json:"row"`
	Field   string `json:"field"`
	Live    string `json:"live"`    // "" is missing
	Counted string `json:"counted"` // from the facts; "" is missing
}

// Verify counts every fact anew beside the live generation and compares the two at the same place
// in the log. It changes nothing that is live. A fault of kind Conflict says that a rebuild or
// another check is under way, or that one has begun since.
func (r *Rebuilder) Verify(ctx context.Context, ws kv.Workspace, projection Projection, told func(Progress)) (verdict Verdict, err error) {
	name := projection.Name()
	live, err := liveGeneration(ctx, r.store, ws, name)
	if err != nil {
		return Verdict{}, kv.Fault("verify", err)
	}
	if verdict.Outdated, err = r.outdated(ctx, live, projection); err != nil || verdict.Outdated {
		return verdict, kv.Fault("verify", err)
	}
	f, err := begin(ctx, r.store, ws, name, false)
	if err != nil {
		return Verdict{}, kv.Fault("begin a check", err)
	}
	c := comparison{live: live, counting: counting{rebuilder: r, filling: f, projection: projection, told: told}}
	verdict, err = c.verdict(ctx)
	return verdict, errors.Join(kv.Fault("verify", err), endWithin(ctx, f.giveUp))
}

// outdated compares recipes.
func (r *Rebuilder) outdated(ctx context.Context, live Generation, projection Projection) (bool, error) {
	now, err := projection.Recipe(ctx, live.ws)
	if err != nil {
		return false, err
	}
	begun, err := r.store.HGet(ctx, live.placeKey(), "recipe").Result()
	if kv.Missing(err) { // nothing was counted yet
		return false, nil
	}
	return begun != now, err
}

// comparison of a live generation with one that is filled beside it.
type comparison struct {
	counting
	live Generation
}

// verdict fills to where the live generation stands, and looks at everything; what then differs is
// looked at again with both at one place, for the live one went on meanwhile.
func (c *comparison) verdict(ctx context.Context) (Verdict, error) {
	if _, err := c.level(ctx, c.all); err != nil {
		return Verdict{}, err
	}
	suspects, err := c.suspects(ctx)
	if err != nil || len(suspects) == 0 {
		return Verdict{}, err
	}
	const attempts = 100
	for range attempts {
		place, err := c.level(ctx, c.log)
		if err != nil {
			return Verdict{}, err
		}
		found, err := c.examine(ctx, suspects)
		if err != nil {
			return Verdict{}, err
		}
		if still, err := c.stillAt(ctx, place); err != nil || still {
			return found, err
		}
	}
	return Verdict{}, fault.New(fault.Unavailable, "Facts arrive too fast to compare %q just now.", c.live.projection)
}

// level fills to where the live generation stands, and tells where that is.
func (c *comparison) level(ctx context.Context, fill func(context.Context) error) (map[string]string, error) {
	s, _, err := readStand(ctx, c.rebuilder.store, c.live)
	if err != nil {
		return nil, err
	}
	c.until = s.from.last
	return s.from.last, fill(ctx)
}

// stillAt reports whether the live generation stands where it stood.
func (c *comparison) stillAt(ctx context.Context, place map[string]string) (bool, error) {
	s, live, err := readStand(ctx, c.rebuilder.store, c.live)
	if err == nil && live != c.live {
		err = errTakenOver(c.live.projection)
	}
	return maps.Equal(s.from.last, place), err
}

const (
	mostSuspects = 1000 // rows that are looked at again
	mostExamples = 20
)

// suspects are the rows in which the generations differ at first sight.
func (c *comparison) suspects(ctx context.Context) (rows []string, err error) {
	seen := map[string]bool{}
	for _, g := range []Generation{c.filling.at, c.live} {
		err := eachMember(ctx, c.rebuilder.store, g.keysKey(), func(keys []string) error {
			differ, err := c.differ(ctx, rowsOf(g, keys))
			for _, d := range differ {
				if !seen[d.Row] && len(rows) < mostSuspects {
					seen[d.Row] = true
					rows = append(rows, d.Row)
				}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// rowsOf are keys without what names their generation.
func rowsOf(g Generation, keys []string) []string {
	rows := make([]string, len(keys))
	for i, key := range keys {
		rows[i] = key[len(g.Key()):]
	}
	return rows
}

func (c *comparison) examine(ctx context.Context, rows []string) (Verdict, error) {
	differ, err := c.differ(ctx, rows)
	return Verdict{Differences: len(differ), Examples: differ[:min(len(differ), mostExamples)]}, err
}
