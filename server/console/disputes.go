package console

import (
	"vouch/server/auth"
	"vouch/server/rollout"
	"vouch/shared/rule"
)

// disputeRow is what people said of one rule by "Not right?".
type disputeRow struct {
	Rule, Title string
	Times       string
	Said        []saidRow
}

// saidRow is what somebody chose to show. Who it was stands there in the regulated mode alone.
type saidRow struct{ When, Quote, Note, Who string }

// shownSaid is how many notes of a rule stand on its page.
const shownSaid = 20

// disputesOf reads what was said of the rules of a pack, for those who may change it.
func (c *Console) disputesOf(v *visit, pack *rule.Pack) ([]disputeRow, error) {
	if !v.who().May(auth.Compliance) {
		return nil, nil
	}
	titles := map[string]string{}
	for _, r := range pack.Rules {
		titles[string(r.ID)] = r.Title
	}
	disputed, err := c.rooms.Rules.Disputes(v.ctx(), v.ws(), func(rule string) bool { return titles[rule] != "" })
	if err != nil || len(disputed) == 0 {
		return nil, err
	}
	names, err := c.names(v)
	if err != nil {
		return nil, err
	}
	return disputeRows(disputed, titles, names), nil
}

func disputeRows(disputed []rollout.Disputed, titles, names map[string]string) []disputeRow {
	var rows []disputeRow
	for _, d := range disputed {
		row := disputeRow{Rule: d.Rule, Title: titles[d.Rule], Times: many(d.Times, "time", "times")}
		for _, said := range d.Said[:min(len(d.Said), shownSaid)] {
			line := saidRow{When: day(said.At), Quote: said.Quote, Note: said.Note}
			if said.Who != "" {
				line.Who = personName(names, said.Who)
			}
			row.Said = append(row.Said, line)
		}
		rows = append(rows, row)
	}
	return rows
}
