package archive

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// Entries implements activity.Past: the segments that reach no further than upTo.
func (a *Archive) Entries(ctx context.Context, ws kv.Workspace, upTo map[string]string, each func(activity.Entry) error) error {
	segments, err := a.upTo(ctx, ws, upTo)
	if err != nil {
		return err
	}
	for _, segment := range segments {
		if err := a.read(ctx, ws, segment, each); err != nil {
			return err
		}
	}
	return nil
}

// Size implements activity.Past.
func (a *Archive) Size(ctx context.Context, ws kv.Workspace, upTo map[string]string) (entries int64, err error) {
	segments, err := a.upTo(ctx, ws, upTo)
	for _, segment := range segments {
		entries += segment.Entries
	}
	return entries, err
}

// upTo lists the segments that the log was trimmed of: it goes by whole segments, in their order.
func (a *Archive) upTo(ctx context.Context, ws kv.Workspace, ids map[string]string) ([]activity.Segment, error) {
	segments, err := a.retention.Segments(ctx, ws)
	last := 0
	for i, segment := range segments {
		for source, id := range segment.Until {
			if ids[source] != "" && !isAfter(id, ids[source]) {
				last = i + 1
			}
		}
	}
	return segments[:last], err
}

// read gives the entries of one file. Whether it is the file that was written shows at its end: an
// error then takes back all that was given.
func (a *Archive) read(ctx context.Context, ws kv.Workspace, segment activity.Segment, each func(activity.Entry) error) (err error) {
	path := filepath.Join(a.folder(ws), filepath.Base(segment.File))
	file, err := os.Open(path) //nolint:gosec // below the operator's folder, its last part alone
	if errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.Conflict, "%s is not here. Name the data folder of the server that archived it.", path)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	digest := sha256.New()
	whole := io.TeeReader(bufio.NewReaderSize(file, 1<<16), digest)
	err = readEntries(ctx, whole, each)
	if err == nil {
		_, err = io.Copy(io.Discard, whole) // what stands behind the last line counts too
	}
	if errors.Is(err, errLine) || err == nil && hex.EncodeToString(digest.Sum(nil)) != segment.SHA256 {
		return fault.New(fault.Conflict, "%s was altered or damaged since it was written: bring back a copy.", path).
			Because(errors.Join(errDamaged, err))
	}
	return err
}

// longestLine bounds what a reader believes: a fact is a few hundred bytes.
const longestLine = 1 << 20

// readEntries reads a file's facts and puts those of one entry together.
func readEntries(ctx context.Context, from io.Reader, each func(activity.Entry) error) error {
	unpacked, err := gzip.NewReader(from)
	if err != nil {
		return fmt.Errorf("%w: %w", errLine, err)
	}
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(make([]byte, 0, 1<<16), longestLine)
	var entry activity.Entry
	for lines.Scan() {
		line, fact, err := readLine(lines.Bytes())
		if err != nil {
			return err
		}
		if line.Source == entry.Source && line.Entry == entry.ID {
			entry.Facts = append(entry.Facts, fact)
			continue
		}
		if err := give(ctx, entry, each); err != nil {
			return err
		}
		entry = activity.Entry{Source: line.Source, ID: line.Entry, Facts: []activity.Fact{fact}}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%w: %w", errLine, err)
	}
	return give(ctx, entry, each)
}

func give(ctx context.Context, entry activity.Entry, each func(activity.Entry) error) error {
	if entry.ID == "" {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return each(entry)
}

// isAfter compares IDs, "<ms>-<seq>".
func isAfter(a, b string) bool {
	aMs, aSeq := parts(a)
	bMs, bSeq := parts(b)
	return aMs > bMs || aMs == bMs && aSeq > bSeq
}

func parts(id string) (ms, seq uint64) {
	before, after, _ := strings.Cut(id, "-")
	ms, _ = strconv.ParseUint(before, 10, 64) // unreachable: the ID comes from Redis
	seq, _ = strconv.ParseUint(after, 10, 64) // unreachable: the ID comes from Redis
	return ms, seq
}
