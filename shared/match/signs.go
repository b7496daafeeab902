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

// wants are, by node, the signs of what leads on from it, besides ended and open.
func (t *Tables) wants() []signs {
	atoms := make([]signs, len(t.Starts))
	for i := range atoms {
		atoms[i] = unread
	}
	for i := 0; i < len(t.Entries); i += entryWidth {
		e := t.Entries[i : i+entryWidth]
		for _, atom := range t.Atoms[e[3] : e[3]+e[4]] {
			atoms[atom] = atoms[atom]&^unread | signOf(e[0])
		}
	}
	t.addUnread(atoms)
	wants := make([]signs, len(t.Labels))
	for node := range wants {
		if t.Out[node] < t.Out[node+1] {
			wants[node] = ended
		}
		for kid := t.First[node]; kid < t.First[node+1]; kid++ {
			if t.Labels[kid] == Any {
				wants[node] |= open
			} else {
				wants[node] |= atoms[t.Labels[kid]]
			}
		}
	}
	return wants
}

// addUnread gives their sign to atoms with words and tests both.
func (t *Tables) addUnread(atoms []signs) {
	for i := 0; i < len(t.Tests); i += testWidth {
		atoms[t.Tests[i+1]] |= unread
	}
}
