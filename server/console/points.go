package console

import (
	"net/http"
	"strconv"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/points"
	"vouch/server/web"
)

// shownLines is how many entries of a ledger a page shows.
const shownLines = 50

// points shows what one's own sharing earned, what it can be spent on, and the boards.
func (c *Console) points(v *visit) error {
	return c.showPoints(v, http.StatusOK, "")
}

func (c *Console) showPoints(v *visit, status int, wrong string) error {
	if err := c.rooms.CatchUp(v.ctx(), v.ws()); err != nil {
		return err
	}
	got, err := c.ownPoints(v)
	if err != nil {
		return err
	}
	page := pointsOf(v.frame("Points", atPoints), got)
	page.Wrong, page.MayManage = wrong, v.who().May(auth.Administrator)
	return c.show(v, status, "points", page)
}

// pointsGathered is everything the page is made of.
type pointsGathered struct {
	wish    string // names what is asked for from this page
	account points.Account
	lines   []points.Line
	offers  []points.Reward
	mine    []points.Hold
	faces   []points.Face
	shown   points.Shown
	names   map[string]string // of advocates by pseudonym
	// aggregate: nobody stands beside a number that somebody else could read
	aggregate bool
}

func (c *Console) ownPoints(v *visit) (got pointsGathered, err error) {
	own := activity.Pseudonym(v.who().Pseudonym)
	got.aggregate = v.place.Mode.Aggregate
	got.wish = strconv.FormatInt(c.options.Now().UnixMilli(), 10)
	ledger := c.rooms.Ledger
	if got.account, err = ledger.Account(v.ctx(), v.ws(), own); err != nil {
		return got, err
	}
	if got.lines, err = ledger.Last(v.ctx(), v.ws(), own, shownLines); err != nil {
		return got, err
	}
	if got.aggregate {
		return got, nil
	}
	return got, c.pointsOfOthers(v, own, &got)
}

// pointsOfOthers reads what only a workspace that counts by person has.
func (c *Console) pointsOfOthers(v *visit, own activity.Pseudonym, got *pointsGathered) (err error) {
	if got.offers, err = c.rooms.Rewards.Offers(v.ctx(), v.ws()); err != nil {
		return err
	}
	holds, err := c.rooms.Rewards.Holds(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	for _, h := range holds {
		if h.Advocate == own {
			got.mine = append(got.mine, h)
		}
	}
	if got.shown, err = c.rooms.Ledger.Shown(v.ctx(), v.ws(), own); err != nil {
		return err
	}
	if got.faces, err = c.rooms.Ledger.Faces(v.ctx(), v.ws(), points.Month, boardLength); err != nil {
		return err
	}
	got.names, err = c.names(v)
	return err
}

// names of everybody by pseudonym.
func (c *Console) names(v *visit) (map[string]string, error) {
	people, err := c.rooms.People.People(v.ctx(), v.ws())
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, p := range people {
		names[string(p.Pseudonym)] = p.Name
	}
	return names, nil
}

// saveShown keeps how one wants to stand on boards.
func (c *Console) saveShown(v *visit) error {
	shown := points.Shown{As: points.Appearance(v.FormValue("as")), Alias: v.FormValue("alias")}
	err := c.rooms.Ledger.Show(v.ctx(), v.ws(), activity.Pseudonym(v.who().Pseudonym), shown)
	return c.pointsAgain(v, err, "saved")
}

// askReward reserves the points of a reward.
func (c *Console) askReward(v *visit) error {
	if err := countedByPerson(v); err != nil {
		return err
	}
	who := v.who()
	err := c.rooms.Rewards.Reserve(v.ctx(), v.ws(), points.Ask{
		ID: v.FormValue("wish"), Reward: v.Param("reward"),
		Who: activity.Who{Advocate: activity.Pseudonym(who.Pseudonym), Team: activity.Team(who.Team)},
	})
	return c.pointsAgain(v, err, "reserved")
}

// pointsAgain shows what is wrong over the same page, or goes back to it.
func (c *Console) pointsAgain(v *visit, err error, said string) error {
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		p := web.Problem(err)
		return c.showPoints(v, p.Status, p.Title)
	}
	if err != nil {
		return err
	}
	return v.back(string(atPoints), said)
}

// countedByPerson refuses what would put a person beside a number where the workspace counts in
// aggregate only.
func countedByPerson(v *visit) error {
	if v.place.Mode.Aggregate {
		return fault.New(fault.Conflict, "This workspace counts in aggregate only, so nobody's points are handed around.")
	}
	return nil
}
