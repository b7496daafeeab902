package console

import (
	"strconv"

	"vouch/shared/rule"
)

// conditions puts each of a list into words.
func conditions(list []rule.Condition) []words {
	out := make([]words, len(list))
	for i, c := range list {
		out[i] = condition(c)
	}
	return out
}

// condition puts one operator into words; exactly one of its fields is set.
func condition(c rule.Condition) words {
	w := operator(c)
	w.After += modifiers(c)
	return w
}

func operator(c rule.Condition) words {
	switch {
	case len(c.Phrases) > 0:
		return words{Text: "any of", Phrases: texts(c.Phrases)}
	case c.Near != nil:
		return nearInWords(*c.Near)
	case c.Detect != "":
		return words{Text: detectorInWords(c.Detect)}
	case c.Topic != "":
		return words{Text: "the draft touches the topic", Phrases: []string{c.Topic}}
	case c.Field != "":
		return words{Text: "it is known that", Phrases: []string{c.Field}}
	case len(c.All) > 0:
		return words{Text: "all of these", Below: conditions(c.All)}
	case len(c.Any) > 0:
		return words{Text: "any of these", Below: conditions(c.Any)}
	}
	return measure(c)
}

func nearInWords(n rule.Near) words {
	w := words{Text: "any of", Phrases: texts(n.First), Then: "near any of", More: texts(n.Second)}
	if n.Order == "first" {
		w.Then = "followed by any of"
	}
	w.After = ", with at most " + many(n.Within, "word", "words") + " between"
	if n.Same == "text" {
		w.After += ", also across sentences"
		return w
	}
	w.After += ", in the same sentence"
	return w
}

func modifiers(c rule.Condition) string {
	var out string
	switch c.Negated {
	case "drop":
		out += "; not when it is negated"
	case "only":
		out += "; only when it is negated"
	case "keep":
		out += "; negated as well"
	}
	if c.Quoted == "drop" {
		out += "; not inside quotation marks"
	}
	if c.Language != "" {
		out += "; in drafts that may be " + languageInWords(c.Language)
	}
	return out
}

func detectorInWords(name string) string {
	switch name {
	case "email":
		return "an e-mail address"
	case "phone":
		return "a telephone number"
	case "card":
		return "a payment card's number (its check digit is right)"
	case "iban":
		return "an IBAN (its check digits are right)"
	case "us_ssn":
		return "a US social security number"
	case "credential":
		return "a key, token or password"
	case "ip":
		return "an address on the network"
	default:
		return "what the detector " + strconv.Quote(name) + " finds"
	}
}
