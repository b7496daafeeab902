package delta

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"strings"
)

// Apply makes the new bytes from base. A result longer than most is refused before memory is set
// aside for it.
func Apply(base, delta []byte, most int) ([]byte, error) {
	packed, ok := strings.CutPrefix(string(delta), magic)
	if !ok {
		return nil, ErrDelta
	}
	// The streams together are longer than the result by the steps alone, which are fewer.
	body, err := io.ReadAll(io.LimitReader(flate.NewReader(strings.NewReader(packed)), 2*int64(most)+64))
	if err != nil {
		return nil, ErrDelta
	}
	p, ok := open(body)
	if !ok || len(p.drift)+len(p.fresh) > most {
		return nil, ErrDelta
	}
	return p.apply(base)
}

// patch is a delta that is being applied.
type patch struct {
	steps        *bytes.Reader
	drift, fresh []byte
}

func open(body []byte) (p patch, ok bool) {
	var lengths [3]int
	for i := range lengths {
		n, width := binary.Uvarint(body)
		if width <= 0 || n > uint64(len(body)) {
			return patch{}, false
		}
		lengths[i], body = int(n), body[width:]
	}
	if lengths[0]+lengths[1]+lengths[2] != len(body) {
		return patch{}, false
	}
	steps, rest := body[:lengths[0]], body[lengths[0]:]
	return patch{steps: bytes.NewReader(steps), drift: rest[:lengths[1]], fresh: rest[lengths[1]:]}, true
}

func (p patch) apply(base []byte) ([]byte, error) {
	out := make([]byte, 0, len(p.drift)+len(p.fresh))
	shift := int64(0) // from a place in the result to the one in base that is copied
	for p.steps.Len() > 0 {
		s, ok := p.next()
		if !ok || s.fresh > uint64(len(p.fresh)) || s.copied > uint64(len(p.drift)) {
			return nil, ErrDelta
		}
		out = append(out, p.fresh[:s.fresh]...)
		p.fresh = p.fresh[s.fresh:]
		shift += s.move
		if s.copied == 0 {
			continue
		}
		from := int64(len(out)) + shift
		if from < 0 || from > int64(len(base)) || s.copied > uint64(int64(len(base))-from) {
			return nil, ErrDelta
		}
		for i, b := range base[from : from+int64(s.copied)] {
			out = append(out, b+p.drift[i])
		}
		p.drift = p.drift[s.copied:]
	}
	if len(p.drift)+len(p.fresh) > 0 {
		return nil, ErrDelta
	}
	return out, nil
}

// step is fresh bytes and then copied ones, from a place that moved.
type step struct {
	fresh, copied uint64
	move          int64
}

func (p patch) next() (s step, ok bool) {
	fresh, err := binary.ReadUvarint(p.steps)
	if err != nil {
		return step{}, false
	}
	move, err := binary.ReadVarint(p.steps)
	if err != nil || move > 1<<40 || move < -1<<40 { // so that no sum of them overflows
		return step{}, false
	}
	copied, err := binary.ReadUvarint(p.steps)
	return step{fresh: fresh, move: move, copied: copied}, err == nil
}
