package match

// signs is a set of hashed words, small enough to compare at once: what may stand at a place, or
// what does. Two that share no sign share no word (Bloom 1970, with one hash). They save most of
// the walk: nine of ten beginnings of a phrase are not followed by its second word.
type signs uint64

const (
	ended  signs = 1 << 63 // wanted by a node where phrases end, shown by every position
	unread signs = 1 << 62 // what only edges tell: lists, numbers and other tests
	open   signs = 1 << 61 // wanted by a node that any word leads on from, shown where a phrase may run on
)

// signOf is the sign of a lexicon entry, by its hash.
func signOf(hash uint32) signs { return 1 << (hash % 61) }

// trie is what a walk asks of the tables most often, laid out for it.
type trie struct {
	wants   []signs // by node: of what leads on from it, besides ended and open
	accepts []signs // by node: of what leads to it
	affixes filter
	begin   []uint32
	starts  []start // of the entries, one behind the other; those of entry n from begin[n] on
}

// start is a node that a word leads to as the first of a phrase.
type start struct {
	wants signs
	node  uint32
}

func newTrie(t *Tables) trie {
	atoms := t.atomSigns()
	atoms[Any] = open
	made := trie{wants: make([]signs, len(t.Labels)), accepts: make([]signs, len(t.Labels))}
	for node, label := range t.Labels {
		made.accepts[node] = atoms[label]
		if t.Out[node] < t.Out[node+1] {
			made.wants[node] = ended
		}
		for _, label := range t.Labels[t.First[node]:t.First[node+1]] {
			made.wants[node] |= atoms[label]
		}
	}
	made.wants[0] = 0 // the root, which stands for none
	made.addStarts(t)
	made.affixes = newFilter(t)
	return made
}

// atomSigns are the signs of each atom's words. Lists and tests have none but unread.
func (t *Tables) atomSigns() []signs {
	atoms := make([]signs, len(t.Starts))
	for i := 0; i < len(t.Entries); i += entryWidth {
		for _, atom := range t.atomsOf(uint32(i)) {
			atoms[atom] |= signOf(t.Entries[i])
		}
	}
	for i, s := range atoms {
		if s == 0 {
			atoms[i] = unread
		}
	}
	for i := 0; i < len(t.Tests); i += testWidth {
		atoms[t.Tests[i+1]] |= unread
	}
	return atoms
}

func (r *trie) addStarts(t *Tables) {
	for i := 0; i < len(t.Entries); i += entryWidth {
		r.begin = append(r.begin, uint32(len(r.starts)))
		for _, atom := range t.atomsOf(uint32(i)) {
			if node := t.Starts[atom]; node != 0 {
				r.starts = append(r.starts, start{r.wants[node], node})
			}
		}
	}
	r.begin = append(r.begin, uint32(len(r.starts)))
}

// filter tells most hashes of words that are no affix: a word has a dozen beginnings and ends, and
// nearly all of them are none. A sixteenth of its bits is set at most.
type filter []uint32

func newFilter(t *Tables) filter {
	count := 0
	for i := 0; i < len(t.Entries); i += entryWidth {
		if isAffix(t.Entries[i+2]) {
			count++
		}
	}
	size := 1
	for 32*size < 16*count {
		size *= 2
	}
	made := make(filter, size)
	for i := 0; i < len(t.Entries); i += entryWidth {
		if isAffix(t.Entries[i+2]) {
			bit := filterBit(t.Entries[i])
			made[bit>>5&uint32(size-1)] |= 1 << (bit & 31)
		}
	}
	return made
}

func isAffix(lengthAndRole uint32) bool {
	r := role(lengthAndRole & 3)
	return r == rolePrefix || r == roleSuffix
}

func filterBit(hash uint32) uint32 { return hash * 0x9E3779B1 >> 3 }

// may reports whether a hash may be an affix's.
func (f filter) may(hash uint32) bool {
	bit := filterBit(hash)
	return f[bit>>5&uint32(len(f)-1)]>>(bit&31)&1 != 0
}

// startsOf are the starts of the entry at a place of Entries.
func (r *trie) startsOf(entry int) []start {
	n := entry / entryWidth
	return r.starts[r.begin[n]:r.begin[n+1]]
}
