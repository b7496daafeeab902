package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"

	"vouch/shared/check"
	"vouch/shared/text"
)

// lineWidth is how many columns of a draft's line are shown around a finding.
const lineWidth = 88

// writeText writes reports for a person at a terminal.
func writeText(w io.Writer, results []judged) error {
	var out bytes.Buffer
	for _, j := range results {
		if j.err == nil {
			textReport(&out, j)
		}
	}
	_, err := w.Write(out.Bytes())
	return err
}

func textReport(out *bytes.Buffer, j judged) {
	switch {
	case j.report.Protected:
		fmt.Fprintf(out, "%s: protected speech, left alone\n", j.id)
	case j.report.Personal:
		fmt.Fprintf(out, "%s: private speech, not judged\n", j.id)
	case len(j.report.Findings) == 0:
		fmt.Fprintf(out, "%s: clear\n", j.id)
	default:
		for i := range j.report.Findings {
			textFinding(out, j.draftFile, &j.report.Findings[i])
		}
		fmt.Fprintf(out, "%s: %s, %s\n", j.id, j.report.Verdict, plural(len(j.report.Findings), "finding"))
	}
}

func textFinding(out *bytes.Buffer, d draftFile, f *check.Finding) {
	p := placeOf(d.text, f.Span)
	fmt.Fprintf(out, "%s:%d:%d: %s: %s (%s)\n", d.id, p.line, p.column, f.Severity, f.Title, f.Rule)
	if f.Span.Len() > 0 {
		line, carets := underline(p)
		fmt.Fprintf(out, "    %s\n    %s\n", line, carets)
	}
	label := "why: "
	if f.Question {
		label = "asks:"
	}
	fmt.Fprintf(out, "  %s   %s\n", label, f.Message)
	if len(f.Diff) > 0 {
		fmt.Fprintf(out, "  diff:   %s\n", diffLine(f.Diff))
	}
	fmt.Fprintf(out, "  source: %s\n", sourceLine(f.Source))
	if f.Owner != "" {
		fmt.Fprintf(out, "  owner:  %s\n", f.Owner)
	}
	for _, fix := range f.Fixes {
		fmt.Fprintf(out, "  fix:    %s\n", fixLine(d.text, fix))
	}
	fmt.Fprintln(out)
}

// diffLine marks what a near copy lacks as {+words+} and what it adds as [-words-], as wdiff does.
func diffLine(diff []check.Change) string {
	parts := make([]string, len(diff))
	for i, change := range diff {
		words := flat(change.Text)
		switch change.Op {
		case check.Missing:
			words = "{+" + words + "+}"
		case check.Extra:
			words = "[-" + words + "-]"
		case check.Kept:
		}
		parts[i] = words
	}
	return strings.Join(parts, " ")
}

// underline is the part of the line that shows the quote, and the carets below it.
func underline(p place) (line, carets string) {
	before, quote, after := p.before, p.quote, p.lineText[len(p.before)+len(p.quote):]
	before = keepEnd(before, lineWidth/3)
	quote = keepStart(quote, lineWidth)
	after = keepStart(after, max(0, lineWidth-columns(before)-columns(quote)))
	carets = strings.Repeat(" ", columns(before)) + strings.Repeat("^", max(1, columns(quote)))
	return flat(before + quote + after), carets
}

func keepStart(s string, width int) string {
	runes := []rune(s)
	if len(runes) <= width {
		return s
	}
	return string(runes[:width]) + "…"
}

func keepEnd(s string, width int) string {
	runes := []rune(s)
	if len(runes) <= width {
		return s
	}
	return "…" + string(runes[len(runes)-width:])
}

// flat shows tabs and other controls as one blank each, so that nothing in a draft can steer
// the terminal and carets stay below their words.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}

// columns is how wide s stands on a terminal: wide letters and emoji take two columns, marks
// and zero-width characters none. It is a good guess, which is all a caret needs.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3,
			r >= 0xf900 && r <= 0xfaff, r >= 0xff00 && r <= 0xff60, r >= 0x1f300 && r <= 0x1faff:
			n += 2
		default:
			n++
		}
	}
	return n
}

func sourceLine(s check.Source) string {
	line := s.Title
	if s.URL != "" {
		line += ", " + s.URL
	}
	switch {
	case s.By == "background":
		line += " (not looked up yet)"
	case s.By == "secondary":
		line += " (read in a summary on " + s.Checked + ")"
	case s.Checked != "":
		line += " (checked on " + s.Checked + ")"
	}
	return line
}

func fixLine(draft string, fix check.Fix) string {
	edits := make([]string, len(fix.Edits))
	for i, e := range fix.Edits {
		edits[i] = editLine(draft, e)
	}
	return fix.Label + ": " + strings.Join(edits, ", then ")
}

func editLine(draft string, e check.Edit) string {
	p := placeOf(draft, e.Span)
	switch {
	case e.Span.Len() == 0:
		return fmt.Sprintf("insert %q at %d:%d", e.Text, p.line, p.column)
	case e.Text == "":
		return fmt.Sprintf("delete %q", quoteAt(draft, e.Span))
	}
	return fmt.Sprintf("replace %q by %q", quoteAt(draft, e.Span), e.Text)
}

func quoteAt(draft string, span text.Span) string {
	p := placeOf(draft, span)
	return keepStart(p.quote, lineWidth/2)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
