package rule

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Facts are the circumstances that a draft's context says, and that either hold or do not.
func Facts() []string {
	return []string{"compensated", "image", "in_registration", "nonuser", "paid_media", "paused", "static"}
}

// Values are the circumstances that a draft's context says, and that have a value: role=officer.
func Values() []string { return []string{"country", "licence", "role", "sector", "team"} }

// ProfileFacts are the circumstances that the profile and the draft's day decide: the company is
// listed, the day lies in one of its quiet periods.
func ProfileFacts() []string { return []string{"listed", "quiet_period"} }

// ProfileValues are the circumstances that the draft itself or the profile knows:
// jurisdiction=eu, surface=post, lang=de.
func ProfileValues() []string { return []string{"jurisdiction", "lang", "surface"} }

// Countables are what `count: {of: ...}` counts.
func Countables() []string {
	return []string{
		"capitals", "characters", "emoji", "emoji_run", "hashtags", "lines", "links", "lower_tags",
		"mentions", "styled", "words",
	}
}

// Languages are those whose words the engine inflects and whose negators it knows.
func Languages() []string { return []string{"de", "en", "es", "fr"} }

// circumstance reads "compensated" or "role=officer".
func (p *packReader) circumstance(to *string) field {
	facts := slices.Concat(Facts(), ProfileFacts())
	values := slices.Concat(Values(), ProfileValues())
	return field{
		read: func(n *yaml.Node, path string) {
			s, ok := p.scalar(n, path)
			if !ok {
				return
			}
			name, value, has := strings.Cut(s, "=")
			switch {
			case !slices.Contains(facts, name) && !slices.Contains(values, name):
				p.near(n, path, fmt.Sprintf("there is no circumstance %q", name), nearest(name, slices.Concat(facts, values)))
			case has == slices.Contains(facts, name) || has && value == "":
				p.at(n, path, fmt.Sprintf("write a fact as compensated and a value as role=officer, not %q", s))
			default:
				if why, meant := checkValue(name, value); why != "" {
					p.near(n, path, why, meant)
					return
				}
				*to = s
			}
		},
		shape: fixed(&shape{Type: "string", Pattern: "^(" + strings.Join(facts, "|") + "|(" + strings.Join(values, "|") + ")=.+)$"}),
	}
}

// checkValue says what is wrong with the value of a circumstance that has known ones, and what
// was meant.
func checkValue(name, value string) (why, meant string) {
	known := map[string][]string{"role": positions(), "surface": surfaces()}[name]
	switch {
	case known != nil && !slices.Contains(known, value):
		return fmt.Sprintf("there is no %s %q", name, value), nearest(value, known)
	case name == "jurisdiction" && !jurisdiction.MatchString(value):
		return fmt.Sprintf("%q: a jurisdiction is written as us, uk, eu or us-co", value), ""
	}
	return "", ""
}

// checkContext says what is wrong with one circumstance of an example, and what was meant.
func checkContext(name, value string) (why, meant string) {
	switch {
	case slices.Contains(Facts(), name):
		if value != "true" && value != "false" {
			return fmt.Sprintf("%s is true or false, not %q", name, value), ""
		}
	case !slices.Contains(Values(), name):
		return fmt.Sprintf("there is no circumstance %q", name), nearest(name, append(Facts(), Values()...))
	}
	return checkValue(name, value)
}
