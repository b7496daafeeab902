package delta

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
)

// How alike a stretch must be, in bytes of a window: a copy goes on while five in eight agree, as
// the upper bytes of a number do when it moves by little, and begins where six in eight do.
const (
	window = 32
	goesOn = window * 5 / 8
	begins = window * 6 / 8
)

// seed bytes that agree are worth a look; nearby places within reach are looked at besides, for
// where every number of a table moved there is no seed.
const (
	seed  = 8
	reach = 64
	every = 8 // bytes between looks around
)

// Make is a delta from base to want. It takes time linear in both, and some twelve bytes of memory
// for one of base.
func Make(base, want []byte) []byte {
	m := maker{base: base, want: want, index: indexOf(base)}
	for m.at < len(want) {
		if m.copying && !m.copy() {
			m.stop()
		}
		if !m.copying && m.at < len(want) {
			m.look()
		}
	}
	m.stop()
	return m.pack()
}

type maker struct {
	base, want []byte
	index      index

	at      int // in want
	shift   int // from a place in want to the one in base
	copying bool
	since   int // where the copy, or the fresh stretch, began
	pending int // fresh bytes that no step has named

	steps, drift, fresh []byte
}

// copy goes on by one byte; false where base and want part.
func (m *maker) copy() bool {
	from := m.at + m.shift
	if from >= len(m.base) {
		return false
	}
	drift := m.want[m.at] - m.base[from]
	if drift != 0 && m.alike(from) < goesOn {
		return false
	}
	m.drift = append(m.drift, drift)
	m.at++
	return true
}

// stop ends a copy, or names fresh bytes after which nothing is copied.
func (m *maker) stop() {
	switch {
	case m.copying:
		m.steps = binary.AppendUvarint(m.steps, uint64(m.at-m.since))
	case m.pending > 0:
		m.steps = binary.AppendUvarint(m.steps, uint64(m.pending))
		m.steps = append(m.steps, 0, 0) // moves nowhere, copies nothing
		m.pending = 0
	}
	m.copying, m.since = false, m.at
}

// look begins a copy where something in base is like what comes, or takes a fresh byte.
func (m *maker) look() {
	best, from := 0, 0
	try := func(place int) {
		if n := m.alike(place); n > best {
			best, from = n, place
		}
	}
	if place, ok := m.index.find(m.want[m.at:]); ok {
		try(place)
	}
	if (m.at-m.since)%every == 0 {
		for away := -reach; away <= reach; away++ {
			try(m.at + m.shift + away)
		}
	}
	if best < begins {
		m.fresh = append(m.fresh, m.want[m.at])
		m.at++
		m.pending++
		return
	}
	m.steps = binary.AppendUvarint(m.steps, uint64(m.pending))
	m.steps = binary.AppendVarint(m.steps, int64(from-m.at-m.shift))
	m.shift, m.copying, m.since, m.pending = from-m.at, true, m.at, 0
}

// alike counts the bytes of the window that agree with base from a place on.
func (m *maker) alike(place int) (n int) {
	if place < 0 || place > len(m.base) {
		return 0
	}
	a, b := m.base[place:min(place+window, len(m.base))], m.want[m.at:min(m.at+window, len(m.want))]
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			n++
		}
	}
	return n
}

func (m *maker) pack() []byte {
	out := bytes.NewBufferString(magic)
	// The level is a constant that exists, and a buffer takes what it is given.
	w, _ := flate.NewWriter(out, flate.BestCompression)
	var lengths []byte
	for _, stream := range [][]byte{m.steps, m.drift, m.fresh} {
		lengths = binary.AppendUvarint(lengths, uint64(len(stream)))
	}
	for _, part := range [][]byte{lengths, m.steps, m.drift, m.fresh} {
		_, _ = w.Write(part)
	}
	_ = w.Close()
	return out.Bytes()
}

// index finds seeds in base by a hash; of several in one slot it knows the last.
type index struct {
	places []int32 // one up; 0 is none
	shift  uint
}

func indexOf(base []byte) index {
	bits := uint(8)
	for 1<<bits < len(base) {
		bits++
	}
	x := index{places: make([]int32, 1<<bits), shift: 64 - bits}
	for place := 0; place+seed <= len(base); place++ {
		x.places[x.slot(base[place:])] = int32(place) + 1
	}
	return x
}

func (x index) slot(b []byte) uint64 {
	const odd = 0x9E3779B97F4A7C15 // 2^64 over the golden ratio: spreads what differs by little
	return binary.LittleEndian.Uint64(b) * odd >> x.shift
}

func (x index) find(b []byte) (place int, ok bool) {
	if len(b) < seed {
		return 0, false
	}
	place = int(x.places[x.slot(b)]) - 1
	return place, place >= 0
}
