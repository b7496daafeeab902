package prove

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// longestName is longer than any label, in UTF-16 units for the extension and in runes here.
const longestName = 200

// plain is a label as it is compared: extension/linkedin/words.ts says why.
func plain(label string) string {
	if runes := []rune(label); len(runes) > longestName {
		label = string(runes[:longestName])
	}
	label = strings.NewReplacer("\u2018", "'", "\u2019", "'", "\u200b", " ", "\ufeff", " ").Replace(strings.ToLower(label))
	return trailing.ReplaceAllString(strings.Join(strings.Fields(label), " "), "")
}

var trailing = regexp.MustCompile(`[ .…*:?]{1,20}$`)

// namesOf is everything an editor is called by, plain.
func namesOf(editor *html.Node) (names []string) {
	said := []string{attributeOf(editor, "aria-label")}
	for id := range strings.FieldsSeq(attributeOf(editor, "aria-labelledby")) {
		said = append(said, textsWhere(editor, "id", id)...)
	}
	if id := attributeOf(editor, "id"); id != "" && isField(editor) {
		said = append(said, textsWhere(editor, "for", id)...)
	}
	said = append(said, attributeOf(editor, "placeholder"), attributeOf(editor, "aria-placeholder"), placeholderOf(editor))
	for _, each := range said {
		if name := plain(each); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// textsWhere are the texts of elements in the editor's root whose attribute has a value.
func textsWhere(editor *html.Node, name, value string) (texts []string) {
	top := editor
	for top.Parent != nil {
		top = top.Parent
	}
	for n := range top.Descendants() {
		if attributeOf(n, name) == value {
			texts = append(texts, textOf(n))
		}
	}
	return texts
}

// placeholderOf: TipTap keeps it on a paragraph, the message form on an element beside the editor.
func placeholderOf(editor *html.Node) string {
	const name = "data-placeholder"
	if own := attributeOf(editor, name); own != "" {
		return own
	}
	for n := range editor.Descendants() {
		if found, ok := attribute(n, name); ok {
			return found
		}
	}
	if editor.Parent == nil {
		return ""
	}
	for n := range editor.Parent.ChildNodes() {
		if found, ok := attribute(n, name); ok {
			return found
		}
	}
	return ""
}
