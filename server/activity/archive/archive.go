// Package archive keeps facts in files when they have grown too old for Redis.
//
// It promises:
//
//   - A fact is in the archive once, in the order in which the log held it, and reads back as it was.
//   - The log is trimmed only of what stands in a file that was flushed to the disk and whose digest
//     was noted; a file that was altered since is refused.
//   - It may be killed anywhere: a file counts from the moment it is noted, and not before.
//
// The files of a workspace w stand in DIR/archive/<w>, one a day of recording (a long day has
// several): <day>.<n>.<digest>.jsonl.gz, a fact a line as JSON. People stand in them by pseudonym
// only, as in the log.
package archive

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// Archive writes and reads the files of one folder. It is safe for concurrent use; on several
// servers, one folder's server archives a workspace.
type Archive struct {
	dir       string
	retention *activity.Retention
}

// Open uses a folder, which is made when something is first written to it.
func Open(dir string, retention *activity.Retention) *Archive {
	return &Archive{dir: dir, retention: retention}
}

var (
	errLine    = errors.New("archive: a line holds no fact")
	errDamaged = errors.New("archive: the file is not the one that was written")
)

// folder of a workspace. The ids that workspaces have are letters and digits; whatever else came
// here is written as a key would be.
func (a *Archive) folder(ws kv.Workspace) string { return filepath.Join(a.dir, kv.Key(ws)) }

// Collect archives what was recorded before today (UTC), and tells how many facts that was.
func (a *Archive) Collect(ctx context.Context, ws kv.Workspace, now time.Time) (facts int64, err error) {
	segments, err := a.retention.Segments(ctx, ws)
	if err != nil {
		return 0, err
	}
	if err := a.isHere(ws, segments); err != nil {
		return 0, err
	}
	c := collecting{archive: a, ws: ws, known: len(segments)}
	defer c.abandon()
	today := now.UTC().Truncate(24 * time.Hour)
	err = a.retention.After(ctx, ws, today, func(e activity.Entry) error { return c.add(ctx, e) })
	if err == nil {
		err = c.close(ctx)
	}
	return c.facts, err
}

// isHere reports a Conflict when the files that there are stand elsewhere: two servers would keep
// half an archive each.
func (a *Archive) isHere(ws kv.Workspace, segments []activity.Segment) error {
	if len(segments) == 0 {
		return nil
	}
	newest := segments[len(segments)-1].File
	_, err := os.Stat(filepath.Join(a.folder(ws), newest))
	if errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.Conflict, "The archive of this workspace stands in the data folder of another server; %s is not in %s.", newest, a.dir)
	}
	return err
}

// collecting writes segments one after the other.
type collecting struct {
	archive *Archive
	ws      kv.Workspace
	known   int // segments that are noted
	facts   int64
	open    *segmentFile // nil between segments
}

// longestSegment bounds what a reader reads at once: about 20 MB of file.
const longestSegment = 500_000

func (c *collecting) add(ctx context.Context, e activity.Entry) error {
	day := dayOf(e)
	if c.open != nil && (c.open.segment.Day != day || c.open.segment.Facts >= longestSegment) {
		if err := c.close(ctx); err != nil {
			return err
		}
	}
	if c.open == nil {
		var err error
		if c.open, err = createSegment(c.archive.folder(c.ws), day); err != nil {
			return err
		}
	}
	return c.open.write(e)
}

// close puts the open segment in its place and notes it.
func (c *collecting) close(ctx context.Context) error {
	if c.open == nil {
		return nil
	}
	segment, err := c.open.finish(c.known)
	if err != nil {
		return err
	}
	path := filepath.Join(c.archive.folder(c.ws), segment.File)
	if err := c.archive.retention.Archived(ctx, c.ws, c.known, segment); err != nil {
		if fault.Is(err, fault.Conflict) { // surely not noted
			err = errors.Join(err, os.Remove(path))
		}
		return err
	}
	c.open, c.known, c.facts = nil, c.known+1, c.facts+segment.Facts
	return nil
}

func (c *collecting) abandon() {
	if c.open != nil {
		c.open.abandon()
	}
}
