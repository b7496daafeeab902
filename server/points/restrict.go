package points

import (
	"slices"
	"strings"

	"vouch/server/activity"
)

// Restriction is a policy of a live pack by which some deeds earn nothing: where paying for leads
// needs a licence, nobody is paid for leads.
type Restriction struct {
	Rule      string       // its id, shown as the reason
	Concerns  string       // points_for_conversions, points_for_clicks or points_for_shares
	From      activity.Day // half-open; "" is open
	Until     activity.Day
	Countries []string // ISO 3166, "US" or "US-CO"; none is everywhere
	Roles     []string // employee, ambassador, officer; none is everybody
}

// Circumstances of an advocate, as far as restrictions ask.
type Circumstances struct {
	Country string
	Role    string
}

// concerned are the kinds of deed behind the setting that a restriction names.
func concerned(setting string, k kind) bool {
	switch setting {
	case "points_for_conversions":
		return k == lead || k == signUp || k == sale
	case "points_for_clicks":
		return k == click
	case "points_for_shares":
		return k == story || k == own
	}
	return false
}

func (r Restriction) holds(d deed, of Circumstances) bool {
	inTime := (r.From == "" || r.From <= d.day) && (r.Until == "" || d.day < r.Until)
	here := len(r.Countries) == 0 || slices.ContainsFunc(r.Countries, func(country string) bool {
		return of.Country == country || strings.HasPrefix(of.Country, country+"-")
	})
	them := len(r.Roles) == 0 || slices.Contains(r.Roles, of.Role)
	return concerned(r.Concerns, d.kind) && inTime && here && them
}
