package upkeep

import (
	"context"
	"errors"
	"time"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// The upkeep of a night begins between two and four o'clock (UTC), each server at a time of its
// own, and takes at most longestTurn for a workspace. A server that was not up at night begins
// within two hours.
const (
	nightBegins = 2 * time.Hour
	nightSpread = 2 * time.Hour
	longestTurn = time.Hour
	claimed     = 20 * time.Hour
)

// Schedule says when upkeep is due.
type Schedule struct {
	jitter time.Duration // less than nightSpread
	next   time.Time
}

// NewSchedule is for a server that starts now; random is any number.
func NewSchedule(now time.Time, random uint64) *Schedule {
	jitter := time.Duration(random % uint64(nightSpread))
	s := &Schedule{jitter: jitter}
	s.next = now.Add(jitter)
	if night := s.after(now); night.Before(s.next) {
		s.next = night
	}
	return s
}

// after is the next night's time.
func (s *Schedule) after(now time.Time) time.Time {
	at := now.UTC().Truncate(24 * time.Hour).Add(nightBegins + s.jitter)
	for !at.After(now) {
		at = at.Add(24 * time.Hour)
	}
	return at
}

// Due reports whether the time has come, once for each time.
func (s *Schedule) Due(now time.Time) bool {
	if now.Before(s.next) {
		return false
	}
	s.next = s.after(now)
	return true
}

// Nightly does the upkeep of every workspace whenever it is due, looking at each tick, until ctx
// ends.
func (u *Upkeep) Nightly(ctx context.Context, ticks <-chan time.Time, schedule *Schedule,
	workspaces func(context.Context) ([]kv.Workspace, error),
) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
		if !schedule.Due(u.options.Now()) {
			continue
		}
		known, err := workspaces(ctx)
		if err != nil {
			u.failed(ctx, "", err)
		}
		for _, ws := range known {
			if err := u.turn(ctx, ws); err != nil {
				u.failed(ctx, ws, err)
			}
		}
	}
}

func (u *Upkeep) failed(ctx context.Context, ws kv.Workspace, err error) {
	if ctx.Err() != nil { // the server stops; tomorrow is another night
		return
	}
	u.found.fail()
	u.options.Logger.Error("the upkeep of a workspace did not come to its end", "workspace", string(ws), "error", err)
}

// turn is the upkeep of one workspace, unless another server has claimed it.
func (u *Upkeep) turn(ctx context.Context, ws kv.Workspace) error {
	night := string(activity.DayOf(u.options.Now()))
	mine, err := u.options.Store.SetNX(ctx, kv.Key(ws, "upkeep", "night", night), "", claimed).Result()
	if err != nil || !mine {
		return kv.Fault("claim the upkeep", err)
	}
	ctx, cancel := context.WithTimeout(ctx, longestTurn)
	defer cancel()
	return u.Night(ctx, ws)
}

// Night is all the upkeep of a workspace: what can be done is done, and the error tells the rest.
func (u *Upkeep) Night(ctx context.Context, ws kv.Workspace) error {
	_, _, err := u.Archive(ctx, ws)
	if fault.Is(err, fault.Conflict) { // another server has the files
		u.options.Logger.Info("another server archives this workspace", "workspace", string(ws))
		err = nil
	}
	for _, projection := range u.options.Projections {
		err = errors.Join(err, u.check(ctx, ws, projection))
	}
	return err
}

// check verifies a projection and raises the alarm, or rebuilds what is counted otherwise by now.
func (u *Upkeep) check(ctx context.Context, ws kv.Workspace, projection activity.Projection) error {
	checked, err := u.verify(ctx, ws, projection, nil)
	if err != nil {
		return err
	}
	logger := u.options.Logger.With("workspace", string(ws), "projection", projection.Name())
	if checked.Verdict.Outdated {
		logger.Info("numbers are counted again, for they are counted otherwise by now")
		return u.rebuild(ctx, ws, projection, nil)
	}
	if checked.Verdict.Differences > 0 {
		logger.Error("numbers are not what the facts say: run `vouch verify`, then `vouch rebuild`",
			"differences", checked.Verdict.Differences)
	}
	return nil
}
