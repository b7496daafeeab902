// Package upkeep is what a server does for its data when few are awake: it archives and trims the
// log, compares the numbers with the facts, and counts them again where they were begun otherwise
// than they are counted now.
//
// It promises:
//
//   - A difference between numbers and facts is told: in a metric, in the log, on the console. It
//     is never mended behind anybody's back; `vouch rebuild` does it when somebody has looked.
//   - Every part can be killed and run again, also by hand, while the server runs.
//   - Of several servers one does a workspace's upkeep of a night.
//
// The rows of a workspace w:
//
//	{w}:upkeep:night:<day>         STRING  who does the upkeep of that night; 20 hours
//	{w}:upkeep:verdict:<name>      STRING  the last Verdict about a projection, as JSON
package upkeep

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"vouch/server/activity"
	"vouch/server/activity/archive"
	"vouch/server/kv"
)

// Options of an Upkeep.
type Options struct {
	Store       *kv.Store
	Folder      string // of the archive
	Projections []activity.Projection
	Logger      *slog.Logger
	Now         kv.Clock
	// Hot is how long facts stay in Redis after they were archived; 0 is usualHot.
	Hot time.Duration
}

// usualHot keeps a week at hand: what is asked for most, and what an export needs no file for.
const usualHot = 7 * 24 * time.Hour

// Upkeep of all workspaces of a server. It is safe for concurrent use.
type Upkeep struct {
	options   Options
	archive   *archive.Archive
	retention *activity.Retention
	rebuilder *activity.Rebuilder
	found     findings
}

// New looks after these projections.
func New(options Options) *Upkeep {
	if options.Hot == 0 {
		options.Hot = usualHot
	}
	retention := activity.NewRetention(options.Store)
	files := archive.Open(options.Folder, retention)
	return &Upkeep{
		options: options, archive: files, retention: retention, rebuilder: activity.NewRebuilder(options.Store, files),
	}
}

// Told hears how far a projection's count of all facts is.
type Told func(projection string, progress activity.Progress)

// Rebuild counts a workspace's facts again and puts the new numbers in the place of the old ones.
func (u *Upkeep) Rebuild(ctx context.Context, ws kv.Workspace, told Told) error {
	for _, projection := range u.options.Projections {
		if err := u.rebuild(ctx, ws, projection, told); err != nil {
			return err
		}
	}
	return nil
}

func (u *Upkeep) rebuild(ctx context.Context, ws kv.Workspace, projection activity.Projection, told Told) error {
	name := projection.Name()
	if err := u.rebuilder.Rebuild(ctx, ws, projection, told.of(name)); err != nil {
		return err
	}
	return u.remember(ctx, ws, Checked{Projection: name, Verdict: activity.Verdict{At: u.options.Now().UTC()}})
}

func (t Told) of(projection string) func(activity.Progress) {
	return func(p activity.Progress) {
		if t != nil {
			t(projection, p)
		}
	}
}

// Checked is the last verdict about a projection.
type Checked struct {
	Projection string           `json:"projection"`
	Verdict    activity.Verdict `json:"verdict"`
}

// Verify compares a workspace's numbers with its facts, and remembers what it found.
func (u *Upkeep) Verify(ctx context.Context, ws kv.Workspace, told Told) ([]Checked, error) {
	var all []Checked
	for _, projection := range u.options.Projections {
		checked, err := u.verify(ctx, ws, projection, told)
		if err != nil {
			return all, err
		}
		all = append(all, checked)
	}
	return all, nil
}

func (u *Upkeep) verify(ctx context.Context, ws kv.Workspace, projection activity.Projection, told Told) (Checked, error) {
	name := projection.Name()
	verdict, err := u.rebuilder.Verify(ctx, ws, projection, told.of(name))
	if err != nil {
		return Checked{}, err
	}
	verdict.At = u.options.Now().UTC()
	checked := Checked{Projection: name, Verdict: verdict}
	return checked, u.remember(ctx, ws, checked)
}

// Archive writes the days that are over into files and trims the log of those that are older than
// Hot. It tells how many facts and how many entries that were.
func (u *Upkeep) Archive(ctx context.Context, ws kv.Workspace) (facts, trimmed int64, err error) {
	now := u.options.Now()
	if facts, err = u.archive.Collect(ctx, ws, now); err != nil {
		return facts, 0, err
	}
	names := make([]string, len(u.options.Projections))
	for i, projection := range u.options.Projections {
		names[i] = projection.Name()
	}
	trimmed, err = u.retention.Trim(ctx, ws, activity.DayOf(now.Add(-u.options.Hot-24*time.Hour)), names)
	return facts, trimmed, err
}

// Files is the archive.
func (u *Upkeep) Files() *archive.Archive { return u.archive }

func verdictKey(ws kv.Workspace, projection string) string {
	return kv.Key(ws, "upkeep", "verdict", projection)
}

func (u *Upkeep) remember(ctx context.Context, ws kv.Workspace, checked Checked) error {
	text, err := json.Marshal(checked)
	if err != nil {
		return err
	}
	u.found.note(ws, checked)
	return kv.Fault("keep a verdict", u.options.Store.Set(ctx, verdictKey(ws, checked.Projection), text, 0).Err())
}

// Verdicts are the last ones about a workspace's numbers.
func (u *Upkeep) Verdicts(ctx context.Context, ws kv.Workspace) ([]Checked, error) {
	var all []Checked
	for _, projection := range u.options.Projections {
		text, err := u.options.Store.Get(ctx, verdictKey(ws, projection.Name())).Result()
		if kv.Missing(err) {
			continue
		}
		var checked Checked
		if err = errors.Join(err, json.Unmarshal([]byte(text), &checked)); err != nil {
			return nil, kv.Fault("read a verdict", err)
		}
		all = append(all, checked)
	}
	return all, nil
}
