package oracle_test

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// dice makes choices out of a fuzzer's bytes, and when they run out goes on from their hash, so
// that few bytes already make a whole case.
type dice struct {
	bytes []byte
	state uint64
	words []string // the case's vocabulary: few words make many overlaps
}

func newDice(choices []byte) *dice {
	h := fnv.New64a()
	h.Write(choices)
	return &dice{bytes: choices, state: h.Sum64()}
}

// of is a choice among n.
func (d *dice) of(n int) int {
	if len(d.bytes) > 0 {
		b := int(d.bytes[0])
		d.bytes = d.bytes[1:]
		return b % n
	}
	d.state = d.state*6364136223846793005 + 1442695040888963407
	return int(d.state>>33) % n
}

func (d *dice) one(list []string) string { return list[d.of(len(list))] }

// in is true once in n times.
func (d *dice) in(n int) bool { return d.of(n) == n-1 }

// some is from least to most of what make yields.
func (d *dice) some(least, most int, make func() string) []string {
	var all []string
	for range least + d.of(most-least+1) {
		all = append(all, make())
	}
	return all
}

// vocabulary draws the words of a case.
func (d *dice) vocabulary() {
	d.words = words
	if d.in(2) {
		d.words = d.some(2, 5, func() string { return d.one(words) })
	}
}

var words = strings.Fields("guaranteed returns return guarantee risk free not no never only good very green cat dog food save cure but and is a myth AcmeX Acme Globex we this")

var german = strings.Fields("garantierte Rendite Renditen nicht keine aber gute garantiert")

var amounts = []string{"8", "20", "93", "2026", "2027", "8%", "$20", "2 million", "1,000.5", "€3 million", "10 percent", "June"}

var extras = []string{
	"#RiskFree", "#GuaranteedReturns", "#green", "#Acme", "#AcmeEmployee", "@Jane", "$ACME", "$GLOBEX", " https://acme.example/risk", " www.g2.com",
	" g2.com/free-returns", "🚀", "🚀🚀 🔥", "👍🏽", "🇩🇪", "ACM-1234", "Project Falcon", "#ProjectFalcon", "#thisisnotonecapital", "SAVE VERY GREEN", "𝗳𝗿𝗲𝗲",
	"Yields vary; you can lose principal.", "you may lose money", "risk-free", "don't", "cat’s", "No.", "Not at all.", "do not exist", "are a myth", "far from", "never fail", "never been better", "no one", "no doubt",
	"gu4ranteed", "r1sk", "5ave", "fr€e", "r!sk", "g*aranteed", "s*fe", "f*ee", "freeee", "goooood", "guaraaanteeed", "f r e e", "r.i.s.k", "c a t", "n o r 1 s k", "D-O-G",
	"f\nr\ne\ne", "guar-an-teed", "re-turns", "gr🔥een", "g😀o👍🏽o👨‍👩‍👧d", "#guaranteedreturns", "#noguaranteedreturns", "#notguaranteed", "#returnsveryguaranteed",
	"#gu4ranteedreturns", "#freecatfood", "#GUARANTEEDreturns", "#b3stguarantee", "🇷🇮🇸🇰",
	"sans risque", "jamais", "sin duda", "nunca", "gibt es nicht", "Nein.", "1,5", "2026-05-03", "May", "Montag",
}

var joints = []string{
	" ", " ", " ", " ", " ", " ", ", ", ". ", "! ", "? ", "\n", "\n\n", "-", " - ", "/", ": ", "; ", " (", ") ", "… ", " “", "” ", " \"", "\" ", " 😀 ", "?! ", " — ", "\n- ", " & ",
}

// text draws a draft.
func (d *dice) text() string {
	var b strings.Builder
	joint := ""
	for i := range 1 + d.of(24) {
		if i > 0 {
			b.WriteString(joint)
		}
		token := d.token()
		b.WriteString(token)
		if joint = d.one(joints); strings.Contains(token, "/") || strings.Contains(token, "g2") {
			joint = " " // where a link ends is not what the oracle is for
		}
	}
	b.WriteString(d.one([]string{"", "", ".", "?", "!", "\"", "”", "\n", " "}))
	return b.String()
}

func (d *dice) token() string {
	switch d.of(10) {
	case 0:
		return d.one(amounts)
	case 1, 2:
		return d.one(extras)
	case 3:
		return d.one(german)
	}
	w := d.one(d.words)
	switch d.of(6) {
	case 0:
		return strings.ToUpper(w[:1]) + w[1:]
	case 1:
		if d.in(3) {
			return strings.ToUpper(w)
		}
	}
	return w
}

func (d *dice) slot() string {
	w := d.one(d.words)
	switch d.of(16) {
	case 0, 1:
		return d.one([]string{"guarantee~", "return~", "save~", "cat~", "risk~"})
	case 2:
		return w + "|" + d.one(d.words)
	case 3:
		return d.one([]string{"guarant*", "*turns", "re*", "*ee", "risk-fr*"})
	case 4:
		return d.one([]string{"{company}", "{product}", "{competitor}", "{returns}", "{tag}", "{customer}", "{ticker}", "{cashtag}", "{capital}"})
	case 5:
		return d.one([]string{"{number}", "{number>89}", "{number 8..20}", "{percent}", "{percent>=10}", "{money}", "{money>=1000}", "{year>=now}", "{year<now}", "{year}", "{month}"})
	case 6:
		return d.one([]string{"^green", "^risk", "#RiskFree", "#green", "risk-free", "^very-good"})
	}
	return w
}

// phrase draws a phrase in its notation.
func (d *dice) phrase() string {
	parts := []string{d.slot()}
	for range d.of(2 + d.of(2)) {
		switch d.of(7) {
		case 0:
			parts = append(parts, fmt.Sprintf("<%d>", 1+d.of(3)))
		case 1:
			parts = append(parts, d.slot()+"?")
		}
		parts = append(parts, d.slot())
	}
	if d.in(8) {
		parts = append([]string{d.slot() + "?"}, parts...)
	}
	return strings.Join(parts, " ")
}

func (d *dice) list(of func() string, most int) string {
	items := d.some(1, most, of)
	for i := range items {
		items[i] = fmt.Sprintf("%q", items[i])
	}
	return "[" + strings.Join(items, ", ") + "]"
}

func (d *dice) phrases() string { return "phrases: " + d.list(d.phrase, 3) }

// condition draws a condition, as a flow mapping.
func (d *dice) condition(depth int) string {
	body := d.operator(depth)
	if d.in(6) {
		body += ", negated: " + d.one([]string{"drop", "keep", "only"})
	}
	if d.in(6) {
		body += ", quoted: drop"
	}
	if d.in(6) && (strings.HasPrefix(body, "phrases") || strings.HasPrefix(body, "near") || strings.HasPrefix(body, "swap") || strings.HasPrefix(body, "a")) {
		body += ", language: " + d.one([]string{"de", "en"})
		if d.in(2) {
			body = "phrases: " + d.list(func() string { return d.one(german) }, 3) + ", language: de"
		}
	}
	return "{" + body + "}"
}

func (d *dice) operator(depth int) string {
	switch n := d.of(20); {
	case n < 6:
		return d.phrases()
	case n < 11:
		return d.near()
	case n < 13 && depth > 0:
		return d.one([]string{"all", "any"}) + ": [" + strings.Join(d.some(1, 3, func() string { return d.condition(depth - 1) }), ", ") + "]"
	case n == 13:
		return "swap: [{" + d.phrases() + ", with: [fine]}]"
	case n == 14:
		return "pattern: " + d.one([]string{`'\bACM-\d+'`, `'(?i)returns?'`, `'g[a-z]+d'`, `'[A-Z]\w+ [a-z]+'`, `'a|ab|at'`, `'\d+'`, `'[!?]+'`})
	case n == 15:
		return "link: " + d.one([]string{"any", "own", "foreign", "{to: [g2.com]}", "{not_to: [g2.com]}"})
	case n == 16:
		return d.count()
	case n == 17:
		return d.one([]string{"embargo: true", "disclaimer: yields", "topic: finance"})
	case n == 18:
		return "field: " + d.one([]string{"compensated", "role=officer", "country=US", "quiet_period", "listed", "static", "surface=post", "lang=de", "team=sales", "jurisdiction=eu"})
	}
	return d.phrases()
}

func (d *dice) near() string {
	body := "near: {first: " + d.list(d.phrase, 2) + ", second: " + d.list(d.phrase, 2) + fmt.Sprintf(", within: %d", d.of(7))
	return body + d.one([]string{"", ", same: text", ", order: first"}) + "}"
}

func (d *dice) count() string {
	of := d.one([]string{"hashtags", "mentions", "links", "emoji", "emoji_run", "characters", "words", "lines", "styled", "lower_tags", "capitals"})
	most := 4
	if of == "characters" {
		most = 150
	}
	if of == "words" {
		most = 25
	}
	bounds := []string{fmt.Sprintf("over: %d", d.of(most)), fmt.Sprintf("under: %d", 1+d.of(most)), fmt.Sprintf("over: %d, under: %d", d.of(2), most)}
	return "count: {of: " + of + ", " + d.one(bounds) + "}"
}

// rule draws a rule.
func (d *dice) rule(n int) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, "    "+format+"\n", args...) }
	fmt.Fprintf(&b, "  - id: %s.r%d\n", d.one([]string{"one", "two"}), n)
	line("title: T\n    reason: R.\n    source: {title: none, checked: 2026-11-21, by: background}\n    examples: {flag: [x], pass: [y]}")
	line("severity: %s", d.one([]string{"advise", "warn", "review", "block"}))
	mute := n > 0 && d.in(6) // no findings of its own
	if !mute && !d.in(4) {
		line("always: true")
	}
	if d.in(5) {
		line("when: [%s]", d.condition(1))
	}
	if d.in(6) {
		line("unless: [%s]", d.condition(1))
	}
	if d.in(8) {
		line("from: 2026-09-01\n    until: %s", d.one([]string{"2026-11-21", "2026-11-22", "2027-05-01"}))
	}
	if d.in(8) {
		line("surfaces: [comment, %s]", d.one([]string{"post", "static"}))
	}
	if !mute && d.in(6) {
		line("escalate: {severity: block, %s}", d.one([]string{"from: 2026-11-21", "field: role=officer", "from: 2027-01-01, field: compensated"}))
	}
	if !mute && d.in(8) {
		d.requires(line)
		return b.String()
	}
	line("find: %s", d.condition(2))
	if d.in(4) {
		line("except: %s", d.list(d.phrase, 2))
	}
	if d.in(5) {
		line("except_near: {phrases: %s, within: %d}", d.list(d.phrase, 2), d.of(5))
	}
	switch {
	case mute && d.in(3):
		line("protect: true")
	case mute:
		line("silences: [%q]", d.one([]string{"one.*", "two.r0", "one.r0"}))
	}
	return b.String()
}

func (d *dice) requires(line func(string, ...any)) {
	body := d.one([]string{d.phrases(), "disclaimer: yields", `text: "you may lose money"`})
	if place := d.one([]string{"", "", ", before: fold"}) + d.one([]string{"", ", not_in: hashtag_tail"}); place != "" {
		body += place + d.one([]string{"", ", late: only", ", late: ignore"})
	}
	line("require: {%s}", body)
}

// packs draws one pack, or two of different languages.
func (d *dice) packs() []string {
	d.vocabulary()
	packs := []string{d.pack("first", "en")}
	if d.in(4) {
		packs = append(packs, strings.NewReplacer("id: one.", "id: three.", "id: two.", "id: four.").Replace(d.pack("second", d.one([]string{"de", "fr", "es"}))))
	}
	return packs
}

func (d *dice) pack(name, language string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "pack: %s\ntitle: Drawn\nlanguage: %s\nowner: compliance\nreview_by: 2027-05-21\n", name, language)
	b.WriteString("lists:\n  returns: [\"return~\", \"good food\"]\ntopics:\n  finance: [\"cure\", \"save <1> {money}\"]\nrules:\n")
	for n := range 1 + d.of(3) {
		b.WriteString(d.rule(n))
	}
	return b.String()
}
