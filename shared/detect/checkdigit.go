package detect

import "strings"

// luhn is the check of ISO/IEC 7812, the last digit included.
func luhn(d []byte) bool {
	sum := 0
	for i, ch := range d {
		if !isDigit(ch) {
			return false
		}
		v := int(ch - '0')
		if (len(d)-i)%2 == 0 {
			v = crossSum(v * 2)
		}
		sum += v
	}
	return sum%10 == 0
}

func crossSum(n int) int { return n/10 + n%10 }

// verhoeff is the check that finds every swap of neighbours; its two tables are the dihedral
// group's multiplication and the powers of a permutation.
func verhoeff(d []byte) bool {
	const multiply = "0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210"
	const permute = "01234567891576283094580379614289160435279453126870428657390127938064157046913258"
	sum := 0
	for i := range d {
		v := int(permute[i%8*10+int(d[len(d)-1-i]-'0')] - '0')
		sum = int(multiply[sum*10+v] - '0')
	}
	return sum == 0
}

// pure11 is ISO 7064 MOD 11,10.
func pure11(d []byte) bool {
	product := 10
	for _, ch := range d[:len(d)-1] {
		sum := (int(ch-'0') + product) % 10
		if sum == 0 {
			sum = 10
		}
		product = sum * 2 % 11
	}
	return (11-product)%10 == int(d[len(d)-1]-'0')
}

// isNINO knows which letters begin and end a National Insurance number.
func isNINO(first, second, last byte) bool {
	if strings.IndexByte("dfiquv", first) >= 0 || strings.IndexByte("dfiquvo", second) >= 0 || last > 'd' {
		return false
	}
	pair := string([]byte{first, second})
	switch pair {
	case "bg", "gb", "kn", "nk", "nt", "tn", "zz":
		return false
	}
	return true
}

func spanishLetter(n int) byte { return "trwagmyfpdxbnjzsqvhlcke"[n%23] }

// isNRIC is Singapore's: letters of the century before, a letter that checks behind.
func (c *code) isNRIC() bool {
	sum := 0
	for i := range 7 {
		sum += int(c.chars[i+1]-'0') * int("2765432"[i]-'0')
	}
	letters := ""
	switch c.chars[0] {
	case 't':
		sum, letters = sum+4, "jzihgfedcba"
	case 's':
		letters = "jzihgfedcba"
	case 'g':
		sum, letters = sum+4, "xwutrqpnmlk"
	case 'f':
		letters = "xwutrqpnmlk"
	case 'm':
		sum, letters = sum+3, "xwutrqpnjlk"
		return letters[10-sum%11] == c.chars[8]
	default:
		return false
	}
	return letters[sum%11] == c.chars[8]
}

// isCodiceFiscale checks Italy's code. In the first, third and every other place characters count
// by a table of their own. Digits may be written as letters when two people would share a code.
func (c *code) isCodiceFiscale() bool {
	const odd = "BAFHJNPRTVCESULDGIMOQKWZYX" // by digit or letter, A counting 0
	if strings.IndexByte("abcdehlmprst", c.chars[8]) < 0 {
		return false
	}
	sum := 0
	for i := range 15 {
		v := int(c.chars[i] - 'a')
		if isDigit(c.chars[i]) {
			v = int(c.chars[i] - '0')
		}
		if i%2 == 0 {
			v = int(odd[v] - 'A')
		}
		sum += v
	}
	return byte(sum%26)+'a' == c.chars[15]
}

// isNIR checks France's number: sex, year, month, place, order and a key of two digits by 97.
func (c *code) isNIR() bool {
	month := c.number(3, 5)
	if c.chars[0] != '1' && c.chars[0] != '2' || month > 12 && month < 20 || month > 42 && month < 50 || month == 0 {
		return false
	}
	return 97-c.number(0, 13)%97 == c.number(13, 15)
}

// isPensionNumber checks Germany's: region, birthday, the name's first letter, order.
func (c *code) isPensionNumber() bool {
	if !isDay(c.number(4, 6), c.number(2, 4)%50) {
		return false
	}
	letter := int(c.chars[8]-'a') + 1
	sum, weights := 0, "212571212121"
	digit := func(v, at int) { sum += crossSum(v * int(weights[at]-'0')) }
	for i := range 8 {
		digit(int(c.chars[i]-'0'), i)
	}
	digit(letter/10, 8)
	digit(letter%10, 9)
	digit(int(c.chars[9]-'0'), 10)
	digit(int(c.chars[10]-'0'), 11)
	return sum%10 == int(c.chars[11]-'0')
}

// chineseSum is the weighted sum of the first seventeen digits by 11.
func (c *code) chineseSum() int {
	sum := 0
	for i, weight := range [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(c.chars[i]-'0') * weight
	}
	return sum % 11
}

// cpfSecond is the second check digit of Brazil's number.
func cpfSecond(c *code) int {
	sum := 0
	for i := range 10 {
		sum += int(c.chars[i]-'0') * (11 - i)
	}
	return sum * 10 % 11 % 10
}

// isRUT checks Chile's: the digits from the right by 2 to 7, over and over.
func (c *code) isRUT() bool {
	sum := 0
	for i := range c.n - 1 {
		sum += int(c.chars[c.n-2-i]-'0') * (2 + i%6)
	}
	return "0123456789k0"[(11-sum%11)%11] == c.chars[c.n-1] && c.count > 2
}

// isRouting checks an American bank's number (ABA).
func (c *code) isRouting() bool {
	first := c.number(0, 2)
	return c.weighed("371371371")%10 == 0 && (first <= 12 && first > 0 || first >= 21 && first <= 32 || first >= 61 && first <= 72 || first == 80)
}

// isVIN checks a vehicle's number (ISO 3779) by its ninth character, as North America and China
// require and others do not.
func (c *code) isVIN() bool {
	const values = "12345678012345070923456789" // of the letters; I, O and Q are not used
	sum := 0
	for i := range 17 {
		v := int(c.chars[i] - '0')
		if !isDigit(c.chars[i]) {
			v = int(values[c.chars[i]-'a'] - '0')
		}
		sum += v * hexValue("8765432A098765432"[i])
	}
	return "0123456789x"[sum%11] == c.chars[8] && !hasAny(c.digits18(), "ioq")
}
