package console

import (
	"strconv"
	"strings"

	"vouch/shared/wire"
)

// agesPart is how long devices trust rules, on the settings page: in hours, as people say it.
type agesPart struct {
	AgeingHours, StaleHours string
	Choices                 []staleChoice
}

type staleChoice struct {
	Value, Says string
	Chosen      bool
}

const secondsAnHour = 60 * 60

func agesOf(ages wire.Ages) agesPart {
	return agesForm(
		strconv.FormatInt(ages.AgeingS/secondsAnHour, 10), strconv.FormatInt(ages.StaleS/secondsAnHour, 10), ages.WhenStale)
}

// agesTyped is the form as it was sent.
func agesTyped(v *visit) agesPart {
	return agesForm(v.FormValue("ageing"), v.FormValue("stale"), wire.WhenStale(v.FormValue("when_stale")))
}

func agesForm(ageing, stale string, chosen wire.WhenStale) agesPart {
	choices := []staleChoice{
		{Value: string(wire.StaleCheck), Says: "Go on checking"},
		{Value: string(wire.StaleWarn), Says: "Go on checking, and warn"},
		{Value: string(wire.StaleStop), Says: "Stop checking"},
	}
	for i := range choices {
		choices[i].Chosen = choices[i].Value == string(chosen)
	}
	return agesPart{AgeingHours: ageing, StaleHours: stale, Choices: choices}
}

func (c *Console) saveAges(v *visit) error {
	hours := func(field string) int64 {
		n, err := strconv.ParseInt(strings.TrimSpace(v.FormValue(field)), 10, 32)
		if err != nil {
			return 0 // refused with the bounds
		}
		return n * secondsAnHour
	}
	return c.saved(v, "ages", c.rooms.Workspaces.SetAges(v.ctx(), v.ws(), wire.Ages{
		AgeingS: hours("ageing"), StaleS: hours("stale"), WhenStale: wire.WhenStale(v.FormValue("when_stale")),
	}))
}
