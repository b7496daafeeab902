package match

import "math"

// test is what a word or two must pass to belong to an atom: to be worth Low to High, for the
// kinds that have bounds.
type test struct {
	atom      uint32
	low, high float64
}

// testWidth is how many numbers of a table a test takes: kind, atom, and the bits of the bounds,
// the low half of each first.
const testWidth = 6

func testOf(m Member, atom uint32) []uint32 {
	low, high := math.Float64bits(m.Low), math.Float64bits(m.High)
	return []uint32{uint32(m.Kind), atom, uint32(low), uint32(low >> 32), uint32(high), uint32(high >> 32)}
}

// tests sorts the tables' tests by kind.
func (t *Tables) tests() (byKind [kinds][]test) {
	for i := 0; i < len(t.Tests); i += testWidth {
		e := t.Tests[i : i+testWidth]
		byKind[e[0]] = append(byKind[e[0]], test{
			atom: e[1],
			low:  math.Float64frombits(uint64(e[2]) | uint64(e[3])<<32),
			high: math.Float64frombits(uint64(e[4]) | uint64(e[5])<<32),
		})
	}
	return byKind
}

func (t *Tables) testsHold() bool {
	if len(t.Tests)%testWidth != 0 {
		return false
	}
	for i := 0; i < len(t.Tests); i += testWidth {
		if e := t.Tests[i:]; e[0] < uint32(AnyNumber) || e[0] >= uint32(kinds) || e[1] >= uint32(len(t.Starts)) {
			return false
		}
	}
	return true
}

// passAll notes the atoms of a kind without bounds.
func (f *Finder) passAll(k Kind, next int32) {
	for _, test := range f.tests[k] {
		f.edge(test.atom, next)
	}
}

// pass notes the atoms of a kind whose bounds a value keeps.
func (f *Finder) pass(k Kind, value float64, next int32) {
	for _, test := range f.tests[k] {
		if value >= test.low && value <= test.high {
			f.edge(test.atom, next)
		}
	}
}
