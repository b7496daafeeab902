package rule

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ParseProfile reads a profile.yaml. name is how the file is called in problems. The error,
// if any, is a Problems with every fault of the file; the profile is nil then.
func ParseProfile(name string, src []byte) (*Profile, error) {
	r := reader{file: name}
	var profile Profile
	if root := r.root(src); root != nil {
		r.profile(&profile).read(root, "")
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return &profile, nil
}

func (r *reader) profile(to *Profile) field {
	return r.record("profile", func() record {
		return record{keys: []key{
			may("company", r.company(&to.Company), "the employer that authors speak for"),
			may("products", list(r, &to.Products, MaxEntries, r.product), "what the company sells"),
			may("competitors", r.texts(&to.Competitors), "companies it competes with"),
			may("customers", list(r, &to.Customers, MaxEntries, r.customer), "who buys from it, and who agreed to be named"),
			may("embargoes", list(r, &to.Embargoes, MaxEntries, r.embargo), "names that must not be spoken before a day"),
			may("quiet_periods", list(r, &to.QuietPeriods, MaxEntries, r.quietPeriod), "when nobody speaks of results"),
			may("jurisdictions", r.jurisdictions(&to.Jurisdictions), "where the company is; rules of other places are silent"),
			may("disclaimers", list(r, &to.Disclaimers, MaxEntries, r.disclaimer), "approved texts"),
			may("contacts", r.contacts(&to.Contacts), "who answers for rules: an owner's key and an address"),
		}}
	})
}

func (r *reader) company(to *Company) field {
	return r.record("company", func() record {
		return record{keys: []key{
			may("names", r.texts(&to.Names), "what the company is called"),
			may("tags", r.texts(&to.Tags), "hashtags by which employees show that they are its own"),
			may("domains", r.hosts(&to.Domains), "its sites: acme.example"),
			may("ticker", r.text(&to.Ticker), "the symbol of its shares, without the $"),
			may("listed", r.flag(&to.Listed), "are its shares traded in public?"),
		}}
	})
}

// hosts reads the company's domains, in which case makes no difference.
func (r *reader) hosts(to *[]string) field {
	return list(r, to, MaxEntries, func(to *string) field {
		f := r.named(to, anyCaseDomain, "a domain is written as acme.example, without https:// and without a path")
		return checked(f, func(*yaml.Node, string) { *to = strings.ToLower(*to) })
	})
}

func (r *reader) product(to *Product) field {
	return r.record("product", func() record {
		return record{keys: []key{
			need("name", r.text(&to.Name), "what the product is called"),
			may("kind", r.choice(&to.Kind, "drug", "investigational"), "drug: approved; investigational: not approved yet"),
			may("indications", r.texts(&to.Indications), "what a drug is approved for"),
		}}
	})
}

func (r *reader) customer(to *Customer) field {
	return r.record("customer", func() record {
		return record{keys: []key{
			need("name", r.text(&to.Name), "what the customer is called"),
			may("reference", r.flag(&to.Reference), "has it agreed to be named?"),
		}}
	})
}

func (r *reader) embargo(to *Embargo) field {
	return r.record("embargo", func() record {
		return record{keys: []key{
			need("phrase", r.text(&to.Phrase), "the name"),
			need("until", r.date(&to.Until), "the first day on which it may be spoken"),
		}}
	})
}

func (r *reader) quietPeriod(to *QuietPeriod) field {
	return r.record("quiet_period", func() record {
		return record{
			keys: []key{
				need("from", r.date(&to.From), "its first day"),
				need("until", r.date(&to.Until), "the first day after it"),
			},
			done: func(n *yaml.Node, path string, _ map[string]*yaml.Node) {
				if to.From != "" && to.Until != "" && to.From >= to.Until {
					r.at(n, path, fmt.Sprintf("the period ends on %s before it begins on %s", to.Until, to.From))
				}
			},
		}
	})
}

func (r *reader) disclaimer(to *Disclaimer) field {
	return r.record("disclaimer", func() record {
		return record{keys: []key{
			need("id", r.text(&to.ID), "how rules refer to it"),
			need("text", r.text(&to.Text), "the approved words"),
		}}
	})
}

func (r *reader) contacts(to *map[string]string) field {
	allowed := func(*yaml.Node, string) bool { return true }
	return entries(r, to, nil, allowed, func(_ *yaml.Node, to *string) field { return r.text(to) })
}
