package archive

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
)

// Format of an export.
type Format string

// The formats.
const (
	JSONLines Format = "jsonl" // a record a line
	CSV       Format = "csv"   // a row a line, after one with the names
)

// Wanted says what to export.
type Wanted struct {
	From, To   time.Time // when it happened: From included, To not; zero is no bound
	Format     Format
	Impersonal bool // leaves out who: advocate, code and visitor
}

// Export writes facts in the order in which they were recorded, archive first, then the log. It
// reports how many.
func (a *Archive) Export(ctx context.Context, ws kv.Workspace, wanted Wanted, to io.Writer) (facts int64, err error) {
	out := bufio.NewWriterSize(to, 1<<16)
	write := lineWriter(out)
	if wanted.Format == CSV {
		write = rowWriter(out)
	}
	each := func(e activity.Entry) error {
		n, err := wanted.write(e, write)
		facts += n
		return err
	}
	segments, err := a.retention.Segments(ctx, ws)
	if err != nil {
		return 0, err
	}
	for _, segment := range segments {
		if wanted.within(segment) {
			if err := a.read(ctx, ws, segment, each); err != nil {
				return facts, err
			}
		}
	}
	if err := a.retention.After(ctx, ws, endOfTime(), each); err != nil {
		return facts, err
	}
	return facts, out.Flush()
}

// write writes the facts of an entry that are wanted, and tells how many.
func (w Wanted) write(e activity.Entry, write func(record) error) (facts int64, err error) {
	for i := range e.Facts {
		f := &e.Facts[i]
		if !w.covers(f.At) {
			continue
		}
		if err := write(w.record(f)); err != nil {
			return facts, err
		}
		facts++
	}
	return facts, nil
}

func endOfTime() time.Time { return time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC) }

func (w Wanted) covers(at time.Time) bool {
	return !at.Before(w.From) && (w.To.IsZero() || at.Before(w.To))
}

// within reports whether a segment may hold a wanted fact. A fact is recorded at most Ahead before
// it is said to have happened, and at most Window after; clicks of a journal come later than that
// only by the time that Redis was away.
func (w Wanted) within(s activity.Segment) bool {
	day, ok := s.Day.Start()
	const slack = 48 * time.Hour
	early := !w.From.IsZero() && day.Add(slack).Before(w.From)
	late := !w.To.IsZero() && day.After(w.To.Add(activity.Window+slack))
	return !ok || !early && !late
}

func (w Wanted) record(f *activity.Fact) record {
	r := recordOf(f)
	if w.Impersonal {
		r.Advocate, r.Code, r.Visitor = "", "", ""
	}
	return r
}

func lineWriter(out io.Writer) func(record) error {
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	return func(r record) error { return lines.Encode(r) }
}
