package near_test

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"vouch/shared/near"
)

const post = "We opened our new office in Oslo today, and I could not be prouder of the forty people who made it happen."

func TestDressDoesNotCount(t *testing.T) {
	var r near.Reader
	plain := r.Of(post)
	for name, dressed := range map[string]string{
		"capitals":        strings.ToUpper(post),
		"emoji":           "🎉 " + post + " 🎉🎉",
		"look-alikes":     strings.ReplaceAll(post, "office", "оffice"),
		"invisible signs": strings.ReplaceAll(post, "prouder", "prou\u200bder"),
		"bold letters":    strings.ReplaceAll(post, "Oslo", "𝗢𝘀𝗹𝗼"),
		"another order":   "and I could not be prouder of the forty people who made it happen. We opened our new office in Oslo today",
		"said twice":      post + "\n\n" + post,
	} {
		if got := r.Of(dressed); got != plain || got == 0 {
			t.Errorf("%s: %d bits apart", name, near.Apart(plain, got))
		}
	}
	one, other := r.Of(post+" https://v.example/l/k3xa9"), r.Of(post+" https://v.example/l/zz81b")
	if one != other {
		t.Error("the path of a link counts")
	}
	for _, short := range []string{"", "Congratulations to the whole team, well deserved!", "🎉🎉🎉"} {
		if r.Of(short) != 0 {
			t.Errorf("%q has a fingerprint", short)
		}
	}
}

func TestAmongAWeek(t *testing.T) {
	var r near.Reader
	mine := r.Of(post)
	told := func(print near.Print, age, posts byte) string {
		return string(append(binary.LittleEndian.AppendUint64(nil, uint64(print)), age, posts))
	}
	own := string(binary.LittleEndian.AppendUint64(nil, uint64(mine)))
	far := ^mine
	for _, c := range []struct {
		name, week, own string
		count, youngest int
	}{
		{"nothing", "", "", 0, 0},
		{"others", told(far, 0, 9), "", 0, 0},
		{"the same", told(mine, 3, 2) + told(far, 0, 9), "", 2, 3},
		{"nearly, the youngest", told(mine^0b111, 5, 1) + told(mine, 2, 1), "", 2, 2},
		{"my own", told(mine, 0, 1), own, 0, 0},
		{"my own and a colleague's", told(mine, 0, 2), own, 1, 0},
		{"my own of another day", told(mine, 0, 1) + told(mine, 4, 1), own, 1, 4},
		{"torn", told(mine, 0, 1)[:9], own[:3], 0, 0},
	} {
		if count, youngest := near.Among(mine, c.week, c.own); count != c.count || youngest != c.youngest {
			t.Errorf("%s: %d, %d", c.name, count, youngest)
		}
	}
	if count, _ := near.Among(0, told(0, 0, 1), ""); count != 0 {
		t.Error("a text without a fingerprint is near something")
	}
}

// The figures that Close rests on, on posts that stand in the repository.
func TestClose(t *testing.T) {
	var r near.Reader
	posts := longPosts(t)
	var prints []near.Print
	for _, p := range posts {
		prints = append(prints, r.Of(p))
	}
	d := dice(42)
	for name, c := range map[string]struct {
		copied func(string) string
		least  int // of a hundred
	}{
		"a sentence in front": {func(p string) string { return "So happy to share this with my network today! " + p }, 75},
		"tags at the end":     {func(p string) string { return p + "\n\n#proud #team #hiring" }, 85},
		"a tenth replaced":    {func(p string) string { return d.replace(p, 10) }, 90},
		"a tenth left out":    {func(p string) string { return d.leaveOut(p, 10) }, 95},
	} {
		found := 0
		for i, p := range posts {
			if near.Apart(prints[i], r.Of(c.copied(p))) <= near.Close {
				found++
			}
		}
		if got := 100 * found / len(posts); got < c.least {
			t.Errorf("%s: %d of 100 are found", name, got)
		}
	}
	pairs, mistakes := 0, 0
	for i := range prints {
		for j := range i {
			pairs++
			if near.Apart(prints[i], prints[j]) <= near.Close {
				mistakes++
			}
		}
	}
	if mistakes*1000 > pairs {
		t.Errorf("%d of %d pairs of different posts are near", mistakes, pairs)
	}
}

func longPosts(t *testing.T) (posts []string) {
	t.Helper()
	file, err := os.Open("../packs/corpus/work.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var line struct {
			Text string `json:"text"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		if len(strings.Fields(line.Text)) >= 25 {
			posts = append(posts, line.Text)
		}
	}
	if len(posts) < 100 {
		t.Fatalf("only %d posts", len(posts))
	}
	return posts
}

// dice draws the same numbers in every run (xorshift).
type dice uint64

func (d *dice) below(n int) int {
	*d ^= *d << 13
	*d ^= *d >> 7
	*d ^= *d << 17
	return int(uint64(*d) % uint64(n))
}

func (d *dice) replace(post string, oneIn int) string {
	words := strings.Fields(post)
	others := strings.Fields("truly amazing people launch growth simple coffee weekend honest value customers early")
	for range len(words) / oneIn {
		words[d.below(len(words))] = others[d.below(len(others))]
	}
	return strings.Join(words, " ")
}

func (d *dice) leaveOut(post string, oneIn int) string {
	words := strings.Fields(post)
	for range len(words) / oneIn {
		at := d.below(len(words))
		words = slices.Delete(words, at, at+1)
	}
	return strings.Join(words, " ")
}
