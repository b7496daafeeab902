package console

import (
	"net/http"
	"strconv"
	"strings"

	"vouch/server/fault"
	"vouch/server/points"
	"vouch/server/web"
)

type rewardsPage struct {
	Frame  frame
	Offers []offerRow
	Holds  []holdRow
	Form   rewardForm
}

// rewardForm is what stands in the form, also when it cannot be right.
type rewardForm struct {
	Title, Points     string
	Wrong, WrongField string
}

// rewards shows what is on offer, and what waits to be handed out.
func (c *Console) rewards(v *visit) error {
	return c.showRewards(v, http.StatusOK, rewardForm{})
}

func (c *Console) showRewards(v *visit, status int, form rewardForm) error {
	if err := countedByPerson(v); err != nil {
		return err
	}
	if err := c.rooms.CatchUp(v.ctx(), v.ws()); err != nil {
		return err
	}
	offers, err := c.rooms.Rewards.Offers(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	holds, err := c.rooms.Rewards.Holds(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	names, err := c.names(v)
	if err != nil {
		return err
	}
	page := rewardsPage{Frame: v.frame("Rewards", atPoints), Holds: holdRows(holds, names), Form: form}
	for _, offer := range offers {
		page.Offers = append(page.Offers, offerRow{ID: offer.ID, Title: offer.Title, Points: offer.Points})
	}
	return c.show(v, status, "rewards", page)
}

// offerReward puts a reward on offer under an id made of its title, which therefore stands once.
func (c *Console) offerReward(v *visit) error {
	form := rewardForm{Title: v.FormValue("title"), Points: v.FormValue("points")}
	cost, err := strconv.ParseInt(strings.TrimSpace(form.Points), 10, 64)
	if err == nil {
		err = c.rooms.Rewards.Offer(v.ctx(), v.ws(), points.Reward{ID: slug(form.Title), Title: form.Title, Points: cost})
	} else {
		err = fault.New(fault.Invalid, "Write the points in digits.").At("points")
	}
	if fault.Is(err, fault.Invalid) {
		p := web.Problem(err)
		form.Wrong, form.WrongField = p.Title, p.Field
		return c.showRewards(v, p.Status, form)
	}
	if err != nil {
		return err
	}
	return v.back(atRewards, "saved")
}

// atRewards is a page below Points.
const atRewards = string(atPoints) + "/rewards"

func (c *Console) withdrawReward(v *visit) error {
	if err := c.rooms.Rewards.Withdraw(v.ctx(), v.ws(), v.Param("reward")); err != nil {
		return err
	}
	return v.back(atRewards, "withdrawn")
}

// endReservation says that a reward was handed out, or gives its points back.
func (c *Console) endReservation(v *visit) error {
	if err := countedByPerson(v); err != nil {
		return err
	}
	handedOut := v.FormValue("do") == "fulfil"
	if err := c.rooms.Rewards.End(v.ctx(), v.ws(), v.FormValue("reservation"), handedOut); err != nil {
		return err
	}
	if handedOut {
		return v.back(atRewards, "handed")
	}
	return v.back(atRewards, "given")
}

// slug is an id of small letters, digits and hyphens; of a title without any, a dash.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, "-")
}
