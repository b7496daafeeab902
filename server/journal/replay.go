package journal

import (
	"errors"
	"os"
)

// fewLeft records are delivered while Append waits; otherwise a busy appender would stay ahead of
// the delivery for ever.
const fewLeft = 8

// Replay gives the records to deliver, oldest first, and forgets those it took. It returns nil
// when none is left, at that very moment, or the first error of deliver, whose record it keeps.
// The bytes of a record are the receiver's only until deliver returns.
func (j *Journal) Replay(deliver func(record []byte) error) error {
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
func (j *Journal) finish(deliver func([]byte) error) (done bool, err error) {
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
func (j *Journal) deliver(s *segment, deliver func([]byte) error) error {
	content, err := os.ReadFile(s.path)
	if err != nil {
		return err
	}
	records, left := readAll(content)
	for _, record := range records[s.delivered:] {
		if err := deliver(record); err != nil {
			return err
		}
		s.delivered++
		s.records--
		j.waiting.Add(-1)
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
