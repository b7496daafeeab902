package detect

import "vouch/shared/text"

// withDigits are the words with a digit, looked for once a draft: most drafts have few, and most
// detectors ask for one.
func (f *Finder) withDigits() []int32 {
	if f.counted {
		return f.numbers
	}
	f.counted, f.numbers = true, f.numbers[:0]
	for i := range f.text.Words {
		if w := &f.text.Words[i]; w.Kind == text.Number || w.Has(text.HasDigit) {
			f.numbers = append(f.numbers, int32(i))
		}
	}
	return f.numbers
}
