package journal

import (
	"errors"
	"os"
	"slices"
)

// fewLeft records are delivered while Append waits; otherwise a busy appender would stay ahead of
// the delivery for ever.
const fewLeft = 8

// atOnce is how many records deliver gets: a round trip for each would be slower than new ones come.
const atOnce = 32

// Replay gives the records to deliver, oldest first and some at a time, and forgets those that it
// took: all, or with an error so many of the first. It returns nil when none is left, at that very
// moment, or the first error. The bytes of a record are the receiver's only until deliver returns.
func (j *Journal) Replay(deliver func(records [][]byte) (taken int, err error)) error {
	j.replay.Lock()
	defer j.replay.Unlock()
	for {
		oldest, err := j.oldest()
		if err != nil {
			return err
		}
		if oldest == nil {
			if done, err := j.finish(deliver); done || err != nil {
				return err
			}
			continue
		}
		if err := j.deliver(oldest, deliver); err != nil {
			return err
		}
		j.mu.Lock()
		j.forget(oldest)
		j.mu.Unlock()
	}
}

// oldest seals the segment that is delivered next; nil when few records are left.
func (j *Journal) oldest() (*segment, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.isNearlyEmpty() {
		return nil, nil
	}
	return j.segments[0], j.segments[0].seal()
}

func (j *Journal) isNearlyEmpty() bool {
	return len(j.segments) == 0 || len(j.segments) == 1 && j.segments[0].records <= fewLeft
}

// finish delivers the last few while nobody can append; done is false when there are more now.
func (j *Journal) finish(deliver func([][]byte) (int, error)) (done bool, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.isNearlyEmpty() {
		return false, nil
	}
	for _, last := range j.segments {
		if err := errors.Join(last.seal(), j.deliver(last, deliver)); err != nil {
			return false, err
		}
		j.forget(last)
	}
	return true, nil
}

// deliver hands over what a sealed segment holds, and removes its file.
func (j *Journal) deliver(s *segment, deliver func([][]byte) (int, error)) error {
	content, err := os.ReadFile(s.path)
	if err != nil {
		return err
	}
	records, left := readAll(content)
	for some := range slices.Chunk(records[s.delivered:], atOnce) {
		taken, err := deliver(some)
		s.delivered += taken
		s.records -= taken
		j.waiting.Add(-int64(taken))
		if err != nil {
			return err
		}
	}
	if s.damaged = !isTorn(left); s.damaged {
		return errors.Join(s.setAside(), syncFolder(j.dir))
	}
	return errors.Join(os.Remove(s.path), syncFolder(j.dir))
}

// forget drops the oldest segment, whose file is gone. The caller holds the lock.
func (j *Journal) forget(s *segment) {
	j.segments = j.segments[1:]
	j.bytes.Add(-s.bytes)
	if s.damaged {
		j.damaged.Add(1)
	}
}
