// Package journal is a queue on the disk: what cannot be delivered now is kept in order, and
// delivered later.
//
// It promises:
//
//   - A record is on the disk when Append returns without an error, and it is delivered later,
//     also after the machine lost power.
//   - Records are delivered in the order in which they were appended. After a crash in the middle
//     of a delivery some are delivered again: the receiver must know them.
//   - Nothing that was not appended is delivered. A record that was being written when the program
//     died is left out.
//   - It never takes more of the disk than its limit: beyond it Append refuses.
//
// The folder holds segments, "<number>.journal". A segment that was delivered is removed; one with
// damaged bytes in it is delivered up to them and kept beside as "<number>.damaged".
package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"

	"vouch/server/fault"
)

// Options bound a journal; a zero is the default.
type Options struct {
	Limit   int64 // bytes of all segments; 1 GiB, about 15 million clicks
	Segment int64 // bytes of one segment, delivered and removed as a whole; 4 MiB
}

const (
	defaultLimit   = 1 << 30
	defaultSegment = 4 << 20
)

// Journal is an open folder. It is safe for concurrent use, by one process.
type Journal struct {
	dir     string
	options Options
	lock    *os.File
	replay  sync.Mutex // one at a time

	mu       sync.Mutex // held while a segment is appended to, and while the list changes
	segments []*segment // oldest first; records are appended to the last one while it has a file

	bytes, waiting, damaged atomic.Int64
}

// Open makes the folder when it is missing, and finds what an earlier run left. A folder that
// another process has open is refused.
func Open(dir string, options Options) (*Journal, error) {
	if options.Limit == 0 {
		options.Limit = defaultLimit
	}
	if options.Segment == 0 {
		options.Segment = defaultSegment
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, err
	}
	j := &Journal{dir: dir, options: options, lock: lock}
	if err := j.find(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return j, nil
}

func lockFolder(dir string) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the operator names dir
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("the journal %s is in use by another server: %w", dir, err), file.Close())
	}
	return file, nil
}

// find counts what the segments of earlier runs hold. Their last records may be torn, so nothing
// is ever appended to them.
func (j *Journal) find() error {
	found, err := findSegments(j.dir)
	if err != nil {
		return err
	}
	for _, s := range found {
		content, err := os.ReadFile(s.path)
		if err != nil {
			return err
		}
		records, _ := readAll(content)
		s.bytes, s.records = int64(len(content)), len(records)
		j.add(s)
	}
	return nil
}

func (j *Journal) add(s *segment) {
	j.segments = append(j.segments, s)
	j.bytes.Add(s.bytes)
	j.waiting.Add(int64(s.records))
}

// Append writes the records, in order, and returns when they are on the disk. After an error none
// of them need be delivered, but they may be. A full journal is a fault of kind Unavailable.
func (j *Journal) Append(records ...[]byte) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.append(records)
}

// AppendBehind is Append while earlier records wait. Once none does it takes nothing and says false:
// who wrote here for their sake alone need not any more.
func (j *Journal) AppendBehind(records ...[]byte) (behind bool, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.Waiting() == 0 {
		return false, nil
	}
	return true, j.append(records)
}

// append does it; the caller holds the lock.
func (j *Journal) append(records [][]byte) error {
	frames, err := frame(records)
	if err != nil {
		return err
	}
	if j.bytes.Load()+int64(len(frames)) > j.options.Limit {
		return fault.New(fault.Unavailable, "The journal is full: %d MiB wait for the store.", j.bytes.Load()>>20)
	}
	last, err := j.writable()
	if err != nil {
		return err
	}
	if err := last.write(frames); err != nil {
		return errors.Join(err, last.seal(), j.dropEmpty())
	}
	last.records += len(records)
	j.waiting.Add(int64(len(records)))
	j.bytes.Add(int64(len(frames)))
	return nil
}

// dropEmpty takes back a segment that got nothing: a full disk would be left with one for every try.
func (j *Journal) dropEmpty() error {
	last := j.segments[len(j.segments)-1]
	if last.bytes > 0 {
		return nil
	}
	j.segments = j.segments[:len(j.segments)-1]
	return os.Remove(last.path)
}

// writable is the last segment, or a new one when that has been sealed or is full.
func (j *Journal) writable() (*segment, error) {
	if n := len(j.segments); n > 0 && j.segments[n-1].file != nil {
		if last := j.segments[n-1]; last.bytes < j.options.Segment {
			return last, nil
		}
		if err := j.segments[n-1].seal(); err != nil {
			return nil, err
		}
	}
	number := 1
	if n := len(j.segments); n > 0 {
		number = j.segments[n-1].number + 1
	}
	fresh, err := newSegment(j.dir, number)
	if err != nil {
		return nil, err
	}
	j.add(fresh)
	return fresh, nil
}

// Waiting is how many records are not delivered yet; it costs nothing to ask.
func (j *Journal) Waiting() int { return int(j.waiting.Load()) }

// State is what the journal holds now.
type State struct {
	Waiting int   // records
	Bytes   int64 // on the disk
	Damaged int   // segments that were set aside since Open
}

// State tells for metrics.
func (j *Journal) State() State {
	return State{Waiting: j.Waiting(), Bytes: j.bytes.Load(), Damaged: int(j.damaged.Load())}
}

// Close lets another process open the folder. What waits stays on the disk.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	var err error
	if n := len(j.segments); n > 0 {
		err = j.segments[n-1].seal()
	}
	return errors.Join(err, j.lock.Close())
}
