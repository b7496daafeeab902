package rule

import (
	"fmt"
	"slices"
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

// checkCircumstance says what is wrong with one circumstance of an example, and what was meant.
func checkCircumstance(name, value string) (why, meant string) {
	switch {
	case slices.Contains(Facts(), name):
		if value != "true" && value != "false" {
			return fmt.Sprintf("%s is true or false, not %q", name, value), ""
		}
	case name == "role":
		if roles := []string{"employee", "ambassador", "officer"}; !slices.Contains(roles, value) {
			return fmt.Sprintf("there is no role %q", value), nearest(value, roles)
		}
	case !slices.Contains(Values(), name):
		return fmt.Sprintf("there is no circumstance %q", name), nearest(name, append(Facts(), Values()...))
	}
	return "", ""
}
