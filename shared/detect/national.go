package detect

// national describes one kind of number by which a state knows people. Sources are the issuing
// authorities' descriptions as public libraries of numbers agree on them (python-stdnum,
// 2026-11).
type national struct {
	shape string // d a digit, l a letter, x either

	// The check: each character times its weight, which is a digit of base 36 (a letter counts
	// as on a telephone of one: k is ten). The sum leaves no rest by modulus, or where letters
	// are given, is the place of the last character among them. A second row of weights checks
	// as well.
	weights, second string
	modulus         int
	letters         string

	month, day int  // where they stand, 1 the first character; 0 says that there is none
	shifted    bool // month or day have a multiple of twenty added, for centuries and foreigners
	also       func(*code) bool
	alone      alone
}

// alone says when a number needs no word that names it.
type alone uint8

const (
	never    alone = iota
	always         // its shape is like nothing else's
	capitals       // when its letters are capitals
	parted         // when hyphens or full stops part it
)

// spanish are the letters that check Spain's numbers, which they do by the number itself: the
// weights are the powers of ten by 23.
const (
	spanish        = "trwagmyfpdxbnjzsqvhlcke"
	spanishWeights = "e6jib8a1"
	irish          = "wabcdefghijklmnopqrstuv"
)

var nationals = [...]national{
	{shape: "llddddddl", also: (*code).isNINO, alone: capitals},                                                                         // United Kingdom
	{shape: "dddddddddd", weights: "a987654321", modulus: 11, also: (*code).differs},                                                    // United Kingdom, health
	{shape: "llllllxxlxxlxxxl", also: (*code).isCodiceFiscale, alone: always},                                                           // Italy
	{shape: "ddddddddl", weights: spanishWeights, modulus: 23, letters: spanish, alone: capitals},                                       // Spain
	{shape: "ldddddddl", also: (*code).isForeigner, alone: capitals},                                                                    // Spain, foreigners
	{shape: "ldddddddl", also: (*code).isNRIC, alone: capitals},                                                                         // Singapore
	{shape: "dddddddl", weights: "8765432", modulus: 23, letters: irish},                                                                // Ireland
	{shape: "lllllddddl", also: (*code).isPAN, alone: capitals},                                                                         // India, taxes
	{shape: "dddddddddddd", also: (*code).isVerhoeff},                                                                                   // India
	{shape: "ddddddddddd", also: (*code).isVerhoeff},                                                                                    // Nigeria
	{shape: "dlxdlxdlldd", also: (*code).isMedicare, alone: capitals},                                                                   // United States, health
	{shape: "ddddddddd", also: (*code).isITIN, alone: parted},                                                                           // United States, taxes
	{shape: "lddddddddd", also: (*code).isHealthCard},                                                                                   // Germany, health
	{shape: "ddddddddddd", also: (*code).isPure11},                                                                                      // Germany, taxes
	{shape: "ddddddddlddd", month: 5, day: 3, shifted: true, also: (*code).isPension, alone: capitals},                                  // Germany, pensions
	{shape: "ddddddddddddddd", also: (*code).isNIR, alone: always},                                                                      // France
	{shape: "ddddddddddd", month: 3, day: 5, shifted: true, also: (*code).isBelgian, alone: parted},                                     // Belgium
	{shape: "ddddddddd", weights: "98765432a", modulus: 11, also: (*code).differs},                                                      // Netherlands
	{shape: "ddddddddddddd", weights: "1313131313131", modulus: 10, also: (*code).isSwiss, alone: always},                               // Switzerland
	{shape: "ddddddddddd", weights: "13791379131", modulus: 10, month: 3, day: 5, shifted: true},                                        // Poland
	{shape: "ddddddddddd", weights: "37618945210", second: "54327654321", modulus: 11, month: 3, day: 1, shifted: true},                 // Norway
	{shape: "dddddddddd", month: 3, day: 5, shifted: true, also: (*code).isLuhn10, alone: parted},                                       // Sweden
	{shape: "dddddddddddd", month: 5, day: 7, shifted: true, also: (*code).isLuhn10, alone: parted},                                     // Sweden
	{shape: "dddddddddd", month: 3, day: 1},                                                                                             // Denmark: no check digit since 2007
	{shape: "dddddddddx", month: 3, day: 1, also: (*code).isFinnish, alone: parted},                                                     // Finland
	{shape: "ddddddldddx", month: 3, day: 1, also: (*code).isFinnish, alone: always},                                                    // Finland, born since 2000
	{shape: "ddddddddddd", weights: "79797979790", second: "11111111119", modulus: 10, also: (*code).differs},                           // Turkey
	{shape: "ddddddddd", also: (*code).isSIN},                                                                                           // Canada
	{shape: "ddddddddd", weights: "14375869a", modulus: 11, also: (*code).differs},                                                      // Australia, taxes
	{shape: "dddddddd", weights: "a7846321", modulus: 11, also: (*code).differs},                                                        // Australia, taxes
	{shape: "dddddddddd", weights: "1379137990", modulus: 10, also: (*code).isCard},                                                     // Australia, health
	{shape: "ddddddddddd", also: (*code).isCPF, alone: parted},                                                                          // Brazil
	{shape: "ddddddddddddd", month: 3, day: 5, also: (*code).isLuhn10},                                                                  // South Africa
	{shape: "ddddddddddddd", month: 3, day: 5, also: (*code).isKorean, alone: parted},                                                   // Korea
	{shape: "ddddddddddddd", also: (*code).isThai, alone: parted},                                                                       // Thailand
	{shape: "llllddddddllllllxd", month: 7, day: 9, alone: always},                                                                      // Mexico
	{shape: "dddddddddddddddddx", weights: "79a584216379a5842", modulus: 11, letters: "10x98765432", month: 11, day: 13, alone: always}, // China
	{shape: "ddddddddx", weights: "327654321", modulus: 11, also: (*code).isGrouped, alone: parted},                                     // Chile
	{shape: "dddddddx", weights: "27654321", modulus: 11, also: (*code).isGrouped, alone: parted},                                       // Chile
}

// longestNational is the length of the longest.
const longestNational = 18

// nationalIDs finds the numbers by which states know people, but the American social security
// number, which has a detector of its own.
func (f *Finder) nationalIDs() { f.codes(longestNational, (*Finder).isNational) }

func (f *Finder) isNational(c *code) bool {
	if c.isDated() {
		return false
	}
	for i := range nationals {
		if len(nationals[i].shape) != c.n || !c.has(nationals[i].shape) {
			continue
		}
		n := nationals[i]
		if !c.isOf(&n) {
			continue
		}
		if n.alone == always || n.alone == capitals && c.capitals || n.alone == parted && c.parted || f.called(c.first, c.last)&(identity|insured) != 0 {
			return true
		}
	}
	return false
}

// isOf holds a row of the right shape against the rest of the description.
func (c *code) isOf(n *national) bool {
	if n.month > 0 && !c.hasDay(n) {
		return false
	}
	if n.modulus > 0 && !c.adds(n.weights, n) || n.second != "" && !c.adds(n.second, n) {
		return false
	}
	return n.also == nil || n.also(c)
}

// hasDay reports whether a day of the year stands where it should.
func (c *code) hasDay(n *national) bool {
	month, day := c.number(n.month-1, n.month+1), c.number(n.day-1, n.day+1)
	if n.shifted {
		month, day = month%20, day%20+day/20%2*20
	}
	return isMonthDay(month, day)
}

// adds holds the row against one row of weights.
func (c *code) adds(weights string, n *national) bool {
	rest := c.weighed(weights) % n.modulus
	if n.letters != "" {
		return n.letters[rest] == c.chars[c.n-1]
	}
	return rest == 0
}

// weighed is the sum of the first characters, each times its weight.
func (c *code) weighed(weights string) int {
	sum := 0
	for i := range len(weights) {
		sum += value36(c.chars[i]) * value36(weights[i])
	}
	return sum
}

// value36 is the value of a digit of base 36; the k that checks a number is ten.
func value36(ch byte) int {
	switch {
	case isDigit(ch):
		return int(ch - '0')
	case ch == 'k':
		return 10
	}
	return int(ch-'a') + 10
}
