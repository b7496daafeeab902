// Package auth knows who is calling: the people of a workspace and their roles, the one-time
// links that sign them in at the desk, the devices they pair, and the tokens of both.
//
// What it promises:
//   - A secret (link, cookie, refresh token, service token) is stored as a hash only, and told once.
//   - A person who is disabled or removed is refused at the next request, whatever they hold.
//   - The workspace of a request comes from its credential, never from its body or path.
//   - Facts name a person by a pseudonym, which the store holds behind a veil whose key is a file:
//     a copy of the store joins nobody to what they did. Forgetting the person deletes the only
//     thing that tells the pseudonym.
//   - What a server remembers of a caller is asked anew as soon as anything about them changed.
package auth

import (
	"slices"
	"strings"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// PersonID names a person within a workspace.
type PersonID string

// Pseudonym stands for a person in facts. It says nothing once the person is forgotten.
type Pseudonym string

// Role is what a person may do beyond sharing.
type Role string

// The roles. Everybody is an advocate.
const (
	Advocate      Role = "advocate"
	Author        Role = "author"        // adds, edits and expires stories
	Compliance    Role = "compliance"    // publishes rules and takes them back
	Administrator Role = "administrator" // people, teams, settings, destinations
)

// AllRoles in the order a form shows them.
func AllRoles() []Role { return []Role{Advocate, Author, Compliance, Administrator} }

// ParseRoles reads the names of roles; Advocate is always among the result, once, in order.
func ParseRoles(names []string) ([]Role, error) {
	roles := []Role{Advocate}
	for _, name := range names {
		role := Role(name)
		if !slices.Contains(AllRoles(), role) {
			return nil, fault.New(fault.Invalid, "There is no role %q.", name).At("roles")
		}
		if !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	slices.SortFunc(roles, func(a, b Role) int {
		return slices.Index(AllRoles(), a) - slices.Index(AllRoles(), b)
	})
	return roles, nil
}

// State is where a person stands.
type State string

// The states.
const (
	Invited  State = "invited"  // has a link, never came
	Active   State = "active"   // signed in or paired at least once
	Disabled State = "disabled" // refused everywhere until enabled again
)

// Person is somebody of a workspace.
type Person struct {
	ID        PersonID  `json:"id"`
	Name      string    `json:"name"`
	Team      string    `json:"team"`               // the team's name; "" is none
	Country   string    `json:"country,omitempty"`  // ISO 3166, "US" or "US-CO"; "" is not told
	Position  Position  `json:"position,omitempty"` // towards the company, as rules ask
	Licence   string    `json:"licence,omitempty"`  // as rules ask for it; commas part several
	Roles     []Role    `json:"roles"`
	State     State     `json:"state"`
	Pseudonym Pseudonym `json:"-"` // stored behind a veil
	Since     time.Time `json:"since"`
	SignedOut time.Time `json:"signed_out,omitzero"` // consoles opened before this are closed
}

// May reports whether the person has the role and is not disabled.
func (p Person) May(role Role) bool {
	return p.State != Disabled && slices.Contains(p.Roles, role)
}

// Need is May as an error: Forbidden, in words that name the role.
func (p Person) Need(role Role) error {
	if p.May(role) {
		return nil
	}
	return fault.New(fault.Forbidden, "Only people with the %s role can do this. Ask an administrator.", role)
}

// longestName in bytes: what a table row of the console shows without cutting.
const longestName = 120

func cleanName(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return "", fault.New(fault.Invalid, "A person needs a name.").At("name")
	}
	if len(name) > longestName {
		return "", fault.New(fault.Invalid, "The name is too long: %d bytes at most.", longestName).At("name")
	}
	return name, nil
}

// refused is the one answer to a credential that does not work. It does not tell why, so that a
// stranger learns nothing.
func refused() error {
	return fault.New(fault.Unauthorized, "This does not sign anybody in, or no longer. Ask an administrator for a new one.")
}

// Caller is who a verified credential speaks for.
type Caller struct {
	Workspace kv.Workspace
	Person    Person
	Device    DeviceID // "" at the desk and for services
}
