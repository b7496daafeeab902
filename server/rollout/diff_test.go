package rollout_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vouch/server/rollout"
)

func TestDiff(t *testing.T) {
	cases := []struct{ name, before, after, want string }{
		{"equal", "a\nb\n", "a\nb\n", ""},
		{"one line", "a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"},
		{"added at the end", "a\n", "a\nb\n", "@@ -1,1 +1,2 @@\n a\n+b\n"},
		{"from nothing", "", "a\nb\n", "@@ -1,0 +1,2 @@\n+a\n+b\n"},
		{"to nothing", "a\n", "", "@@ -1,1 +1,0 @@\n-a\n"},
		{
			"far apart", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "one\n2\n3\n4\n5\n6\n7\n8\n9\nten\n",
			"@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n 4\n@@ -7,4 +7,4 @@\n 7\n 8\n 9\n-10\n+ten\n",
		},
		{
			"near each other", "1\n2\n3\n4\n5\n6\n7\n8\n", "one\n2\n3\n4\n5\n6\n7\neight\n",
			"@@ -1,8 +1,8 @@\n-1\n+one\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+eight\n",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := rollout.Diff("old", "new", c.before, c.after)
			if body, ok := strings.CutPrefix(got, "--- old\n+++ new\n"); ok {
				got = body
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// FuzzDiff puts a difference on the old text and must get the new one.
func FuzzDiff(f *testing.F) {
	f.Add("a\nb\nc", "a\nc\nd")
	f.Add("", "x")
	f.Add("1\n1\n1\n2", "1\n2\n1\n1")
	f.Fuzz(func(t *testing.T, before, after string) {
		if strings.HasSuffix(before, "\n") || strings.HasSuffix(after, "\n") {
			return // the end of the last line is not part of a line
		}
		got := apply(t, before, rollout.Diff("o", "n", before, after))
		if got != after {
			t.Errorf("%q -> %q became %q", before, after, got)
		}
	})
}

// apply trusts the context lines and checks the removed ones.
func apply(t *testing.T, before, diff string) string {
	t.Helper()
	if diff == "" {
		return before
	}
	var old []string
	if before != "" {
		old = strings.Split(before, "\n")
	}
	var out []string
	at := 0
	for _, hunk := range strings.Split(diff, "\n@@ ")[1:] {
		head, body, _ := strings.Cut(hunk, "\n")
		start := startOf(t, head)
		for at < start-1 {
			out = append(out, old[at])
			at++
		}
		for line := range strings.SplitSeq(strings.TrimSuffix(body, "\n"), "\n") {
			if line == "" {
				continue
			}
			switch line[0] {
			case '+':
				out = append(out, line[1:])
			case '-', ' ':
				if old[at] != line[1:] {
					t.Fatalf("line %d is %q, the difference says %q", at+1, old[at], line[1:])
				}
				if line[0] == ' ' {
					out = append(out, old[at])
				}
				at++
			}
		}
	}
	return strings.Join(append(out, old[at:]...), "\n")
}

func startOf(t *testing.T, head string) int {
	t.Helper()
	n := 0
	for _, c := range strings.TrimPrefix(head, "-") {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}
