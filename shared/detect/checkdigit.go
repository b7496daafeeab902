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
func (c *code) isNINO() bool {
	if hasAny(c.digits()[:2], "dfiquv") || c.chars[1] == 'o' || c.chars[8] > 'd' {
		return false
	}
	switch string(c.chars[:2]) {
	case "bg", "gb", "kn", "nk", "nt", "tn", "zz":
		return false
	}
	return true
}

// isForeigner: X, Y and Z stand for 0, 1 and 2 in Spain's numbers of foreigners.
func (c *code) isForeigner() bool {
	first := c.chars[0] - 'x'
	sum := int(first)*14 + c.weighed("0"+spanishWeights[1:])
	return first < 3 && spanish[sum%23] == c.chars[8]
}

// isNRIC is Singapore's: a letter of the century before, a letter that checks behind.
func (c *code) isNRIC() bool {
	letters := "jzihgfedcba"
	switch c.chars[0] {
	case 's', 't':
	case 'f', 'g':
		letters = "xwutrqpnmlk"
	default:
		return false
	}
	sum := c.weighed("02765432")
	if c.chars[0] == 't' || c.chars[0] == 'g' {
		sum += 4
	}
	return letters[sum%11] == c.chars[8]
}

// isPAN: the fourth letter says who holds it.
func (c *code) isPAN() bool { return hasAny(c.chars[3:4], "pchfatbljg") }

func (c *code) isVerhoeff() bool { return c.chars[0] > '1' && verhoeff(c.digits()) }

// isMedicare: letters that look like digits are left out.
func (c *code) isMedicare() bool { return c.chars[0] != '0' && !hasAny(c.digits(), "slobiz") }

func (c *code) isITIN() bool {
	middle := c.number(3, 5)
	return c.chars[0] == '9' && middle >= 50 && middle != 66 && middle != 89 && middle != 93
}

// isHealthCard: a German health insurance number, whose letter counts as two digits.
func (c *code) isHealthCard() bool {
	letter := int(c.chars[0]-'a') + 1
	sum := letter/10 + crossSum(letter%10*2)
	for i := 1; i < 9; i++ {
		sum += crossSum(int(c.chars[i]-'0') * (2 - i%2))
	}
	return sum%10 == int(c.chars[9]-'0')
}

func (c *code) isPure11() bool { return c.chars[0] != '0' && c.differs() && pure11(c.digits()) }

// isPension checks Germany's number, of which the letter counts as two digits as well.
func (c *code) isPension() bool {
	const weights = "212571212121"
	letter, sum := int(c.chars[8]-'a')+1, 0
	for i, v := range [12]int{8: letter / 10, 9: letter % 10, 10: c.number(9, 10), 11: c.number(10, 11)} {
		if i < 8 {
			v = c.number(i, i+1)
		}
		sum += crossSum(v * int(weights[i]-'0'))
	}
	return sum%10 == int(c.chars[11]-'0')
}

// isNIR checks France's number: sex, year, month, place, order and a key of two digits by 97.
// Months beyond 12 stand for people whose month is not known.
func (c *code) isNIR() bool {
	month := c.number(3, 5)
	known := month >= 1 && month <= 12 || month >= 20 && month <= 42 || month >= 50
	return known && (c.chars[0] == '1' || c.chars[0] == '2') && 97-c.number(0, 13)%97 == c.number(13, 15)
}

// isBelgian: the key is what is left by 97; people born since 2000 have a 2 before.
func (c *code) isBelgian() bool {
	n, key := c.number(0, 9), c.number(9, 11)
	return 97-n%97 == key || 97-(n%97+2000000000%97)%97 == key
}

func (c *code) isSwiss() bool { return c.number(0, 3) == 756 }

// isLuhn10 checks the last ten digits, or all where there are thirteen.
func (c *code) isLuhn10() bool {
	if c.n == 13 {
		return luhn(c.digits())
	}
	return luhn(c.digits()[c.n-10:])
}

// isFinnish: a sign of the century stands behind the birthday, and a letter checks.
func (c *code) isFinnish() bool {
	const letters = "0123456789abcdefhjklmnprstuvwxy"
	n := c.number(0, 6)*1000 + c.number(c.n-4, c.n-1)
	return (c.sign == '-' || c.n == 11 && c.sign == 0) && isMonthDay(c.number(2, 4), c.number(0, 2)) && letters[n%31] == c.chars[c.n-1]
}

func (c *code) isSIN() bool { return c.chars[0] != '0' && c.chars[0] != '8' && luhn(c.digits()) }

// isCard: an Australian health card begins with 2 to 6.
func (c *code) isCard() bool { return c.chars[0] >= '2' && c.chars[0] <= '6' }

// isCPF checks Brazil's two digits; a rest of ten counts as none.
func (c *code) isCPF() bool {
	return c.differs() && c.weighed("a98765432")*10%11%10 == c.number(9, 10) && c.weighed("ba98765432")*10%11%10 == c.number(10, 11)
}

// isKorean: numbers since 2020 have no check digit.
func (c *code) isKorean() bool { return c.groups[0] == 6 && c.chars[6] > '0' && c.chars[6] < '9' }

func (c *code) isThai() bool {
	return c.chars[0] != '0' && (11-c.weighed("dcba98765432")%11)%10 == c.number(12, 13)
}

// isGrouped: groups of three and a check digit behind them, as Chile writes its numbers.
func (c *code) isGrouped() bool {
	return c.count > 3 && c.groups[c.count-1] == 1 && c.groups[c.count-2] == 3 && c.groups[c.count-3] == 3
}

// isDated reports whether a row begins as dates do, behind which the hour may stand: 2026-12-07 17.
func (c *code) isDated() bool {
	first, second, third := c.groups[0], c.groups[1], c.groups[2]
	return c.count > 2 && second <= 2 && (first == 4 && third <= 2 || first <= 2 && third == 4)
}

// differs reports whether not all characters are one.
func (c *code) differs() bool {
	for i := 1; i < c.n; i++ {
		if c.chars[i] != c.chars[0] {
			return true
		}
	}
	return false
}

func hasAny(s []byte, chars string) bool {
	for _, ch := range s {
		if strings.IndexByte(chars, ch) >= 0 {
			return true
		}
	}
	return false
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
		sum += v * value36("8765432a098765432"[i])
	}
	return "0123456789x"[sum%11] == c.chars[8] && !hasAny(c.digits(), "ioq")
}
