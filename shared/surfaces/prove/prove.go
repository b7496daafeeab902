// Package prove holds surfaces against snapshots of LinkedIn's pages, which say themselves what is
// expected of them (extension/linkedin/snapshots/README.md). It reads a page as the extension does,
// in the same tiers; the extension's own tests run the same snapshots, so that both agree.
//
// It promises that surfaces that break an expectation are named with the snapshot, the place and
// what came instead.
package prove

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/net/html"

	"vouch/shared/surfaces"
)

// Problem is an expectation that was not met.
type Problem struct {
	Snapshot string // its file
	Place    string // "comment body sdui", as expected
	Editor   string // its opening tag, shortened
	Reason   string
}

// Result says how many places were looked at, and what is wrong.
type Result struct {
	Snapshots, Places int
	Problems          []Problem
}

// Against proves surfaces on every snapshot of a folder.
func Against(s surfaces.Surfaces, folder fs.FS) (Result, error) {
	names, err := fs.Glob(folder, "*.html")
	if err != nil || len(names) == 0 {
		return Result{}, errors.Join(err, errors.New("there are no snapshots"))
	}
	k, err := compile(s)
	if err != nil {
		return Result{}, err
	}
	result := Result{Snapshots: len(names)}
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return Result{}, err
		}
		p, err := readPage(text)
		if err != nil {
			return Result{}, fmt.Errorf("%s: %w", name, err)
		}
		result.page(name, matcher{known: k, page: p})
	}
	return result, nil
}

const nothing = "nothing"

func (r *Result) page(name string, m matcher) {
	for _, editor := range m.page.everything() {
		is, marked := attribute(editor, "data-is")
		if !marked && !m.known.candidates.any(editor) {
			continue
		}
		if !marked {
			is = nothing
		}
		r.Places++
		if reason := m.differs(editor, is); reason != "" {
			r.Problems = append(r.Problems, Problem{Snapshot: name, Place: is, Editor: tagOf(editor), Reason: reason})
		}
	}
}

// differs says what of an editor is not as expected; "" when all is.
func (m matcher) differs(editor *html.Node, is string) string {
	found, ok := m.composerAt(editor)
	if !ok || found.editor != editor {
		if is == nothing {
			return ""
		}
		return "it is not found"
	}
	if got := found.String(); got != is {
		return "it is taken for " + got
	}
	want, _ := attribute(editor, "data-sent-by")
	button := m.sendButton(found)
	switch {
	case button == nil && want != "":
		return fmt.Sprintf("its button %q is not found", want)
	case button != nil && attributeOf(button, "data-button") != want:
		return "another's button is taken for its own: " + tagOf(button)
	}
	return ""
}

// tagOf is an element's opening tag, for people.
func tagOf(n *html.Node) string {
	const longest = 120
	var b strings.Builder
	b.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		if strings.HasPrefix(a.Key, "data-is") || strings.HasPrefix(a.Key, "data-sent") {
			continue
		}
		fmt.Fprintf(&b, " %s=%q", a.Key, a.Val)
	}
	if b.Len() > longest {
		return b.String()[:longest] + "…>"
	}
	return b.String() + ">"
}
