package rollout

import (
	"fmt"
	"slices"
	"strings"
)

// contextLines is how many unchanged lines stand around a change in a unified diff.
const contextLines = 3

// maxDiffCells bounds the table of the line diff; beyond it the middle is shown as replaced
// whole. 4 million cells are 16 MB and about 2,000 changed lines against 2,000.
const maxDiffCells = 4_000_000

type diffLine struct {
	op   byte // ' ', '-', '+'
	text string
}

// Diff is the unified difference of two texts by line; "" when they are equal. The names stand
// in the header.
func Diff(oldName, newName, before, after string) string {
	if before == after {
		return ""
	}
	lines := diffLines(splitLines(before), splitLines(after))
	var out strings.Builder
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", oldName, newName)
	for _, h := range hunks(lines) {
		h.write(&out, lines)
	}
	return out.String()
}

func splitLines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// diffLines cuts away the common head and tail, which is nearly all of an edited pack, and
// aligns the middle.
func diffLines(a, b []string) []diffLine {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out []diffLine
	out = appendLines(out, ' ', a[:head])
	out = append(out, align(a[head:len(a)-tail], b[head:len(b)-tail])...)
	return appendLines(out, ' ', a[len(a)-tail:])
}

func appendLines(out []diffLine, op byte, lines []string) []diffLine {
	for _, l := range lines {
		out = append(out, diffLine{op, l})
	}
	return out
}

// align walks the table of longest common subsequences; deletions come before insertions.
func align(a, b []string) []diffLine {
	if (len(a)+1)*(len(b)+1) > maxDiffCells {
		return appendLines(appendLines(nil, '-', a), '+', b)
	}
	lcs := commonLengths(a, b)
	width := len(b) + 1
	var out []diffLine
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			out = append(out, diffLine{' ', a[i]})
			i, j = i+1, j+1
		case lcs[(i+1)*width+j] >= lcs[i*width+j+1]:
			out = append(out, diffLine{'-', a[i]})
			i++
		default:
			out = append(out, diffLine{'+', b[j]})
			j++
		}
	}
	return appendLines(appendLines(out, '-', a[i:]), '+', b[j:])
}

// commonLengths is the table whose cell (i, j) is the length of the longest common
// subsequence of a[i:] and b[j:].
func commonLengths(a, b []string) []int32 {
	width := len(b) + 1
	table := make([]int32, (len(a)+1)*width)
	for i, left := range slices.Backward(a) {
		for j, right := range slices.Backward(b) {
			if left == right {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
				continue
			}
			table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
		}
	}
	return table
}

// hunk is a range of diff lines with the 1-based lines at which it starts in both texts.
type hunk struct{ from, to, oldAt, newAt int }

func hunks(lines []diffLine) []hunk {
	var out []hunk
	oldAt, newAt := 1, 1
	for i, l := range lines {
		if l.op != ' ' {
			out = widen(out, lines, i, oldAt, newAt)
		}
		if l.op != '+' {
			oldAt++
		}
		if l.op != '-' {
			newAt++
		}
	}
	return out
}

// widen adds the changed line i to the last hunk when their contexts touch, or opens a new one.
func widen(out []hunk, lines []diffLine, i, oldAt, newAt int) []hunk {
	to := min(i+contextLines+1, len(lines))
	if n := len(out); n > 0 && i-contextLines <= out[n-1].to {
		out[n-1].to = to
		return out
	}
	before := min(contextLines, i)
	return append(out, hunk{from: i - before, to: to, oldAt: oldAt - before, newAt: newAt - before})
}

func (h hunk) write(out *strings.Builder, lines []diffLine) {
	var oldCount, newCount int
	for _, l := range lines[h.from:h.to] {
		if l.op != '+' {
			oldCount++
		}
		if l.op != '-' {
			newCount++
		}
	}
	fmt.Fprintf(out, "@@ -%d,%d +%d,%d @@\n", h.oldAt, oldCount, h.newAt, newCount)
	for _, l := range lines[h.from:h.to] {
		fmt.Fprintf(out, "%c%s\n", l.op, l.text)
	}
}
