package detect

import "vouch/shared/text"

// wallets finds addresses of wallets: Bitcoin's newer ones by their checksum, Ethereum's by
// their shape, Bitcoin's older ones, whose checksum would take a
// hash function, by theirs.
func (f *Finder) wallets() {
	s := f.draft
	for i := 0; i < len(s); {
		if !isAlnum(s[i]) {
			i++
			continue
		}
		end := i
		for end < len(s) && isAlnum(s[end]) {
			end++
		}
		run := s[i:end]
		switch {
		case len(run) < 26:
		case len(run) == 42 && run[0] == '0' && run[1] == 'x' && allOf('h', run[2:]) && runOf(run) < 12,
			len(run) >= 42 && len(run) <= 62 && isBech32(run),
			len(run) <= 35 && (run[0] == '1' || run[0] == '3') && isBase58(run) && (len(run) > 32 || f.called(f.wordAt(i), f.wordAt(i))&wallet != 0):
			f.keep(Span{i, end})
		}
		i = end
	}
}

// wordAt is the last word that begins at byte at or before it.
func (f *Finder) wordAt(at int) int {
	low, high := 0, len(f.text.Words)
	for low < high {
		mid := (low + high) / 2
		if int(f.text.Words[mid].ByteStart) <= at {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return max(0, low-1)
}

func isBase58(s string) bool {
	for i := range len(s) {
		if !isAlnum(s[i]) || s[i] == '0' || s[i] == 'O' || s[i] == 'I' || s[i] == 'l' {
			return false
		}
	}
	m := makeupOf(s)
	return m.upper > 3 && m.lower > 3 && m.digits > 2 && spreadOver(s, 12)
}

// isBech32 checks an address of Bitcoin's main net (BIP 173 and 350).
func isBech32(s string) bool {
	const alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	if s[:3] != "bc1" {
		return false
	}
	sum := uint32(1)
	for _, v := range [...]uint32{3, 3, 0, 2, 3} { // the prefix "bc", spread
		sum = polymod(sum, v)
	}
	for i := 3; i < len(s); i++ {
		v := -1
		for j := range len(alphabet) {
			if alphabet[j] == s[i] {
				v = j
			}
		}
		if v < 0 {
			return false
		}
		sum = polymod(sum, uint32(v))
	}
	return sum == 1 || sum == 0x2bc830a3
}

func polymod(sum, v uint32) uint32 {
	top := sum >> 25
	sum = sum&0x1ffffff<<5 ^ v
	for i, g := range [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
		if top>>i&1 != 0 {
			sum ^= g
		}
	}
	return sum
}

// seedPhrases finds the words of a wallet's recovery phrase: twelve or more small words behind its
// name.
func (f *Finder) seedPhrases() {
	words := f.text.Words
	for i := 0; i+12 < len(words); i++ {
		if !f.endsSeedName(i) {
			continue
		}
		from := i + 1
		for from < i+4 && from < len(words) && f.topicsAt(from)&filler != 0 {
			from++
		}
		to := from
		for to < len(words) && to < from+25 && isSeedWord(&words[to]) && (to == from || words[to].Gap <= text.Clause) {
			to++
		}
		if n := to - from; n >= 12 {
			f.keep(f.spanOf(from, to-1))
			i = to - 1
		}
	}
}

// isSeedWord: the words of the list have three to eight letters, written small.
func isSeedWord(w *text.Word) bool {
	size := w.ByteEnd - w.ByteStart
	return w.Kind == text.Letters && !w.Has(text.Upper) && size > 2 && size < 9
}

// endsSeedName reports whether word i is "mnemonic", or the last of "seed phrase" and the like.
func (f *Finder) endsSeedName(i int) bool {
	w := &f.text.Words[i]
	if w.ByteEnd-w.ByteStart < 6 || w.Kind != text.Letters {
		return false
	}
	name := string(f.text.Folded(w))
	return name == "mnemonic" || name == "phrase" && i > 0 && f.namesPhrase(i-1)
}

func (f *Finder) namesPhrase(i int) bool {
	switch string(f.text.Folded(&f.text.Words[i])) {
	case "seed", "recovery", "mnemonic", "secret", "backup":
		return true
	}
	return false
}
