package app

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"vouch/server/activity"
	"vouch/server/activity/archive"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/upkeep"
	"vouch/server/workspace"
)

func upkeepOf(store *kv.Store, config Config, projections ...activity.Projection) *upkeep.Upkeep {
	return upkeep.New(upkeep.Options{
		Store: store, Folder: filepath.Join(config.Data, "archive"), Projections: projections,
		Logger: config.Logger, Now: config.Now,
	})
}

// nightly does the upkeep of every workspace at night, at another minute on each server.
func (a *App) nightly(ctx context.Context) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	var random [8]byte
	_, _ = rand.Read(random[:]) // never fails
	schedule := upkeep.NewSchedule(a.config.Now(), binary.LittleEndian.Uint64(random[:]))
	a.rooms.upkeep.Nightly(ctx, ticker.C, schedule, a.rooms.workspaces.List)
}

// upkeepMetrics raise the alarm: whoever is paged looks for differences above zero.
func (r *rooms) upkeepMetrics() []prometheus.Collector {
	collectors := []prometheus.Collector{
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "vouch_upkeep_failures_total", Help: "Nightly rounds over a workspace that did not come to their end.",
		}, func() float64 { return float64(r.upkeep.Failures()) }),
	}
	for _, projection := range []activity.Projection{r.counters, r.ledger} {
		name := projection.Name()
		collectors = append(collectors, prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "vouch_projection_differences", ConstLabels: prometheus.Labels{"projection": name},
			Help: "Numbers that were not what the facts say when this server compared them last.",
		}, func() float64 { return float64(r.upkeep.Differences(name)) }))
	}
	return collectors
}

// Keeper is the upkeep by hand, beside a running server or without one.
type Keeper struct {
	app        *App
	workspaces []workspace.Workspace
}

// OpenKeeper connects. The name is that of one workspace, or its id; "" is all of them. NotFound where no
// server ever ran, or where there is no such workspace.
func OpenKeeper(ctx context.Context, config Config, name string) (*Keeper, error) {
	if _, err := os.Stat(filepath.Join(config.Data, "keys")); err != nil {
		return nil, fault.New(fault.NotFound, "No server kept its data in %s: name its data folder with --data.", config.Data)
	}
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	keeper := &Keeper{app: &App{config: config}}
	if err := keeper.open(ctx, name); err != nil {
		return nil, errors.Join(err, keeper.Close())
	}
	return keeper, nil
}

func (k *Keeper) open(ctx context.Context, name string) (err error) {
	if err := k.app.reach(ctx); err != nil {
		return err
	}
	if k.app.rooms, err = build(k.app.store, k.app.config, ""); err != nil {
		return err
	}
	known, err := k.app.rooms.workspaces.List(ctx)
	if err != nil {
		return err
	}
	for _, id := range known {
		found, err := k.app.rooms.workspaces.Get(ctx, id)
		if fault.Is(err, fault.NotFound) {
			continue // it was made by halves
		}
		if err != nil {
			return err
		}
		if name == "" || name == found.Name || name == string(id) {
			k.workspaces = append(k.workspaces, found)
		}
	}
	if name != "" && len(k.workspaces) == 0 {
		return fault.New(fault.NotFound, "There is no workspace %q.", name)
	}
	if name != "" && len(k.workspaces) > 1 {
		return fault.New(fault.Conflict, "Several workspaces have the name %q: give its id, %s or another.", name, k.workspaces[0].ID)
	}
	return nil
}

// Close disconnects, and stops what was started.
func (k *Keeper) Close() error { return k.app.close() }

// Progress tells how far a count of all facts is.
type Progress struct {
	Workspace  string `json:"workspace"`
	Projection string `json:"projection"`
	Entries    int64  `json:"entries"`
	Of         int64  `json:"of"`
	Facts      int64  `json:"facts"`
	Done       bool   `json:"done,omitempty"`
}

// Rebuild counts every fact again.
func (k *Keeper) Rebuild(ctx context.Context, told func(Progress)) error {
	return k.each(func(w workspace.Workspace) error {
		last := Progress{}
		err := k.app.rooms.upkeep.Rebuild(ctx, w.ID, func(projection string, p activity.Progress) {
			now := Progress{Workspace: w.Name, Projection: projection, Entries: p.Entries, Of: p.Of, Facts: p.Facts}
			if last.Projection != "" && last.Projection != projection {
				last.Done = true
				told(last)
			}
			last = now
			told(now)
		})
		if err == nil && last.Projection != "" {
			last.Done = true
			told(last)
		}
		return err
	})
}

// Checked is what a comparison of a projection with the facts found.
type Checked struct {
	Workspace   string                `json:"workspace"`
	Projection  string                `json:"projection"`
	Differences int                   `json:"differences"`
	Outdated    bool                  `json:"outdated,omitempty"` // it counts otherwise by now; a rebuild applies that
	Examples    []activity.Difference `json:"examples,omitempty"`
}

// Verify compares every number with the facts.
func (k *Keeper) Verify(ctx context.Context, found func(Checked)) error {
	return k.each(func(w workspace.Workspace) error {
		all, err := k.app.rooms.upkeep.Verify(ctx, w.ID, nil)
		for _, c := range all {
			found(Checked{
				Workspace: w.Name, Projection: c.Projection, Differences: c.Verdict.Differences,
				Outdated: c.Verdict.Outdated, Examples: c.Verdict.Examples,
			})
		}
		return err
	})
}

// Archived is what was put into files and let go.
type Archived struct {
	Workspace string `json:"workspace"`
	Facts     int64  `json:"facts"`
	Trimmed   int64  `json:"trimmed"` // entries
}

// Archive writes the days that are over into files, and trims the log.
func (k *Keeper) Archive(ctx context.Context, done func(Archived)) error {
	return k.each(func(w workspace.Workspace) error {
		facts, trimmed, err := k.app.rooms.upkeep.Archive(ctx, w.ID)
		done(Archived{Workspace: w.Name, Facts: facts, Trimmed: trimmed})
		return err
	})
}

// Span is the time of what is exported: From included, To not; zero is no bound.
type Span struct{ From, To time.Time }

// Export writes the facts of the one workspace, oldest first, as "jsonl" or "csv". Where the
// workspace counts in aggregate only, nobody is named.
func (k *Keeper) Export(ctx context.Context, span Span, format string, to io.Writer) (facts int64, err error) {
	w := k.workspaces[0]
	return k.app.rooms.upkeep.Files().Export(ctx, w.ID, archive.Wanted{
		From: span.From, To: span.To, Format: archive.Format(format), Impersonal: w.Mode.Aggregate,
	}, to)
}

func (k *Keeper) each(do func(workspace.Workspace) error) error {
	for _, w := range k.workspaces {
		if err := do(w); err != nil {
			return err
		}
	}
	return nil
}
