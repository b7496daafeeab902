package check

import (
	"vouch/shared/match"
	"vouch/shared/program"
	"vouch/shared/text"
)

// approved is an approved text ready to be looked for: its folded words.
type approved struct {
	text   string
	words  []approvedWord
	norm   []byte
	back   []int32  // by word: how many words before it are also the text's first (Knuth, Morris, Pratt 1977)
	kinds  []uint32 // the different words, by hash
	denies []int32  // words where its negators begin
}

// approvedWord is one word: its place in norm, its place in the text, its kind among the words.
type approvedWord struct {
	hash               uint32
	from, to           int32
	byteStart, byteEnd int32
	kind               int32 // the same of the same words, from 0
}

// asked is the text of that number. Texts are read once, when a rule first asks for them.
func (c *Checker) asked(number uint32) *approved {
	if c.approved == nil {
		c.approved = make([]approved, len(c.program.Texts))
	}
	a := &c.approved[number]
	if a.text == "" {
		a.text = c.program.Texts[number]
		var reader text.Reader
		t := reader.Read(a.text)
		a.read(t)
		a.denies = c.negators(c.finder.Find(t, c.draft.Date.Year(), nil), nil)
	}
	return a
}

func (a *approved) read(t *text.Text) {
	for i := range t.Words {
		w := &t.Words[i]
		from := int32(len(a.norm))
		a.norm = append(a.norm, t.Folded(w)...)
		word := approvedWord{
			hash: w.Hash, from: from, to: int32(len(a.norm)), byteStart: w.ByteStart, byteEnd: w.ByteEnd,
			kind: int32(len(a.words)),
		}
		for j, before := range a.words {
			if a.is(int32(j), t, w) {
				word.kind = before.kind
				break
			}
		}
		if int(word.kind) == len(a.words) {
			a.kinds = append(a.kinds, uint32(word.kind))
		}
		a.words = append(a.words, word)
	}
	order(len(a.kinds), func(i, j int) bool { return a.words[a.kinds[i]].hash < a.words[a.kinds[j]].hash },
		func(i, j int) { a.kinds[i], a.kinds[j] = a.kinds[j], a.kinds[i] })
	a.learnBack()
}

// learnBack fills back.
func (a *approved) learnBack() {
	a.back = make([]int32, len(a.words)+1)
	for i, k := 1, int32(0); i < len(a.words); i++ {
		for k > 0 && a.words[i].kind != a.words[k].kind {
			k = a.back[k]
		}
		if a.words[i].kind == a.words[k].kind {
			k++
		}
		a.back[i+1] = k
	}
}

// is reports whether a word of a draft is word i of the text.
func (a *approved) is(i int32, t *text.Text, w *text.Word) bool {
	own := &a.words[i]
	return own.hash == w.Hash && string(a.norm[own.from:own.to]) == string(t.Folded(w))
}

// disclaimer appends where an approved text stands, word for word.
func (c *Checker) disclaimer(cond *program.Condition) {
	a := c.asked(cond.Set)
	for m, ok := c.exact(a, 0); ok; m, ok = c.exact(a, m.Last+1) {
		c.hits = append(c.hits, c.hitOf(m))
	}
}

// exact finds the words of a text, all of them in order and nothing between, from word at on.
func (c *Checker) exact(a *approved, at int32) (match.Match, bool) {
	words := c.text.Words
	n := int32(len(a.words))
	if n == 0 {
		return match.Match{}, false
	}
	for k := int32(0); int(at) < len(words); at++ {
		if words[at].Has(text.InLink) { // nobody reads a text in a web address
			k = 0
			continue
		}
		for k > 0 && !a.is(k, c.text, &words[at]) {
			k = a.back[k]
		}
		if a.is(k, c.text, &words[at]) {
			k++
		}
		if k == n {
			return match.Match{First: at - n + 1, Last: at}, true
		}
	}
	return match.Match{}, false
}

// textAbsence makes a finding when an approved text is not in place: one at its near copy, one at
// a copy that stands too late, or one at the start of the draft.
func (c *Checker) textAbsence(i int32, r *program.Rule) {
	a := c.asked(r.RequireText)
	late, isLate := match.Match{}, false
	for m, ok := c.exact(a, 0); ok; m, ok = c.exact(a, m.Last+1) {
		if c.inPlace(m, r) {
			return
		}
		if !isLate {
			late, isLate = m, true
		}
	}
	near, isNear := copied{}, false
	if !isLate {
		near, isNear = c.nearCopy(a)
	}
	if isNear && r.RequireClose && near.share(a) >= closeShare && near.alike {
		if c.inPlace(near.Match, r) {
			return
		}
		late, isLate = near.Match, true
	}
	switch {
	case isLate && r.RequireLate != program.LateIgnore:
		c.add(finding{rule: i, span: c.hitOf(late).span, late: true})
	case isLate || r.RequireLate == program.LateOnly:
	case isNear:
		c.add(finding{rule: i, span: c.hitOf(near.Match).span, near: true})
	default:
		c.add(finding{rule: i})
	}
}

// The shares of an approved text's words, in their order, that make a near copy of it, and one so
// near that a rule may take it for the text.
const (
	nearShare  = 0.6
	closeShare = 0.9
)

// kindOf is the kind of a draft's word among the text's, -1 when it is none of them.
func (a *approved) kindOf(t *text.Text, w *text.Word) int32 {
	low, high := 0, len(a.kinds)-1
	for low < high {
		mid := (low + high) / 2
		if a.words[a.kinds[mid]].hash < w.Hash {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if kind := int32(a.kinds[low]); a.is(kind, t, w) {
		return kind
	}
	return -1
}
