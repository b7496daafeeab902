package compile

import "vouch/shared/match"

// builtin expands the lists that every pack has. ok is false for other names; a known name
// without an entry in the profile has no sequences.
func (c *compiler) builtin(name, _ string) (sequences []sequence, ok bool) {
	p := c.profile
	switch name {
	case "company":
		return c.literals(p.Company.Names), true
	case "product":
		var names []string
		for _, product := range p.Products {
			names = append(names, product.Name)
		}
		return c.literals(names), true
	case "competitor":
		return c.literals(p.Competitors), true
	case "tag":
		return c.tags(p.Company.Tags), true
	case "number":
		return []sequence{{anyNumber()}}, true
	case "year":
		return []sequence{{one(match.AnyYear, "")}}, true
	case "percent":
		return percent(), true
	case "money":
		return money(), true
	}
	return nil, false
}

func anyNumber() word { return one(match.AnyNumber, "") }

func oneOf(words ...string) word {
	var w word
	for _, s := range words {
		w.members = append(w.members, match.Member{Kind: match.Exact, Text: s})
	}
	return w
}

// percent is "8%", "8 percent", "8 per cent", "8 pct".
func percent() []sequence {
	return []sequence{
		{anyNumber(), oneOf("%", "percent", "pct")},
		{anyNumber(), oneOf("per"), oneOf("cent")},
	}
}

// money is "$8", "8 €", "USD 8", "8 dollars", each also in thousands, millions and billions.
func money() []sequence {
	sign := oneOf("$", "€", "£", "¥", "₹", "usd", "eur", "gbp", "chf", "cad", "aud")
	unit := oneOf("dollar", "dollars", "euro", "euros", "pound", "pounds", "cents", "bucks")
	unit.members = append(unit.members, sign.members...)
	scale := oneOf("k", "m", "bn", "b", "thousand", "million", "billion", "trillion")
	return []sequence{
		{sign, anyNumber()},
		{sign, anyNumber(), scale},
		{anyNumber(), unit},
		{anyNumber(), scale, unit},
	}
}
