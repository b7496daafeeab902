package auth

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Position is how somebody stands to the company, in the words of the rules (context.role).
type Position string

// The positions.
const (
	Employee   Position = "" // as most are
	Ambassador Position = "ambassador"
	Officer    Position = "officer"
)

// Role is the word that rules use for it.
func (p Position) Role() string {
	if p == Employee {
		return "employee"
	}
	return string(p)
}

// Positions in the order a form shows them.
func Positions() []Position { return []Position{Employee, Ambassador, Officer} }

var countryCode = regexp.MustCompile(`^[A-Z]{2}(-[A-Z0-9]{1,3})?$`)

// Circumstances are what some rules, and some points, ask about somebody.
type Circumstances struct {
	Country  string
	Position Position
	Licence  string // "series7, series63"
}

var licences = regexp.MustCompile(`^[a-z0-9-]{1,20}(,[a-z0-9-]{1,20}){0,9}$`)

// SetCircumstances says where somebody works, how they stand to the company and what they are
// licensed for.
func (d *Directory) SetCircumstances(ctx context.Context, ws kv.Workspace, id PersonID, of Circumstances) error {
	country, position := of.Country, of.Position
	licence := strings.ToLower(strings.Join(strings.Fields(of.Licence), ""))
	if licence != "" && !licences.MatchString(licence) {
		return fault.New(fault.Invalid, "Write licences in letters and digits, with commas between them: series7, series63.").At("licence")
	}
	country = strings.ToUpper(strings.TrimSpace(country))
	if country != "" && !countryCode.MatchString(country) {
		return fault.New(fault.Invalid, "Write the country as two letters, and the state behind it where it matters: DE, US, US-CO.").At("country")
	}
	if !slices.Contains(Positions(), position) {
		return fault.New(fault.Invalid, "There is no position %q.", position).At("position")
	}
	return d.change(ctx, ws, id, func(p *Person) error {
		p.Country, p.Position, p.Licence = country, position, licence
		return nil
	})
}
