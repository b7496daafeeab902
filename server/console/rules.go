package console

import (
	"vouch/server/auth"
	"vouch/server/rollout"
)

// recentChanges is how many of the newest changes stand on the rules page.
const recentChanges = 5

// rulesPage lists what is live.
type rulesPage struct {
	Frame      frame
	Revision   rollout.Revision // 0: nothing is live
	Since      string
	Packs      []packRow
	Recent     []changeRow
	MayPublish bool
	HasProfile bool
}

type packRow struct {
	Name, Title, Owner, ReviewBy string
	Rules                        string
	Severities                   []string // those that occur, hardest first
}

func (c *Console) rules(v *visit) error {
	live, err := c.rooms.Rules.Live(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	recent, err := c.rooms.Rules.History(v.ctx(), v.ws(), recentChanges)
	if err != nil {
		return err
	}
	page := rulesOf(v.frame("Rules", atRules), live, recent)
	page.MayPublish = v.who().May(auth.Compliance)
	return c.ok(v, "rules", page)
}

func rulesOf(f frame, live rollout.Live, recent []rollout.Change) rulesPage {
	page := rulesPage{
		Frame: f, Revision: live.Change.Revision, Since: moment(live.Change.At),
		Recent: changeRows(recent), HasProfile: len(live.ProfileYAML) > 0,
	}
	for _, p := range live.Packs {
		page.Packs = append(page.Packs, packRow{
			Name: p.Name, Title: p.Pack.Title, Owner: ownerOf(p.Pack.Owner, live.Profile), ReviewBy: p.Pack.ReviewBy,
			Rules: many(len(p.Pack.Rules), "rule", "rules"), Severities: severitiesIn(p.Pack),
		})
	}
	return page
}

// packPage is one live pack, each rule in plain words.
type packPage struct {
	Frame                        frame
	Name, Title, Owner, ReviewBy string
	Jurisdictions                string
	Rules                        []ruleWords
	Policies                     []policyWords
	Lists                        []listWords
	Disputes                     []disputeRow
	YAML                         string
	MayPublish                   bool
}

func (c *Console) pack(v *visit) error {
	live, found, err := c.livePack(v)
	if err != nil {
		return err
	}
	page := packOf(v.frame(found.Pack.Title, atRules), *found, live.Profile)
	page.MayPublish = v.who().May(auth.Compliance)
	if page.Disputes, err = c.disputesOf(v, found.Pack); err != nil {
		return err
	}
	return c.ok(v, "pack", page)
}

// livePack is what is live, and of it the pack that the address names.
func (c *Console) livePack(v *visit) (rollout.Live, *rollout.LivePack, error) {
	live, err := c.rooms.Rules.Live(v.ctx(), v.ws())
	if err != nil {
		return live, nil, err
	}
	found := live.Pack(v.Param("pack"))
	if found == nil {
		return live, nil, nothingHere()
	}
	return live, found, nil
}
