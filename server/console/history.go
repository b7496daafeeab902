package console

import (
	"strconv"
	"strings"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/rollout"
)

// historyLength is how many changes the history shows.
const historyLength = 200

type changeRow struct {
	Revision             rollout.Revision
	What, Why, Who, When string
	Size                 string // lines added and removed
}

type historyPage struct {
	Frame   frame
	Changes []changeRow
}

// revisionPage is one change with its difference, and the way back to it.
type revisionPage struct {
	Frame       frame
	Change      changeRow
	Diff        []diffLine
	Newest      rollout.Revision
	MayRollback bool
}

type diffLine struct{ Class, Text string }

func (c *Console) history(v *visit) error {
	changes, err := c.rooms.Rules.History(v.ctx(), v.ws(), historyLength)
	if err != nil {
		return err
	}
	return c.ok(v, "history", historyPage{Frame: v.frame("History of the rules", atRules), Changes: changeRows(changes)})
}

func (c *Console) revision(v *visit) error {
	number, err := revisionOf(v.Param("revision"))
	if err != nil {
		return err
	}
	change, err := c.rooms.Rules.At(v.ctx(), v.ws(), number)
	if err != nil {
		return err
	}
	ref, err := c.rooms.Rules.Ref(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	return c.ok(v, "revision", revisionPage{
		Frame:  v.frame("Revision "+strconv.FormatInt(int64(number), 10), atRules),
		Change: changeRowOf(change), Diff: diffLines(change.Diff), Newest: ref.Revision,
		MayRollback: v.who().May(auth.Compliance) && number < ref.Revision,
	})
}

func (c *Console) rollback(v *visit) error {
	number, err := revisionOf(v.Param("revision"))
	if err != nil {
		return err
	}
	if _, err := c.rooms.Rules.Rollback(v.ctx(), v.ws(), v.who(), number, v.FormValue("why")); err != nil {
		return err
	}
	return v.back(string(atRules), "back")
}

func revisionOf(text string) (rollout.Revision, error) {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fault.New(fault.NotFound, "There is no such revision.")
	}
	return rollout.Revision(number), nil
}

func changeRows(changes []rollout.Change) []changeRow {
	rows := make([]changeRow, len(changes))
	for i, c := range changes {
		rows[i] = changeRowOf(c)
	}
	return rows
}

func changeRowOf(c rollout.Change) changeRow {
	return changeRow{
		Revision: c.Revision, What: whatChanged(c), Why: c.Why, Who: c.WhoName, When: moment(c.At),
		Size: sizeOf(c.Diff),
	}
}

func whatChanged(c rollout.Change) string {
	switch c.Act {
	case rollout.RolledBack:
		return "back to revision " + strconv.FormatInt(int64(c.BackTo), 10)
	case rollout.Profiled:
		return "the profile changed"
	case rollout.Retired:
		return "pack " + c.Pack + " taken out"
	case rollout.Published:
		if c.Pack != "" {
			return "pack " + c.Pack + " published"
		}
	}
	return "packs and profile published"
}

// sizeOf counts a unified difference: "+3 −1".
func sizeOf(diff string) string {
	var added, removed int
	for _, l := range diffLines(diff) {
		switch l.Class {
		case "add":
			added++
		case "del":
			removed++
		}
	}
	return "+" + number(added) + " −" + number(removed)
}

func diffLines(diff string) []diffLine {
	var out []diffLine
	for line := range strings.SplitSeq(strings.TrimSuffix(diff, "\n"), "\n") {
		out = append(out, diffLine{Class: diffClass(line), Text: line})
	}
	return out
}

func diffClass(line string) string {
	switch {
	case strings.HasPrefix(line, "--- "), strings.HasPrefix(line, "+++ "):
		return "file"
	case strings.HasPrefix(line, "@@"):
		return "at"
	case strings.HasPrefix(line, "+"):
		return "add"
	case strings.HasPrefix(line, "-"):
		return "del"
	default:
		return "same"
	}
}
