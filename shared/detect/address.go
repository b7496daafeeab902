package detect

import (
	"bytes"
	"strings"

	"vouch/shared/text"
)

// Words of streets. English ones stand behind a number and a name, German and Dutch ones end the
// street's name before its number, French and Spanish ones stand before the name.
const (
	streets = " street st avenue ave av road rd boulevard blvd lane ln drive dr court ct way place pl square sq terrace ter highway hwy parkway pkwy circle cir close crescent row walk gardens grove mews trail "
	endings = " strasse str weg platz allee gasse ring damm ufer chaussee straat laan plein gracht steig "
	leading = " rue avenue boulevard place chemin allee impasse quai calle avenida plaza paseo via viale piazza corso rua carrer "
	states  = " al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc "
)

// streetAddresses finds where somebody may live: a street with a house number, a state with its
// ZIP code, a British postcode.
func (f *Finder) streetAddresses() {
	words := f.text.Words
	for i := 0; i < len(words); i++ {
		last := -1
		switch words[i].Kind {
		case text.Number:
			last = f.numberFirst(i)
		case text.Letters:
			last = f.nameFirst(i)
		case text.Sign:
		}
		if last >= i {
			f.keep(f.spanOf(i, last))
			i = last
		}
	}
}

// numberFirst: "12 Baker Street", "1600 Pennsylvania Ave NW", "12 rue de la Paix".
func (f *Finder) numberFirst(i int) int {
	words := f.text.Words
	if n := f.numberAt(i); n < 1 && len(f.text.Folded(&words[i])) != 5 || i+1 >= len(words) || words[i+1].Gap > text.Clause {
		return -1
	}
	if isOneOf(leading, f.text.Folded(&words[i+1])) && i+2 < len(words) && !words[i+1].Has(text.Upper) {
		return f.capitalsBehind(i + 1)
	}
	for j := i + 1; j < len(words) && j < i+6 && words[j].Gap <= text.Space; j++ {
		w := &words[j]
		if j > i+1 && isOneOf(streets, f.text.Folded(w)) && w.Has(text.Upper) {
			return j
		}
		if !w.Has(text.Upper) && w.Kind != text.Number {
			return -1
		}
	}
	return -1
}

// capitalsBehind is the last of the words with capitals behind a street's first word; particles
// may stand between.
func (f *Finder) capitalsBehind(i int) int {
	words, last := f.text.Words, -1
	for j := i + 1; j < len(words) && j < i+6 && words[j].Gap <= text.Space; j++ {
		if words[j].Has(text.Upper) && words[j].Kind == text.Letters {
			last = j
		} else if !isOneOf(particles, f.text.Folded(&words[j])) {
			break
		}
	}
	return last
}

// nameFirst: "Hauptstraße 5", "Calle Mayor 12", "CA 90210", "SW1A 1AA", "PO Box 12".
func (f *Finder) nameFirst(i int) int {
	words := f.text.Words
	w := &words[i]
	if !w.Has(text.Upper) || i+1 >= len(words) || words[i+1].Gap > text.Clause {
		return -1
	}
	folded := f.text.Folded(w)
	next := &words[i+1]
	switch {
	case endsStreet(folded) && next.Kind == text.Number && f.numberAt(i+1) > 0 && f.numberAt(i+1) < 1000:
		return i + 1
	case w.Has(text.Capital) && isOneOf(states, folded) && next.Kind == text.Number && len(f.text.Folded(next)) == 5:
		return i + 1
	case isOneOf(leading, folded):
		if last := f.capitalsBehind(i); last > 0 && last+1 < len(words) && words[last+1].Gap <= text.Clause && f.numberAt(last+1) > 0 && f.numberAt(last+1) < 1000 {
			return last + 1
		}
	case string(folded) == "po" && string(f.text.Folded(next)) == "box" && i+2 < len(words) && words[i+2].Kind == text.Number:
		return i + 2
	}
	return f.postcode(i)
}

// endsStreet tells a German or Dutch street's name; a hyphen or space may part it.
func endsStreet(folded []byte) bool {
	for rest := endings[1:]; rest != ""; {
		word, more, _ := cut(rest, ' ')
		if len(folded) > len(word)+2 && bytes.HasSuffix(folded, []byte(word)) {
			return true
		}
		rest = more
	}
	return false
}

// postcode is the last word of a British postcode that begins at word i: "SW1A 1AA", "M1 1AE".
func (f *Finder) postcode(i int) int {
	words := f.text.Words
	w := &words[i]
	if !w.Has(text.HasDigit) || w.ByteEnd-w.ByteStart > 4 || !isOutward(f.draft[w.ByteStart:w.ByteEnd]) {
		return -1
	}
	if i+2 >= len(words) || words[i+1].Gap != text.Space || words[i+1].Kind != text.Number || words[i+2].ByteStart != words[i+1].ByteEnd {
		return -1
	}
	inward := f.draft[words[i+1].ByteStart:words[i+2].ByteEnd]
	if len(inward) != 3 || !allCapitals(inward[1:]) || strings.ContainsAny(inward[1:], "CIKMOV") || i+3 < len(words) && words[i+3].ByteStart == words[i+2].ByteEnd {
		return -1
	}
	return i + 2
}

// isOutward tells a postcode's first half: one or two letters, a digit, and a digit or letter.
func isOutward(s string) bool {
	n := 0
	for n < len(s) && s[n] >= 'A' && s[n] <= 'Z' {
		n++
	}
	return (n == 1 || n == 2) && len(s) > n && isDigit(s[n]) && len(s)-n <= 2
}

func allCapitals(s string) bool {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}
