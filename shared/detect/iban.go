package detect

import "vouch/shared/text"

// ibanLengths are country and length of the IBAN registry (ISO 13616), from memory of release
// 96; the check digits decide in the end.
const ibanLengths = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18" +
	"FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24" +
	"ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20"

// ibans finds bank account numbers: country, check digits and the country's length, in groups,
// whose remainder by 97 is 1.
func (f *Finder) ibans() {
	words, free := f.text.Words, 0
	for _, number := range f.withDigits() {
		i := int(number)
		if i < free {
			continue
		}
		folded := f.text.Folded(&words[i])
		want := ibanLength(folded)
		if want == 0 {
			continue
		}
		s := series{}
		for j := i; s.n < want && j < len(words) && f.joinsAccount(i, j) && s.add(f.text.Folded(&words[j])); j++ {
			if s.n == want && remainder97(s.digits()) == 1 {
				f.keep(f.spanOf(i, j))
				free = j + 1
			}
		}
	}
}

// joinsAccount reports whether word j goes on with the account number that begins at word i:
// letters and digits, with nothing or a space between.
func (f *Finder) joinsAccount(i, j int) bool {
	if j == i {
		return true
	}
	w := &f.text.Words[j]
	return w.Kind != text.Sign && w.Gap <= text.Space && isParting(f.draft[f.text.Words[j-1].ByteEnd:w.ByteStart])
}

// ibanLength is the length of IBANs that begin like this word, 0 when none do.
func ibanLength(folded []byte) int {
	if len(folded) < 4 || !isDigit(folded[2]) || !isDigit(folded[3]) {
		return 0
	}
	for i := 0; i < len(ibanLengths); i += 4 {
		if ibanLengths[i]|0x20 == folded[0] && ibanLengths[i+1]|0x20 == folded[1] {
			return int(ibanLengths[i+2]-'0')*10 + int(ibanLengths[i+3]-'0')
		}
	}
	return 0
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// remainder97 takes the number with its first four characters behind, letters counting as 10
// to 35; 0 for anything else.
func remainder97(s []byte) int {
	r := 0
	for i := range s {
		ch := s[(i+4)%len(s)]
		switch {
		case isDigit(ch):
			r = (r*10 + int(ch-'0')) % 97
		case ch >= 'a' && ch <= 'z':
			r = (r*100 + int(ch-'a') + 10) % 97
		default:
			return 0
		}
	}
	return r
}
