package text

import "strings"

// stopState is what the last full stop may turn out to be.
type stopState uint8

const (
	noStop     stopState = iota
	seenStop             // one or more, nothing behind them yet
	softStop             // ends a sentence if a capital follows
	endStop              // ends it
	strongStop           // an exclamation or question mark
)

// stopAt takes a full stop (strong: an exclamation or question mark).
func (r *Reader) stopAt(strong bool) {
	r.dots++
	switch {
	case strong:
		r.stop = strongStop
		r.raise(Sentence)
	case r.source[r.at] == 0xE2: // "…" is three of them
		r.dots = 3
		r.stop = seenStop
	case r.source[r.at] != '.': // an ideographic or Indic full stop needs no space behind it
		r.stop = endStop
		r.raise(Sentence)
	case r.stop != strongStop:
		r.stop = seenStop
	}
}

// confirmStop decides about a full stop, seen, that a space follows.
func (r *Reader) confirmStop() {
	switch {
	case r.dots > 1:
		r.stop = softStop
	case len(r.text.Words) == 0 || r.ordinal(&r.text.Words[len(r.text.Words)-1]):
		r.stop = noStop
	default:
		r.stop = r.abbreviation(&r.text.Words[len(r.text.Words)-1])
	}
	if r.stop == endStop {
		r.raise(Sentence)
	}
}

// abbreviation tells what a full stop behind w is. Initials and dotted letters ("U.S.", "p.a.")
// never end a sentence here: a phrase that runs on over one is rarer than a sentence cut in two.
func (r *Reader) abbreviation(w *Word) stopState {
	folded := r.text.Folded(w)
	if w.Kind == Letters && len(folded) == 1 && folded[0] != 'i' {
		return noStop
	}
	switch string(folded) {
	case "mr", "mrs", "ms", "dr", "prof", "st", "vs", "eg", "ie":
		return noStop
	case "mio", "mrd", "bzw", "ca", "inc", "ltd", "co", "corp", "plc", "llc", "etc", "approx", "est", "no", "fig", "jr", "sr", "dept",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return softStop
	}
	return endStop
}

// germanMonths are the first three bytes of each: of März, two letters.
const germanMonths = "Jan Feb M\xc3\xa4 Apr Mai Jun Jul Aug Sep Okt Nov Dez"

// ordinal tells the full stop of a German date, "3. Mai", by the month behind it.
func (r *Reader) ordinal(w *Word) bool {
	if w.Kind != Number || w.normEnd-w.normStart > 2 {
		return false
	}
	month := r.source[r.at:]
	for month != "" && month[0] == ' ' {
		month = month[1:]
	}
	if len(month) < 3 || month[0] > 'Z' {
		return false
	}
	return strings.Contains(germanMonths, month[:3])
}

// settleStop applies a soft stop once the next word's first character is known.
func (r *Reader) settleStop(small bool) {
	if r.stop == softStop {
		if small {
			r.raise(Clause)
		} else {
			r.raise(Sentence)
		}
	}
	r.stop = noStop
}
