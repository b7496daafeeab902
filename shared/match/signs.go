package match

// signs are two sets of what stands at a place, or may stand there: of hashed words, and of hashed
// atoms. They save most of the walk: nearly all beginnings of a phrase are not followed by its
// second word. A word leads on from a node only if both sets share a sign (Bloom 1970, with one
// hash each): the words tell apart what one atom of many words accepts, the atoms what a word that
// many rules speak of means.
type signs struct{ words, atoms uint64 }

// The signs that are no word's.
const (
	ended  uint64 = 1 << 63 // wanted by a node where phrases end, shown by every position
	open   uint64 = 1 << 62 // wanted by a node that any word leads on from, shown where a phrase may run on
	unread uint64 = 1 << 61 // what only edges tell: lists, numbers and other tests
)

// signOf is the sign of a lexicon entry, by its hash.
func signOf(hash uint32) uint64 { return 1 << (hash % 61) }

// atomSign is the sign of an atom. Neighbours, which rules give to words side by side, differ.
func atomSign(atom uint32) uint64 { return 1 << (atom & 63) }

// meets reports whether what is wanted may be among what is shown.
func (s signs) meets(shown signs) bool {
	both := s.words & shown.words
	return both >= open || both != 0 && s.atoms&shown.atoms != 0
}

// ends is meets but for what only an open gap leads on to.
func (s signs) ends(shown signs) bool {
	both := s.words & shown.words &^ open
	return both >= open || both != 0 && s.atoms&shown.atoms != 0
}

func (s *signs) add(other signs) {
	s.words |= other.words
	s.atoms |= other.atoms
}

// trie is what a walk asks of the tables most often, laid out for it.
type trie struct {
	wants   []signs  // by node: of what leads on from it, besides ended and open
	accepts []signs  // by atom: of its words
	inner   []uint64 // by atom: its sign if phrases go on with it, 0 if they only begin with it
	shows   []uint64 // by entry: the signs of its atoms that phrases go on with
	rare    filter   // of what is looked up for nearly every word and seldom there: affixes, words by how they are written
	far     far
	begin   []uint32
	starts  []start // of the entries, one behind the other; those of entry n from begin[n] on
}

// start is a node that a word leads to as the first of a phrase.
type start struct {
	wants signs
	node  uint32
	far   uint32 // place of what may follow its gaps, 0 is none
}

func newTrie(t *Tables) trie {
	atoms := t.atomSigns()
	atoms[Any] = signs{words: open}
	made := trie{wants: make([]signs, len(t.Labels)), accepts: atoms, inner: make([]uint64, len(atoms))}
	for node := range made.wants {
		var wants signs
		if t.Out[node] < t.Out[node+1] {
			wants.words = ended
		}
		for _, label := range t.Labels[t.First[node]:t.First[node+1]] {
			wants.add(atoms[label])
		}
		made.wants[node] = wants
	}
	made.wants[0] = signs{} // the root, which stands for none
	for _, label := range t.Labels[t.First[1]:] {
		made.inner[label] = atomSign(label)
	}
	made.addStarts(t)
	made.rare = newFilter(t)
	return made
}

// atomSigns are the signs of each atom and its words. Lists and tests have no word but unread.
func (t *Tables) atomSigns() []signs {
	atoms := make([]signs, len(t.Starts))
	for i := 0; i < len(t.Entries); i += entryWidth {
		for _, atom := range t.atomsOf(uint32(i)) {
			atoms[atom].words |= signOf(t.Entries[i])
		}
	}
	for i := range atoms {
		if atoms[i].words == 0 {
			atoms[i].words = unread
		}
		atoms[i].atoms = atomSign(uint32(i))
	}
	for i := 0; i < len(t.Tests); i += testWidth {
		atoms[t.Tests[i+1]].words |= unread
	}
	return atoms
}

func (r *trie) addStarts(t *Tables) {
	r.far = newFar(t)
	byAtom, count := make([]start, len(t.Starts)), 0
	for atom, node := range t.Starts {
		byAtom[atom] = start{r.wants[node], node, r.far.behind(t, node)}
	}
	for _, atom := range t.Atoms {
		if t.Starts[atom] != 0 {
			count++
		}
	}
	r.far.enter(t)
	entries := len(t.Entries) / entryWidth
	r.begin, r.shows, r.starts = make([]uint32, 0, entries+1), make([]uint64, entries), make([]start, 0, count)
	for i := range entries {
		r.begin = append(r.begin, uint32(len(r.starts)))
		for _, atom := range t.atomsOf(uint32(i * entryWidth)) {
			r.shows[i] |= r.inner[atom]
			if byAtom[atom].node != 0 {
				r.starts = append(r.starts, byAtom[atom])
			}
		}
	}
	r.begin = append(r.begin, uint32(len(r.starts)))
}

// filter tells most hashes of words that are rare: a word has a dozen beginnings and
// ends, and nearly all of them are none. A sixteenth of its bits is set at most.
type filter []uint32

func newFilter(t *Tables) filter {
	count := 0
	for i := 0; i < len(t.Entries); i += entryWidth {
		if t.isRare(t.Entries[i : i+entryWidth]) {
			count++
		}
	}
	size := 1
	for 32*size < 16*count {
		size *= 2
	}
	made := make(filter, size)
	for i := 0; i < len(t.Entries); i += entryWidth {
		if t.isRare(t.Entries[i : i+entryWidth]) {
			bit := filterBit(t.Entries[i])
			made[bit>>5&uint32(size-1)] |= 1 << (bit & 31)
		}
	}
	return made
}

func (t *Tables) isRare(e []uint32) bool {
	switch size := e[2] >> 2; role(e[2] & 3) {
	case rolePrefix, roleSuffix:
		return true
	case roleProper:
		return size > 0 && t.Text[e[1]+size-1] <= Apart[0]
	default:
		return false
	}
}

func filterBit(hash uint32) uint32 { return hash * 0x9E3779B1 >> 3 }

// may reports whether a hash may be an affix's.
func (f filter) may(hash uint32) bool {
	bit := filterBit(hash)
	return f[bit>>5&uint32(len(f)-1)]>>(bit&31)&1 != 0
}

// startsOf are the starts of entry number n.
func (r *trie) startsOf(n int) []start { return r.starts[r.begin[n]:r.begin[n+1]] }
