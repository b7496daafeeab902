package prove

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"vouch/shared/surfaces"
)

// matcher asks one page.
type matcher struct {
	known known
	page  page
}

// composerAt is the composer around an element.
func (m matcher) composerAt(n *html.Node) (composer, bool) {
	editor := m.page.closest(n, m.known.rich.and(m.known.fields))
	if editor == nil || !m.isEditor(editor) {
		return composer{}, false
	}
	found, ok := m.placeOf(editor)
	return composer{editor: editor, place: found, generation: m.generationOf(editor)}, ok
}

func (m matcher) isEditor(editor *html.Node) bool {
	k := m.known
	switch {
	case !isField(editor) && !k.like.any(editor), k.decoys.any(editor), m.page.closest(editor, k.search) != nil:
		return false
	case locked(editor), m.ours(editor), !m.page.visible(editor):
		return false
	}
	return m.page.closest(editor, k.combobox) == nil || m.marked(editor)
}

// locked is a field for anything but words, or what nobody can write in.
func locked(editor *html.Node) bool {
	if isField(editor) {
		kind := attributeOf(editor, "type")
		return editor.Data == "input" && kind != "" && kind != "text"
	}
	editable, ok := attribute(editor, "contenteditable")
	return !ok || editable == "false"
}

// ours is what we put into pages of others.
func (m matcher) ours(editor *html.Node) bool {
	for at := range m.page.outwards(editor) {
		if _, ok := attribute(at, "data-vouch"); ok {
			return true
		}
	}
	return false
}

func (m matcher) marked(editor *html.Node) bool {
	open := openTo(editor)
	_, structure := m.nearest(editor, open, structureOf)
	_, keys := m.nearest(editor, m.here(open), keysOf)
	return structure || keys
}

// openTo are the places that an editor of this make can be.
func openTo(editor *html.Node) (open []place) {
	other := field
	if isField(editor) {
		other = rich
	}
	for _, p := range places() {
		if p.on != other && p.refines == nil {
			open = append(open, p)
		}
	}
	return open
}

// placeOf asks tier by tier, from what lasts longest to what is weakest.
func (m matcher) placeOf(editor *html.Node) (place, bool) {
	open := openTo(editor)
	here := m.here(open)
	for _, tier := range []func() (place, bool){
		func() (place, bool) { return m.nearest(editor, open, structureOf) },
		func() (place, bool) { return m.nearest(editor, here, keysOf) },
		func() (place, bool) { return m.byDialog(editor, open) },
		func() (place, bool) { return m.byIcons(editor, open) },
		func() (place, bool) { return m.byLabels(editor, here) },
		func() (place, bool) { return m.byAddress(editor, open) },
		func() (place, bool) { return m.byShape(editor, open) },
	} {
		if found, ok := tier(); ok {
			return m.refined(found, editor), true
		}
	}
	return place{}, false
}

func structureOf(p knownPlace) selector { return p.structure }

func keysOf(p knownPlace) selector { return p.keys }

// nearest is the place whose sign stands nearest to the editor, on itself or around it.
func (m matcher) nearest(editor *html.Node, among []place, sign func(knownPlace) selector) (place, bool) {
	for at := range m.page.outwards(editor) {
		for _, p := range among {
			if isHTML(at) && sign(m.known.places[p.name]).any(at) {
				return p, true
			}
		}
	}
	return place{}, false
}

// here are the places whose keys and labels count at this address.
func (m matcher) here(open []place) (out []place) {
	for _, p := range open {
		if only := m.known.places[p.name].onlyOn; len(only) == 0 || m.isOn(only) {
			out = append(out, p)
		}
	}
	return out
}

func (m matcher) isOn(starts []string) bool {
	return slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(m.page.path, start) })
}

func (m matcher) byDialog(editor *html.Node, open []place) (place, bool) {
	dialog := m.page.closest(editor, m.known.dialogs)
	return firstOf(open, func(p place) bool { return dialog != nil && holds(dialog, m.known.places[p.name].dialog) })
}

// byIcons: they stand in the card or dialog that the editor belongs to.
func (m matcher) byIcons(editor *html.Node, open []place) (place, bool) {
	for at := range m.page.outwards(editor) {
		if m.known.borders.any(at) {
			return place{}, false
		}
		found, ok := firstOf(open, func(p place) bool { return holds(at, m.known.places[p.name].icons) })
		if ok || m.known.dialogs.any(at) || m.known.cards.any(at) {
			return found, ok
		}
	}
	return place{}, false
}

func (m matcher) byLabels(editor *html.Node, here []place) (place, bool) {
	names := namesOf(editor)
	return firstOf(here, func(p place) bool {
		fits := func(label string) bool {
			return slices.ContainsFunc(names, func(name string) bool {
				return name == label || p.on == rich && strings.HasPrefix(name, label)
			})
		}
		return slices.ContainsFunc(m.known.places[p.name].labels, fits)
	})
}

func (m matcher) byAddress(editor *html.Node, open []place) (place, bool) {
	return firstOf(open, func(p place) bool { return !isField(editor) && m.isOn(m.known.places[p.name].address) })
}

// byShape: a plain editor alone under a heading is a message; what nothing tells is a post.
func (m matcher) byShape(editor *html.Node, open []place) (place, bool) {
	isMessage := !m.known.engines.any(editor) && m.conversationOf(editor) != nil
	return firstOf(open, func(p place) bool {
		return p.name == surfaces.Message && isMessage || p.name == surfaces.Postbox
	})
}

func (m matcher) refined(found place, editor *html.Node) place {
	dialog := m.page.closest(editor, m.known.dialogs)
	if dialog == nil {
		return found
	}
	for _, p := range places() {
		if !slices.Contains(p.refines, found.name) {
			continue
		}
		k := m.known.places[p.name]
		if p.name == surfaces.Announcement && m.isOn(k.address) || p.name == surfaces.Repost && holds(dialog, k.dialog) {
			return p
		}
	}
	return found
}

func firstOf(open []place, is func(place) bool) (place, bool) {
	at := slices.IndexFunc(open, is)
	if at < 0 {
		return place{}, false
	}
	return open[at], true
}

// generationOf is for diagnostics, as everywhere.
func (m matcher) generationOf(editor *html.Node) string {
	for at := range m.page.outwards(editor) {
		if _, ok := attribute(at, "data-vouch-practice"); ok {
			return "practice"
		}
	}
	switch {
	case m.isOn([]string{"/practice"}):
		return "practice"
	case m.page.inRoot(editor):
		return "interop"
	case slices.Contains(strings.Fields(attributeOf(editor, "class")), "tiptap"), m.page.closest(editor, m.known.serverDriven) != nil:
		return "sdui"
	}
	return "classic"
}
