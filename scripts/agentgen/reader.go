package main

import "strings"

// reader takes an expression apart from left to right; ways are the texts it may stand for.
type reader struct {
	rest   string
	ways   []line
	covers []line   // what must not stand before or after, as texts that take back
	before []string // what must not stand before the text that follows
}

// read says whether the expression is plain text with anchors, choices and looks around.
func (r *reader) read() bool {
	for r.rest != "" {
		if !r.step() {
			return false
		}
	}
	r.coverBefore()
	return true
}

func (r *reader) step() bool {
	switch {
	case r.take(`(?<!`):
		r.before = r.choices()
	case r.take(`(?!`):
		r.coverAfter(r.choices())
	case r.take("^"):
		r.sign("^")
	case r.take("$"):
		r.sign("$")
	case r.take(`\b`):
		r.sign(map[bool]string{true: "<", false: ">"}[r.ways[0].text == ""])
	case r.take(`[\s\S]*`):
		r.rest, r.ways = longer(r.ways[0].text, r.rest), []line{{tag: r.ways[0].tag}}
	default:
		return r.piece()
	}
	return true
}

// longer keeps the longer of two parts with anything between them: it names the program.
func longer(before, after string) string {
	if len(before) > len(after) {
		return before
	}
	return after
}

func (r *reader) take(start string) bool {
	rest, ok := strings.CutPrefix(r.rest, start)
	if ok {
		r.rest = rest
	}
	return ok
}

func (r *reader) sign(sign string) {
	for i := range r.ways {
		r.ways[i].signs += sign
	}
}

// choices reads up to the bracket that closes a group: texts with bars between, and perhaps
// groups of such texts.
func (r *reader) choices() []string {
	depth, end := 1, 0
	for ; end < len(r.rest) && depth > 0; end++ {
		switch r.rest[end] {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	inner := r.rest[:end-1]
	r.rest = r.rest[end:]
	inner = strings.NewReplacer("(?:", "", ")", "").Replace(inner)
	return strings.Split(inner, "|")
}

// piece reads a letter, a set of letters or a group of texts, and the question mark behind it.
func (r *reader) piece() bool {
	var options []string
	switch {
	case r.take("(?:"), r.take("("):
		options = r.choices()
	case r.take("["):
		set, rest, _ := strings.Cut(r.rest, "]")
		r.rest, options = rest, strings.Split(strings.ToLower(set), "")
	case r.take(`\`):
		if strings.ContainsAny(r.rest[:1], "wdsWDS") {
			return false
		}
		options = []string{r.letter()}
	default:
		options = []string{r.letter()}
	}
	if r.take("?") {
		options = append(options, "")
	}
	if strings.ContainsAny(strings.Join(options, ""), `\^$`) || r.rest != "" && strings.ContainsAny(r.rest[:1], "*+{|") {
		return false
	}
	r.multiply(options)
	return true
}

func (r *reader) letter() string {
	letter := r.rest[:1]
	r.rest = r.rest[1:]
	return letter
}

func (r *reader) multiply(options []string) {
	var ways []line
	for _, way := range r.ways {
		for _, option := range options {
			ways = append(ways, line{way.tag, way.signs, way.text + option})
		}
	}
	r.ways = ways
}

func (r *reader) coverBefore() {
	for _, before := range r.before {
		for _, way := range r.ways {
			r.covers = append(r.covers, line{tag: "cover", text: strings.ToLower(before + way.text)})
		}
	}
}

func (r *reader) coverAfter(texts []string) {
	for _, after := range texts {
		for _, way := range r.ways {
			r.covers = append(r.covers, line{tag: "cover", text: strings.ToLower(way.text + after)})
		}
	}
}
