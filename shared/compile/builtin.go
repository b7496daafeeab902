package compile

import (
	"strings"

	"vouch/shared/match"
	"vouch/shared/rule"
)

// builtin expands the lists that every pack has, in a language where that matters. ok is false
// for other names; a known name without an entry in the profile has no sequences.
func (c *compiler) builtin(atom rule.Atom, lang string) (sequences []sequence, ok bool) {
	if sequences, ok := c.profiled(atom.Text); ok {
		return sequences, true
	}
	switch atom.Text {
	case "capital":
		return []sequence{{one(match.AnyCapital, "")}}, true
	case "cashtag":
		return []sequence{{one(match.AnyCashtag, "")}}, true
	case "year":
		return []sequence{{year(atom.Bounds)}}, true
	case "number":
		return []sequence{{number(atom.Bounds)}}, true
	case "percent":
		return percent(atom.Bounds), true
	case "money":
		return money(atom.Bounds), true
	case "month":
		return c.calendar(months, lang), true
	case "weekday":
		return c.calendar(weekdays, lang), true
	case "date":
		return c.dates(lang), true
	}
	return nil, false
}

// profiled expands the names that the workspace's profile gives.
func (c *compiler) profiled(name string) (sequences []sequence, ok bool) {
	p := c.profile
	switch name {
	case "company":
		return c.literals(p.Company.Names), true
	case "product":
		return c.products(func(rule.Product) bool { return true }), true
	case "drug", "investigational":
		return c.products(func(p rule.Product) bool { return p.Kind == name }), true
	case "indication":
		var all []string
		for _, product := range p.Products {
			all = append(all, product.Indications...)
		}
		return c.literals(all), true
	case "competitor":
		return c.literals(p.Competitors), true
	case "customer", "reference":
		var all []string
		for _, customer := range p.Customers {
			if customer.Reference == (name == "reference") {
				all = append(all, customer.Name)
			}
		}
		return c.literals(all), true
	case "tag":
		return c.tags(p.Company.Tags), true
	case "ticker":
		return c.ticker(), true
	case "misspelt":
		return c.misspelt(), true
	}
	return nil, false
}

// products are the names of the products that are wanted.
func (c *compiler) products(wanted func(rule.Product) bool) []sequence {
	var names []string
	for _, product := range c.profile.Products {
		if wanted(product) {
			names = append(names, product.Name)
		}
	}
	return c.literals(names)
}

// exchanges stand before a ticker, with or without a colon.
const exchanges = "nyse nasdaq amex otc otcmkts lse lon aim tsx tsxv asx hkex sgx nse bse xetra fra etr epa euronext six jse ticker symbol"

// ticker is the company's ticker as people write it: $ACME, NYSE: ACME.
func (c *compiler) ticker() []sequence {
	name := strings.TrimPrefix(c.profile.Company.Ticker, "$")
	symbol := c.literal(name)
	if len(symbol) == 0 {
		return nil
	}
	whole := one(match.Whole, "$"+symbol[0].members[0].Text)
	return []sequence{
		append(sequence{whole}, symbol[1:]...),
		append(sequence{oneOf(strings.Fields(exchanges)...)}, symbol...),
	}
}

func anyNumber() word { return one(match.AnyNumber, "") }

// number is a number; one with bounds counts a thousand or million behind it as well.
func number(b *rule.Bounds) word {
	if b == nil {
		return anyNumber()
	}
	return word{members: []match.Member{{Kind: match.Amount, Low: b.Low, High: b.High}}}
}

func year(b *rule.Bounds) word {
	switch {
	case b == nil:
		return one(match.AnyYear, "")
	case b.Now:
		return word{members: []match.Member{{Kind: match.YearsAhead, Low: b.Low, High: b.High}}}
	}
	return word{members: []match.Member{{Kind: match.Year, Low: b.Low, High: b.High}}}
}

func oneOf(words ...string) word {
	var w word
	for _, s := range words {
		w.members = append(w.members, match.Member{Kind: match.Exact, Text: s})
	}
	return w
}

// percent is "8%", "8 percent", "8 per cent", "8 pct", "ten percent", "8 Prozent", "8 pour cent",
// "8 por ciento".
func percent(b *rule.Bounds) []sequence {
	n := number(b)
	amount := word{members: append(n.members, numberWords(b)...)}
	return []sequence{
		{amount, oneOf("%", "percent", "pct", "prozent")},
		{amount, oneOf("per", "pour"), oneOf("cent")},
		{amount, oneOf("por"), oneOf("ciento")},
	}
}

// money is "$8", "8 €", "USD 8", "8 dollars", each also in thousands, millions and billions.
func money(b *rule.Bounds) []sequence {
	sign := one(match.AnySign, "")
	unit := oneOf("dollar", "dollars", "euro", "euros", "pound", "pounds", "cents", "bucks", "franken", "dolares")
	unit.members = append(unit.members, match.Member{Kind: match.AnyUnit})
	if b != nil {
		return []sequence{{sign, number(b)}, {number(b), unit}}
	}
	scale := oneOf("k", "m", "bn", "b", "thousand", "million", "billion", "trillion",
		"tausend", "millionen", "mio", "mrd", "milliarden", "millions", "milliards", "mil", "millones")
	return []sequence{
		{sign, anyNumber()},
		{sign, anyNumber(), scale},
		{anyNumber(), unit},
		{anyNumber(), scale, unit},
	}
}

// numerals are the numbers that people write out before "percent".
var numerals = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
	"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}

// numberWords are the numerals whose value keeps the bounds.
func numberWords(b *rule.Bounds) []match.Member {
	var all []match.Member
	for _, name := range sortedKeys(numerals) {
		if value := numerals[name]; b == nil || value >= b.Low && value <= b.High {
			all = append(all, match.Member{Kind: match.Exact, Text: name})
		}
	}
	return all
}
