package suggest

import "bytes"

// stem cuts a folded English word to what its inflections share. It is the first half of
// Porter's stemmer (M. F. Porter, "An algorithm for suffix stripping", 1980: steps 1a to 1c and
// the final e) and the commonest of his derivations; words with other letters than a to z, and
// words of three letters, stay. It changes w and returns a part of it.
func stem(w []byte) []byte {
	if len(w) <= 3 {
		return w
	}
	for _, b := range w {
		if b < 'a' || b > 'z' {
			return w
		}
	}
	w = plural(w)
	w = participle(w)
	if n := len(w) - 1; n > 1 && w[n] == 'y' && vowelIn(w[:n]) {
		w[n] = 'i'
	}
	w = derived(w)
	return finalE(w)
}

// plural: step 1a.
func plural(w []byte) []byte {
	switch {
	case ends(w, "sses"), ends(w, "ies"):
		return w[:len(w)-2]
	case ends(w, "ss"), ends(w, "us"), ends(w, "is"):
		return w
	case ends(w, "s"):
		return w[:len(w)-1]
	}
	return w
}

// participle: step 1b.
func participle(w []byte) []byte {
	if ends(w, "eed") {
		if measure(w[:len(w)-3]) > 0 {
			return w[:len(w)-1]
		}
		return w
	}
	for _, suffix := range [...]string{"ed", "ing"} {
		stemmed := w[:max(0, len(w)-len(suffix))]
		if !ends(w, suffix) || !vowelIn(stemmed) {
			continue
		}
		switch n := len(stemmed); {
		case ends(stemmed, "at"), ends(stemmed, "bl"), ends(stemmed, "iz"):
			return append(stemmed, 'e')
		case n > 1 && stemmed[n-1] == stemmed[n-2] && consonant(stemmed, n-1) && !ends(stemmed, "l") && !ends(stemmed, "s") && !ends(stemmed, "z"):
			return stemmed[:n-1]
		case measure(stemmed) == 1 && short(stemmed):
			return append(stemmed, 'e')
		}
		return stemmed
	}
	return w
}

// derivations are Porter's steps 2 to 4 in one, longest suffix first; each needs a stem of the
// measure given.
var derivations = [...]struct {
	suffix, with string
	measure      int
}{
	{"ization", "ize", 1},
	{"ational", "ate", 1},
	{"fulness", "ful", 1},
	{"ousness", "ous", 1},
	{"iveness", "ive", 1},
	{"tional", "tion", 1},
	{"biliti", "ble", 1},
	{"ation", "ate", 1},
	{"alism", "al", 1},
	{"aliti", "al", 1},
	{"iviti", "ive", 1},
	{"ousli", "ous", 1},
	{"entli", "ent", 1},
	{"alli", "al", 1},
	{"ator", "ate", 1},
	{"izer", "ize", 1},
	{"icate", "ic", 1},
	{"ative", "", 1},
	{"alize", "al", 1},
	{"iciti", "ic", 1},
	{"ical", "ic", 1},
	{"ness", "", 1},
	{"ement", "", 2},
	{"ment", "", 2},
	{"ance", "", 2},
	{"ence", "", 2},
	{"able", "", 2},
	{"ible", "", 2},
	{"ful", "", 1},
	{"ate", "", 2},
	{"ive", "", 2},
	{"ize", "", 2},
	{"ous", "", 2},
	{"ant", "", 2},
	{"ent", "", 2},
	{"ism", "", 2},
	{"iti", "", 2},
	{"al", "", 2},
	{"er", "", 2},
	{"ic", "", 2},
}

// derived applies derivations until none fits.
func derived(w []byte) []byte {
	for range 3 {
		before := len(w)
		for _, d := range derivations {
			if ends(w, d.suffix) && measure(w[:len(w)-len(d.suffix)]) >= d.measure {
				w = append(w[:len(w)-len(d.suffix)], d.with...)
				break
			}
		}
		if n := len(w); n > 4 && ends(w, "ion") && (w[n-4] == 's' || w[n-4] == 't') && measure(w[:n-3]) > 1 {
			w = w[:n-3]
		}
		if len(w) == before {
			break
		}
	}
	return w
}

// finalE: step 5a.
func finalE(w []byte) []byte {
	n := len(w) - 1
	if n < 1 || w[n] != 'e' {
		return w
	}
	if m := measure(w[:n]); m > 1 || m == 1 && !short(w[:n]) {
		return w[:n]
	}
	return w
}

func ends(w []byte, suffix string) bool {
	return len(w) > len(suffix) && bytes.HasSuffix(w, []byte(suffix))
}

// consonant: y is one at the start and after a vowel.
func consonant(w []byte, i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return false
	case 'y':
		return i == 0 || !consonant(w, i-1)
	}
	return true
}

// measure counts the vowel-consonant turns of a stem.
func measure(w []byte) (turns int) {
	vowel := false
	for i := range w {
		c := consonant(w, i)
		if c && vowel {
			turns++
		}
		vowel = !c
	}
	return turns
}

func vowelIn(w []byte) bool {
	for i := range w {
		if !consonant(w, i) {
			return true
		}
	}
	return false
}

// short: consonant, vowel, consonant other than w, x and y at the end.
func short(w []byte) bool {
	n := len(w)
	return n > 2 && consonant(w, n-3) && !consonant(w, n-2) && consonant(w, n-1) &&
		w[n-1] != 'w' && w[n-1] != 'x' && w[n-1] != 'y'
}
