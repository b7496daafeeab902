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

// Positions in the order a form shows them.
func Positions() []Position { return []Position{Employee, Ambassador, Officer} }

var countryCode = regexp.MustCompile(`^[A-Z]{2}(-[A-Z0-9]{1,3})?$`)

// SetCircumstances says where somebody works and how they stand to the company: some rules, and
// some points, depend on it.
func (d *Directory) SetCircumstances(ctx context.Context, ws kv.Workspace, id PersonID, country string, position Position) error {
	country = strings.ToUpper(strings.TrimSpace(country))
	if country != "" && !countryCode.MatchString(country) {
		return fault.New(fault.Invalid, "Write the country as two letters, and the state behind it where it matters: DE, US, US-CO.").At("country")
	}
	if !slices.Contains(Positions(), position) {
		return fault.New(fault.Invalid, "There is no position %q.", position).At("position")
	}
	return d.change(ctx, ws, id, func(p *Person) error {
		p.Country, p.Position = country, position
		return nil
	})
}
