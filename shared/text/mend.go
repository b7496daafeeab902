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
	head := int(r.apos.last.norm - w.normStart)
	switch {
	case n-head > 2 && folded[head] == '\'' && folded[head+1] > '9' && isElided(folded[:head]):
		r.cutElision()
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

// isElided tells what French and Italian hang on before a word: "d'Acme" is acme.
func isElided(head []byte) bool {
	switch string(head) {
	case "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu",
		"all", "dall", "dell", "nell", "sull", "un":
		return true
	}
	return false
}

// cutElision has the word begin behind its apostrophe.
func (r *Reader) cutElision() {
	w, last := r.word, r.apos.last
	w.normStart, r.hashed = last.norm+1, -1
	_, size := utf8.DecodeRuneInString(r.source[last.byte:])
	w.Start, w.ByteStart = last.unit+1, last.byte+int32(size)
	w.Flags &^= Upper
	if first, _ := utf8.DecodeRuneInString(r.source[w.ByteStart:]); first >= 'A' && first <= 'Z' || capitalForm(first) {
		w.Flags |= Upper
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

// settleDoubtful folds words wholly of look-alike letters that stand beside a Latin word, numbers
// left out; of several in a row, all or none.
func (r *Reader) settleDoubtful() {
	words, row := r.text.Words, r.doubtful
	for len(row) > 0 {
		n := 1
		for n < len(row) && r.nextWord(int(row[n-1]), 1) == int(row[n]) {
			n++
		}
		if r.isLatin(r.nextWord(int(row[0]), -1)) || r.isLatin(r.nextWord(int(row[n-1]), 1)) {
			for _, i := range row[:n] {
				r.disguised(&words[i])
				words[i].Hash = Hash(r.text.Folded(&words[i]))
			}
		}
		row = row[n:]
	}
}

// nextWord is the next word from word i that is no number, in steps of step; it may lie outside.
func (r *Reader) nextWord(i, step int) int {
	words := r.text.Words
	for i += step; i >= 0 && i < len(words) && words[i].Kind == Number; i += step {
	}
	return i
}

func (r *Reader) isLatin(i int) bool {
	if i < 0 || i >= len(r.text.Words) {
		return false
	}
	w := &r.text.Words[i]
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
