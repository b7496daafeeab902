package build

import (
	"slices"

	"vouch/shared/pattern"
)

// union is several patterns' automata side by side, ready to be made deterministic.
type union struct {
	steps  [][]step
	frees  [][]free
	starts []state
	ends   map[state]pattern.ID

	classes [256]uint8
	first   []byte // by class: one of its bytes
	asked   pattern.Assertion
}

func newUnion(all []*nfa, ids []pattern.ID) *union {
	u := &union{ends: map[state]pattern.ID{}}
	for _, id := range ids {
		n, base := all[id], state(len(u.steps))
		for s := range n.steps {
			steps := slices.Clone(n.steps[s])
			for i := range steps {
				steps[i].to += base
			}
			frees := slices.Clone(n.frees[s])
			for i := range frees {
				frees[i].to += base
				u.asked |= frees[i].when
			}
			u.steps, u.frees = append(u.steps, steps), append(u.frees, frees)
		}
		u.starts = append(u.starts, base+n.start)
		u.ends[base+n.end] = id
	}
	u.classify()
	return u
}

// classify parts the bytes into classes that no edge and no assertion tells apart.
func (u *union) classify() {
	cuts := map[step]bool{}
	for _, steps := range u.steps {
		for _, e := range steps {
			cuts[step{low: e.low, high: e.high}] = true
		}
	}
	ordered := make([]step, 0, len(cuts))
	for c := range cuts {
		ordered = append(ordered, c)
	}
	slices.SortFunc(ordered, func(a, b step) int {
		if a.low != b.low {
			return int(a.low) - int(b.low)
		}
		return int(a.high) - int(b.high)
	})
	for c := range 256 {
		u.classes[c] = uint8(u.kindOf(byte(c)))
	}
	u.renumber()
	for _, cut := range ordered {
		u.cut(cut.low, cut.high)
	}
}

// cut makes the bytes of a range classes of their own.
func (u *union) cut(low, high byte) {
	var inside, outside [256]bool
	for c := range 256 {
		if byte(c) >= low && byte(c) <= high {
			inside[u.classes[c]] = true
		} else {
			outside[u.classes[c]] = true
		}
	}
	next := uint8(len(u.first)) // at most 255: a class that is cut has another byte
	for class := range u.first {
		if !inside[class] || !outside[class] {
			continue
		}
		for c := int(low); c <= int(high); c++ {
			if int(u.classes[c]) == class {
				u.classes[c] = next
			}
		}
		next++
	}
	u.renumber()
}

// renumber counts the classes from 0, by their first bytes.
func (u *union) renumber() {
	number := map[uint8]uint8{}
	u.first = u.first[:0]
	for c := range 256 {
		class, ok := number[u.classes[c]]
		if !ok {
			class = uint8(len(number))
			number[u.classes[c]] = class
			u.first = append(u.first, byte(c))
		}
		u.classes[c] = class
	}
}

// kindOf is the kind of a byte as far as the patterns' assertions ask.
func (u *union) kindOf(c byte) pattern.Kind { return u.asks(pattern.KindOf(c)) }

func (u *union) asks(k pattern.Kind) pattern.Kind {
	const word = pattern.WordBoundary | pattern.NoWordBoundary
	const line = pattern.BeginLine | pattern.EndLine
	const edge = line | pattern.BeginText | pattern.EndText
	switch {
	case k == pattern.Word && u.asked&word == 0,
		k == pattern.Newline && u.asked&line == 0,
		k == pattern.Outside && u.asked&edge == 0:
		return pattern.Other
	}
	return k
}
