package surfaces

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// Bounds of a file. What ships has 16 kB.
const (
	MaxBytes      = 64 << 10
	longestList   = 24 // of selectors, labels or addresses: each is asked of every ancestor of an editor
	longestLabel  = 80 // UTF-16 units
	mostLanguages = 40 // with labels in one place
	mostProblems  = 50 // told at once
)

// Read reads a file. What it leaves out is as in base: top-level groups and places are taken as a
// whole, from one or the other. The error is of type Problems.
func Read(data []byte, base Surfaces) (Surfaces, error) {
	if len(data) > MaxBytes {
		return Surfaces{}, Problems{{Line: 1, Reason: fmt.Sprintf("the file is longer than %d kB", MaxBytes>>10)}}
	}
	root, err := readNode(data)
	if err != nil {
		return Surfaces{}, err
	}
	r := newShaper()
	out := Surfaces{Editors: base.Editors, Roots: base.Roots, Buttons: base.Buttons, Places: maps.Clone(base.Places)}
	r.whole(root, &out)
	if len(r.problems) > 0 {
		return Surfaces{}, r.problems[:min(len(r.problems), mostProblems)]
	}
	return out, nil
}

// shaper turns nodes into surfaces and gathers what does not fit.
type shaper struct {
	problems Problems
	selector func(string) bool
	address  *regexp.Regexp
	language *regexp.Regexp
}

func newShaper() *shaper {
	return &shaper{
		selector: isSelector(),
		address:  regexp.MustCompile(`^/[0-9A-Za-z_/-]{1,60}$`),
		language: regexp.MustCompile(`^[a-z]{2}$`),
	}
}

// take reads a value into its place.
type take func(n node, at string)

func (r *shaper) whole(root node, out *Surfaces) {
	formatted := false
	r.object(root, "", map[string]take{
		"format":  func(n node, at string) { formatted = true; r.format(n, at) },
		"editors": func(n node, at string) { out.Editors = Editors{}; r.editors(n, at, &out.Editors) },
		"roots":   func(n node, at string) { out.Roots = Roots{}; r.roots(n, at, &out.Roots) },
		"buttons": func(n node, at string) { out.Buttons = Buttons{}; r.buttons(n, at, &out.Buttons) },
		"places":  func(n node, at string) { r.places(n, at, out) },
	})
	if !formatted && len(r.problems) == 0 {
		r.fault(root.line, "format", "is missing: this version reads format 1")
	}
}

func (r *shaper) format(n node, at string) {
	if n.value != json.Number("1") {
		r.fault(n.line, at, "this version reads format 1")
	}
}

func (r *shaper) editors(n node, at string, out *Editors) {
	r.object(n, at, map[string]take{
		"rich": r.selectors(&out.Rich), "like": r.selectors(&out.Like), "engines": r.selectors(&out.Engines),
		"fields": r.selectors(&out.Fields), "decoys": r.selectors(&out.Decoys), "search": r.selectors(&out.Search),
		"combobox": r.selectors(&out.Combobox), "frames": r.addresses(&out.Frames),
	})
}

func (r *shaper) roots(n node, at string, out *Roots) {
	r.object(n, at, map[string]take{
		"outlets": r.selectors(&out.Outlets), "dialogs": r.selectors(&out.Dialogs), "cards": r.selectors(&out.Cards),
		"borders": r.selectors(&out.Borders), "server_driven": r.selectors(&out.ServerDriven),
	})
}

func (r *shaper) buttons(n node, at string, out *Buttons) {
	r.object(n, at, map[string]take{"any": r.selectors(&out.Any), "graphics": r.selectors(&out.Graphics)})
}

func (r *shaper) places(n node, at string, out *Surfaces) {
	if out.Places == nil {
		out.Places = map[PlaceName]Place{}
	}
	takes := map[string]take{}
	for _, name := range PlaceNames() {
		takes[string(name)] = func(n node, at string) {
			var p Place
			r.place(n, at, &p)
			out.Places[name] = p
		}
	}
	r.object(n, at, takes)
}

func (r *shaper) place(n node, at string, out *Place) {
	r.object(n, at, map[string]take{
		"structure": r.selectors(&out.Structure), "keys": r.selectors(&out.Keys), "dialog": r.selectors(&out.Dialog),
		"icons": r.selectors(&out.Icons), "labels": r.labels(&out.Labels),
		"only_on": r.addresses(&out.OnlyOn), "address": r.addresses(&out.Address),
		"send": func(n node, at string) { r.send(n, at, &out.Send) },
	})
}

func (r *shaper) send(n node, at string, out *Send) {
	r.object(n, at, map[string]take{
		"structure": r.selectors(&out.Structure), "keys": r.selectors(&out.Keys),
		"labels": r.labels(&out.Labels), "within": r.selectors(&out.Within),
	})
}

func (r *shaper) object(n node, at string, takes map[string]take) {
	found, ok := n.value.(fields)
	if !ok {
		r.fault(n.line, at, "an object is expected")
		return
	}
	for _, f := range found {
		place := strings.TrimPrefix(at+"."+f.key, ".")
		if read := takes[f.key]; read != nil {
			read(f.node, place)
			continue
		}
		known := strings.Join(slices.Sorted(maps.Keys(takes)), ", ")
		r.fault(f.line, place, "there is no such key; known here: "+known)
	}
}

func (r *shaper) selectors(out *[]string) take {
	return r.texts(out, "a plain selector is expected: types, #ids, .classes, [attributes] and :not() of one, joined by blanks or >", r.selector)
}

func (r *shaper) addresses(out *[]string) take {
	return r.texts(out, "the start of a path is expected, as /messaging", r.address.MatchString)
}

func (r *shaper) labels(out *Labels) take {
	return func(n node, at string) {
		found, ok := n.value.(fields)
		if !ok || len(found) > mostLanguages {
			r.fault(n.line, at, fmt.Sprintf("labels by language are expected, of at most %d", mostLanguages))
			return
		}
		*out = Labels{}
		for _, f := range found {
			if !r.language.MatchString(f.key) {
				r.fault(f.line, at+"."+f.key, "a language of two letters is expected")
				continue
			}
			var said []string
			r.texts(&said, fmt.Sprintf("a label of 1 to %d characters is expected", longestLabel), isLabel)(f.node, at+"."+f.key)
			(*out)[f.key] = said
		}
	}
}

func isLabel(text string) bool {
	return strings.TrimSpace(text) != "" && unitsOf(text) <= longestLabel
}

// unitsOf is a text's length as browsers count it.
func unitsOf(text string) int { return len(utf16.Encode([]rune(text))) }

func (r *shaper) texts(out *[]string, wanted string, fits func(string) bool) take {
	return func(n node, at string) {
		found, ok := n.value.([]node)
		if !ok || len(found) > longestList {
			r.fault(n.line, at, fmt.Sprintf("a list of at most %d is expected", longestList))
			return
		}
		*out = make([]string, 0, len(found))
		for i, each := range found {
			text, ok := each.value.(string)
			if !ok || !fits(text) {
				r.fault(each.line, fmt.Sprintf("%s[%d]", at, i), wanted)
				continue
			}
			*out = append(*out, text)
		}
	}
}

func (r *shaper) fault(line int, at, reason string) {
	r.problems = append(r.problems, Problem{Line: line, Field: at, Reason: reason})
}
