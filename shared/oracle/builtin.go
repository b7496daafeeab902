package oracle

import (
	"strings"

	"vouch/shared/rule"
	"vouch/shared/text"
)

// builtIn are the ends of {company} and the like.
func (s *sight) builtIn(sc scope, a rule.Atom, first, at int) set {
	inside := at > len(s.words)
	switch a.Text {
	case "number", "percent", "money", "year":
		if inside {
			return nil
		}
		return s.amount(a, first, at)
	case "capital":
		if inside {
			return nil
		}
		w := s.words[at]
		if w.Has(text.Upper) && w.Gap < text.Line {
			return set{at + 1: true}
		}
		return nil
	case "cashtag":
		return s.cashtag(at)
	case "month":
		out := s.literals(sc, months(sc.lang), first, at)
		if sc.lang == "en" { // other words too, unless they have a capital
			add(out, s.atom(sc, rule.Atom{Kind: rule.Proper, Text: "may"}, first, at))
			add(out, s.atom(sc, rule.Atom{Kind: rule.Proper, Text: "march"}, first, at))
		}
		return out
	case "weekday":
		return s.literals(sc, weekdays(sc.lang), first, at)
	case "tag":
		return s.ownTags(at)
	case "ticker":
		return s.ticker(at)
	}
	return s.literals(sc, s.profiled(a.Text), first, at)
}

// profiled are the workspace's names of a kind.
func (s *sight) profiled(name string) []string {
	var names []string
	p := s.profile
	switch name {
	case "company":
		return p.Company.Names
	case "competitor":
		return p.Competitors
	case "customer", "reference":
		for _, c := range p.Customers {
			if c.Reference == (name == "reference") {
				names = append(names, c.Name)
			}
		}
	case "product", "drug", "investigational", "indication":
		for _, one := range p.Products {
			switch {
			case name == "indication":
				names = append(names, one.Indications...)
			case name == "product" || one.Kind == name:
				names = append(names, one.Name)
			}
		}
	}
	return names
}

func (s *sight) ownTags(at int) set {
	out := set{}
	for _, t := range s.profile.Company.Tags {
		add(out, s.tag("#"+strings.Join(fold(t), ""), at))
	}
	return out
}

func (s *sight) ticker(at int) set {
	if s.profile.Company.Ticker == "" {
		return nil
	}
	return s.tag("$"+strings.ToLower(s.profile.Company.Ticker), at)
}

func (s *sight) cashtag(at int) set {
	for _, t := range s.tags {
		letters := t.folded[1:]
		if t.first == at && t.folded[0] == '$' && len(letters) <= 5 && strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") == "" {
			return set{t.last: true}
		}
	}
	return nil
}

func months(lang string) []string {
	switch lang {
	case "de":
		return []string{"Januar", "Februar", "Juni", "Dezember"}
	case "fr":
		return []string{"janvier", "février", "juin", "décembre"}
	case "es":
		return []string{"enero", "febrero", "junio", "diciembre"}
	}
	return []string{"January", "February", "April", "June", "July", "August", "September", "October", "November", "December"}
}

func weekdays(lang string) []string {
	switch lang {
	case "de":
		return []string{"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"}
	case "fr":
		return []string{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}
	case "es":
		return []string{"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"}
	}
	return []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
}
