package rule

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// ParseProfile reads a profile.yaml. name is how the file is called in problems. The error,
// if any, is a Problems with every fault of the file; the profile is nil then.
func ParseProfile(name string, src []byte) (*Profile, error) {
	r := reader{file: name}
	var profile Profile
	if root := r.root(src); root != nil {
		r.profile(&profile, root, "")
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return &profile, nil
}

func (r *reader) profile(to *Profile, n *yaml.Node, path string) {
	r.object(n, path, map[string]read{
		"company":       r.company(&to.Company),
		"products":      r.products(&to.Products),
		"competitors":   r.texts(&to.Competitors),
		"embargoes":     r.embargoes(&to.Embargoes),
		"quiet_periods": r.quietPeriods(&to.QuietPeriods),
		"jurisdictions": r.jurisdictions(&to.Jurisdictions),
		"disclaimers":   r.disclaimers(&to.Disclaimers),
		"contacts":      r.contacts(&to.Contacts),
	})
}

func (r *reader) company(to *Company) read {
	return func(n *yaml.Node, path string) {
		r.object(n, path, map[string]read{
			"names":   r.texts(&to.Names),
			"tags":    r.texts(&to.Tags),
			"domains": r.texts(&to.Domains),
			"ticker":  r.text(&to.Ticker),
			"listed":  r.flag(&to.Listed),
		})
	}
}

func (r *reader) products(to *[]Product) read {
	return func(n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, path string) {
			var one Product
			seen := r.object(n, path, map[string]read{
				"name":        r.text(&one.Name),
				"kind":        r.choice(&one.Kind, "drug", "investigational"),
				"indications": r.texts(&one.Indications),
			})
			r.need(n, path, seen, "name")
			*to = append(*to, one)
		})
	}
}

func (r *reader) embargoes(to *[]Embargo) read {
	return func(n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, path string) {
			var one Embargo
			seen := r.object(n, path, map[string]read{
				"phrase": r.text(&one.Phrase),
				"until":  r.date(&one.Until),
			})
			r.need(n, path, seen, "phrase", "until")
			*to = append(*to, one)
		})
	}
}

func (r *reader) quietPeriods(to *[]QuietPeriod) read {
	return func(n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, path string) {
			var one QuietPeriod
			seen := r.object(n, path, map[string]read{
				"from":  r.date(&one.From),
				"until": r.date(&one.Until),
			})
			r.need(n, path, seen, "from", "until")
			if one.From != "" && one.Until != "" && one.From >= one.Until {
				r.at(n, path, fmt.Sprintf("the period ends on %s before it begins on %s", one.Until, one.From))
			}
			*to = append(*to, one)
		})
	}
}

func (r *reader) disclaimers(to *[]Disclaimer) read {
	return func(n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, path string) {
			var one Disclaimer
			seen := r.object(n, path, map[string]read{
				"id":   r.text(&one.ID),
				"text": r.text(&one.Text),
			})
			r.need(n, path, seen, "id", "text")
			*to = append(*to, one)
		})
	}
}

func (r *reader) contacts(to *map[string]string) read {
	return func(n *yaml.Node, path string) {
		*to = map[string]string{}
		r.entries(n, path, func(key, value *yaml.Node, path string) {
			var address string
			r.text(&address)(value, path)
			(*to)[key.Value] = address
		})
	}
}
