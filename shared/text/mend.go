package text

import "unicode/utf8"

// takeApostrophe puts the pending apostrophe into the word: a letter follows it.
func (r *Reader) takeApostrophe() {
	r.apos.pending, r.apos.last = false, r.apos.next
	r.apos.taken++
	r.text.norm = append(r.text.norm, '\'')
}

// mendApostrophe folds what English hangs on with an apostrophe: a possessive is cut off
// ("Acme's" is acme), and "isn't" is isnt, as people write it too.
func (r *Reader) mendApostrophe() {
	w := r.word
	folded := r.text.norm[w.normStart:w.normEnd]
	n := len(folded)
	switch {
	case n > 2 && folded[n-2] == '\'' && folded[n-1] == 's':
		w.normEnd = r.apos.last.norm
		w.End, w.ByteEnd = r.apos.last.unit, r.apos.last.byte
		w.Flags |= closed
	case n > 3 && folded[n-3] == 'n' && folded[n-2] == '\'' && folded[n-1] == 't':
		folded[n-2] = 't'
		w.normEnd--
		r.text.norm = r.text.norm[:w.normEnd]
	}
}

// settleScripts folds look-alike letters in a word that also has Latin ones. A word wholly of
// look-alikes waits for its neighbours; any other word of another script stays what it is.
func (r *Reader) settleScripts() {
	switch {
	case r.seen&hasLatin != 0:
		r.disguised(r.word)
	case r.seen&hasForeign == 0:
		r.doubtful = append(r.doubtful, int32(len(r.text.Words)-1))
	}
}

// settleDoubtful folds words wholly of look-alike letters that stand beside a Latin word; of
// several in a row, all or none.
func (r *Reader) settleDoubtful() {
	words, row := r.text.Words, r.doubtful
	for len(row) > 0 {
		n := 1
		for n < len(row) && row[n] == row[n-1]+1 {
			n++
		}
		first, last := int(row[0]), int(row[n-1])
		if first > 0 && r.isLatin(&words[first-1]) || last+1 < len(words) && r.isLatin(&words[last+1]) {
			for i := first; i <= last; i++ {
				r.disguised(&words[i])
				words[i].Hash = Hash(r.text.Folded(&words[i]))
			}
		}
		row = row[n:]
	}
}

func (r *Reader) isLatin(w *Word) bool {
	return w.Kind == Letters && r.text.norm[w.normStart] < utf8.RuneSelf
}

// disguised folds w anew, each look-alike letter to the one it imitates. The form stands at
// the end of norm.
func (r *Reader) disguised(w *Word) {
	from := int32(len(r.text.norm))
	norm := r.text.norm
	for i, c := range r.source[w.ByteStart:w.ByteEnd] {
		if c < utf8.RuneSelf {
			if cl := class(asciiClass[c]); cl == latin {
				c |= 0x20
			} else if cl != digit {
				continue
			}
			norm = append(norm, byte(c))
			continue
		}
		cl, form := lookup(c)
		switch {
		case cl == look:
			norm = append(norm, lookLetter(c, form))
		case cl == regional:
			norm = append(norm, regionalLetter(c))
		case cl != latin && cl != foreign && cl != part && cl != digit:
		case form != "":
			norm = append(norm, form...)
		default:
			at := int(w.ByteStart) + i
			norm = append(norm, r.source[at:at+utf8.RuneLen(c)]...)
		}
	}
	r.text.norm, w.normStart, w.normEnd = norm, from, int32(len(norm))
}
