package detect

import "strings"

// nationals are the numbers by which states know people, by length: the shape (d a digit, l a
// letter, x either), the check that it must pass, and when it speaks by itself: * always, + when
// its letters are capitals, - when hyphens or full stops part it; all others need a word that
// names them. Sources are the issuing authorities' descriptions as public libraries of numbers
// agree on them (python-stdnum, 2026-11); the check digits decide in the end.
var nationals = [19]string{
	8:  "dddddddl=p dddddddd=T dddddddx=R- ",
	9:  "llddddddl=n+ ddddddddl=s+ ldddddddl=e+ ldddddddl=g+ dddddddll=p ddddddddd=b ddddddddd=l ddddddddd=T ddddddddd=i- ddddddddx=R- ",
	10: "lllllddddl=a+ lddddddddd=q dddddddddd=m dddddddddd=N dddddddddd=D dddddddddd=S- dddddddddx=F- ",
	11: "dlxdlxdlldd=M+ ddddddddddd=v ddddddddddd=c- ddddddddddd=w ddddddddddd=u ddddddddddd=B- ddddddddddd=O ddddddddddd=k ddddddldddx=F* ",
	12: "dddddddddddd=v ddddddddlddd=z+ dddddddddddd=S- ",
	13: "ddddddddddddd=H* ddddddddddddd=j ddddddddddddd=K- ddddddddddddd=t- ",
	15: "ddddddddddddddd=r* ",
	16: "llllllxxlxxlxxxl=f* ",
	18: "llllddddddllllllxd=U* dddddddddddddddddx=C* ",
}

// nationalIDs finds the numbers by which states know people, but the American, which has a
// detector of its own.
func (f *Finder) nationalIDs() {
	f.codes(18, (*Finder).isNational)
}

func (f *Finder) isNational(c *code) bool {
	named, asked := false, false
	for rest := nationals[c.n]; rest != ""; {
		row, more, _ := strings.Cut(rest, " ")
		shape, how, _ := strings.Cut(row, "=")
		rest = more
		if !c.has(shape) || !c.passes(how[0]) {
			continue
		}
		if len(how) > 1 && (how[1] == '*' || how[1] == '+' && c.capitals || how[1] == '-' && c.parted) {
			return true
		}
		if !asked {
			asked, named = true, f.called(c.first, c.last)&(identity|insured) != 0
		}
		if named {
			return true
		}
	}
	return false
}

// passes holds a row against one check: that of a check digit, and of the date inside.
func (c *code) passes(check byte) bool {
	d := c.digitAt
	switch check {
	case 'n': // United Kingdom, National Insurance
		return isNINO(c.chars[0], c.chars[1], c.chars[8])
	case 'f': // Italy
		return c.isCodiceFiscale()
	case 's': // Spain
		return spanishLetter(c.number(0, 8)) == c.chars[8]
	case 'e': // Spain, foreigners
		first := strings.IndexByte("xyz", c.chars[0])
		return first >= 0 && spanishLetter(first*10000000+c.number(1, 8)) == c.chars[8]
	case 'g': // Singapore
		return c.isNRIC()
	case 'p': // Ireland
		sum := c.weighed("8765432")
		if c.n == 9 {
			sum += 9 * int(c.chars[8]-'a'+1)
		}
		return "wabcdefghijklmnopqrstuv"[sum%23] == c.chars[7]
	case 'a': // India, PAN: the fourth letter says who holds it
		return strings.IndexByte("pchfatbljg", c.chars[3]) >= 0
	case 'M': // United States, Medicare: letters that look like digits are left out
		return c.chars[0] != '0' && !hasAny(c.digits18(), "slobiz")
	case 'q': // Germany, health insurance: its letter counts as two digits
		n := int(c.chars[0] - 'a' + 1)
		sum := n/10 + crossSum(n%10*2)
		for i := 1; i < 9; i++ {
			sum += crossSum(d(i) * (2 - i%2))
		}
		return sum%10 == d(9)
	case 'v': // India, Nigeria
		return c.chars[0] > '1' && verhoeff(c.digits18())
	case 'c': // Brazil
		return !c.same() && c.weighed("A98765432")*10%11%10 == d(9) && cpfSecond(c) == d(10)
	case 'w': // Poland
		return isDay(c.number(2, 4)%20, c.number(4, 6)) && (10-c.weighed("1379137913")%10)%10 == d(10)
	case 'u': // Germany, taxes: ISO 7064, and one digit stands twice or thrice
		return c.chars[0] != '0' && pure11(c.digits18()) && !c.same()
	case 'B': // Belgium: numbers since 2000 have a 2 before
		n := c.number(0, 9)
		return isDay(c.number(2, 4)%20, c.number(4, 6)) && (97-n%97 == c.number(9, 11) || 97-(2000000000+n)%97 == c.number(9, 11))
	case 'O': // Norway
		return isDay(c.number(2, 4)%40, c.number(0, 2)%40) && (11-c.weighed("376189452")%11)%11 == d(9) && (11-c.weighed("5432765432")%11)%11 == d(10)
	case 'k': // Turkey
		odd, even := d(0)+d(2)+d(4)+d(6)+d(8), d(1)+d(3)+d(5)+d(7)
		return c.chars[0] != '0' && (odd*7-even+90)%10 == d(9) && (odd+even+d(9))%10 == d(10)
	case 'r': // France
		return c.isNIR()
	case 'z': // Germany, pensions
		return c.isPensionNumber()
	case 'b': // Netherlands
		return !c.same() && (c.weighed("98765432")+10*11-d(8))%11 == 0
	case 'l': // Canada
		return d(0) != 0 && d(0) != 8 && luhn(c.digits18())
	case 'T': // Australia, taxes
		return !c.same() && (c.n == 9 && c.weighed("14375869A")%11 == 0 || c.n == 8 && c.weighed("A7846321")%11 == 0)
	case 'i': // United States, taxpayers without a social security number
		middle := c.number(3, 5)
		return c.chars[0] == '9' && middle >= 50 && middle != 66 && middle != 89 && middle != 93
	case 'm': // Australia, Medicare
		return d(0) >= 2 && d(0) <= 6 && c.weighed("13791379")%10 == d(8)
	case 'N': // United Kingdom, health
		return !c.same() && (11-c.weighed("A98765432")%11)%11 == d(9)
	case 'D': // Denmark
		return isDay(c.number(2, 4), c.number(0, 2))
	case 'S': // Sweden: ten digits, with the century or without
		s := c.digits18()[c.n-10:]
		return isDay(int(s[2]-'0')*10+int(s[3]-'0'), (int(s[4]-'0')*10+int(s[5]-'0'))%60) && luhn(s)
	case 'F': // Finland
		return (c.sign == '-' || c.n == 11 && c.sign == 0) && isMonthDay(c.number(2, 4), c.number(0, 2)) && "0123456789abcdefhjklmnprstuvwxy"[(c.number(0, 6)*1000+c.number(c.n-4, c.n-1))%31] == c.chars[c.n-1]
	case 'H': // Switzerland: an EAN of prefix 756
		return c.number(0, 3) == 756 && (10-c.weighed("131313131313")%10)%10 == d(12)
	case 'j': // South Africa
		return isDay(c.number(2, 4), c.number(4, 6)) && d(10) < 2 && luhn(c.digits18())
	case 'K': // Korea: numbers since 2020 have no check digit
		return isDay(c.number(2, 4), c.number(4, 6)) && d(6) > 0 && d(6) < 9 && c.groups[0] == 6
	case 't': // Thailand
		return d(0) != 0 && (11-c.weighed("DCBA98765432")%11)%10 == d(12)
	case 'U': // Mexico
		return isDay(c.number(6, 8), c.number(8, 10)) && (c.chars[10] == 'h' || c.chars[10] == 'm')
	case 'C': // China
		return isDay(c.number(10, 12), c.number(12, 14)) && "10x98765432"[c.chineseSum()] == c.chars[17]
	case 'R': // Chile
		return c.isRUT()
	}
	return false
}

func (c *code) digitAt(i int) int { return int(c.chars[i] - '0') }

func (c *code) digits18() []byte { return c.series.digits() }

// same reports whether all characters are one.
func (c *code) same() bool {
	for i := 1; i < c.n; i++ {
		if c.chars[i] != c.chars[0] {
			return false
		}
	}
	return true
}

func hasAny(s []byte, chars string) bool {
	for _, ch := range s {
		if strings.IndexByte(chars, ch) >= 0 {
			return true
		}
	}
	return false
}
