package rule

import (
	"fmt"
	"slices"
)

// Facts are the circumstances of a draft that either hold or do not.
func Facts() []string {
	return []string{"compensated", "image", "in_registration", "nonuser", "paid_media", "paused", "static"}
}

// Values are the circumstances of a draft that have a value: role=officer.
func Values() []string { return []string{"country", "role", "sector"} }

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
