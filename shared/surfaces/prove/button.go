package prove

import (
	"slices"

	"golang.org/x/net/html"

	"vouch/shared/surfaces"
)

// sendButton is sought from the editor outwards, as extension/linkedin/buttons.ts does.
func (m matcher) sendButton(c composer) *html.Node {
	name := c.place.name
	if c.place.sentBy != "" {
		name = c.place.sentBy
	}
	known := m.known.places[name]
	for _, at := range m.scopes(c) {
		if found := m.told(at, known.send); found != nil {
			return found
		}
	}
	// Where the message form is as it was, its button would be too: without one, Enter sends.
	if name == surfaces.Message && m.page.closest(c.editor, known.structure) != nil {
		return nil
	}
	return m.loneButton(c.editor, known.send.within)
}

// told is the button in one scope: by its class, by its key, at last by its words.
func (m matcher) told(at *html.Node, send knownSend) *html.Node {
	for _, each := range all(at, send.structure) {
		if m.page.visible(each) {
			return each
		}
	}
	if found := m.keyed(at, send.keys); found != nil {
		return found
	}
	for _, each := range m.textButtons(at) {
		if send.labels[plain(textOf(each))] {
			return each
		}
	}
	return nil
}

// scopes are what lies around the editor and belongs to it, from the inside out.
func (m matcher) scopes(c composer) (out []*html.Node) {
	edge := m.edgeOf(c)
	for at := range m.page.outwards(c.editor) {
		if at == c.editor {
			continue
		}
		if c.place.surface != "article" && m.known.borders.any(at) || m.hasStranger(at, c.editor) {
			return out
		}
		out = append(out, at)
		if at == edge || edge == nil && (m.known.cards.any(at) || m.known.dialogs.any(at)) {
			return out
		}
	}
	return out
}

// edgeOf is where the search ends at the latest: the outermost dialog; for messages their form.
func (m matcher) edgeOf(c composer) (edge *html.Node) {
	if c.place.surface == "message" {
		form := m.page.closest(c.editor, m.known.places[surfaces.Message].send.within)
		if form == nil {
			form = m.conversationOf(c.editor)
		}
		if form != nil {
			return form
		}
	}
	for at := range m.page.outwards(c.editor) {
		if isHTML(at) && m.known.dialogs.any(at) {
			edge = at
		}
	}
	return edge
}

// hasStranger says whether another editor lies in here. A title stands above a body.
func (m matcher) hasStranger(at, editor *html.Node) bool {
	others := 0
	for _, each := range all(at, m.known.rich) {
		if each != editor && m.known.like.any(each) && !m.known.decoys.any(each) {
			others++
		}
	}
	return others > 1 || others == 1 && !isField(editor)
}

// keyed is a button by its key; of several the last that is words.
func (m matcher) keyed(at *html.Node, keys selector) (found *html.Node) {
	for _, each := range all(at, keys) {
		if m.page.visible(each) && (found == nil || m.isText(each) || !m.isText(found)) {
			found = each
		}
	}
	return found
}

// loneButton is the last button of text alone in the editor's own box or dialog.
func (m matcher) loneButton(editor *html.Node, within selector) *html.Node {
	box := m.page.closest(editor, within)
	if box == nil {
		box = m.page.closest(editor, m.known.dialogs)
	}
	if box == nil {
		box = m.conversationOf(editor)
	}
	if box == nil {
		return nil
	}
	for _, each := range slices.Backward(m.textButtons(box)) {
		if attributeOf(each, "aria-label") == "" {
			return each
		}
	}
	return nil
}

func (m matcher) textButtons(at *html.Node) (out []*html.Node) {
	for _, each := range all(at, m.known.buttons) {
		if m.isText(each) && m.page.visible(each) {
			out = append(out, each)
		}
	}
	return out
}

func (m matcher) isText(button *html.Node) bool {
	return !holds(button, m.known.graphics) && plain(textOf(button)) != ""
}

// conversationDepth: so far out a conversation has its heading.
const conversationDepth = 12

// conversationOf is the smallest element around the editor with a heading, if it has one and no
// other text box, and is no dialog of a post.
func (m matcher) conversationOf(editor *html.Node) *html.Node {
	depth := 0
	for at := range m.page.outwards(editor) {
		if depth++; depth > conversationDepth || m.known.borders.any(at) {
			return nil
		}
		headings := headingsIn(at)
		if headings == 0 {
			continue
		}
		dialog := m.page.closest(at, m.known.dialogs)
		isPost := dialog != nil && holds(dialog, m.known.places[surfaces.Postbox].icons)
		if headings > 1 || len(all(at, m.known.rich)) != 1 || isPost {
			return nil
		}
		return at
	}
	return nil
}

func headingsIn(at *html.Node) (n int) {
	for each := range at.Descendants() {
		if isHTML(each) && (each.Data == "h2" || attributeOf(each, "role") == "heading") {
			n++
		}
	}
	return n
}
