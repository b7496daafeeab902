package archive

import (
	"io"
	"strconv"
	"strings"
	"time"
)

// columns of a CSV export, in order.
func columns() []string {
	return []string{
		"at", "kind", "id", "advocate", "team", "story", "code", "surface", "verdict", "rule", "why", "of",
		"class", "reason", "visitor", "country", "device", "goal", "amount", "currency", "first",
	}
}

// rowWriter writes the names of the columns, and a row for each record. The amount is a number,
// also a negative one; every other cell is text and quoted.
func rowWriter(out io.Writer) func(record) error {
	head := false
	return func(r record) error {
		if !head {
			head = true
			if err := writeRow(out, columns()); err != nil {
				return err
			}
		}
		return writeRow(out, []string{
			r.At.Format(time.RFC3339Nano), r.Kind, r.ID, r.Advocate, r.Team, r.Story, r.Code, r.Surface, r.Verdict, r.Rule,
			r.Why, r.Of, r.Class, r.Reason, r.Visitor, r.Country, r.Device, r.Goal, strconv.FormatInt(r.Amount, 10), r.Currency, r.First,
		})
	}
}

func writeRow(out io.Writer, cells []string) error {
	var row strings.Builder
	for i, cell := range cells {
		if i > 0 {
			row.WriteByte(',')
		}
		if _, err := strconv.ParseInt(cell, 10, 64); err == nil && columns()[i] == "amount" {
			row.WriteString(cell)
			continue
		}
		row.WriteString(`"` + strings.ReplaceAll(harmless(cell), `"`, `""`) + `"`)
	}
	row.WriteString("\r\n")
	_, err := io.WriteString(out, row.String())
	return err
}

// harmless keeps a spreadsheet from reading a cell as a formula: what begins with one of = + - @,
// a tab or a line's end, also behind spaces or quotes, gets an apostrophe in front.
func harmless(cell string) string {
	begin := strings.TrimLeft(cell, " \"\u00a0")
	if begin != "" && strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", firstRune(begin)) {
		return "'" + cell
	}
	return cell
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
