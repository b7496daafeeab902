package prove

import (
	"bytes"
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// page is a snapshot as a browser holds it: a template with a shadow root's mode is a root of its
// own, whose top has no parent but a host.
type page struct {
	top   *html.Node
	path  string
	hosts map[*html.Node]*html.Node // root -> host
	roots map[*html.Node]*html.Node // host -> root
}

func readPage(text []byte) (page, error) {
	top, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return page{}, err
	}
	p := page{top: top, path: "/feed/", hosts: map[*html.Node]*html.Node{}, roots: map[*html.Node]*html.Node{}}
	for n := range top.Descendants() {
		if path, ok := attribute(n, "data-path"); ok && n.Data == "html" {
			p.path = path
		}
	}
	p.openRoots(top)
	return p, nil
}

// openRoots lifts every root out of the tree that it stands in.
func (p page) openRoots(within *html.Node) {
	var templates []*html.Node
	for n := range within.Descendants() {
		if n.Data == "template" && attributeOf(n, "shadowrootmode") == "open" && n.Parent != nil {
			templates = append(templates, n)
		}
	}
	for _, template := range templates {
		host := template.Parent
		host.RemoveChild(template)
		root := &html.Node{Type: html.DocumentNode}
		for child := template.FirstChild; child != nil; child = template.FirstChild {
			template.RemoveChild(child)
			root.AppendChild(child)
		}
		p.hosts[root], p.roots[host] = host, root
		p.openRoots(root)
	}
}

// everything is every element of the page and of its roots.
func (p page) everything() []*html.Node {
	var out []*html.Node
	tops := []*html.Node{p.top}
	for root := range p.hosts {
		tops = append(tops, root)
	}
	for _, top := range tops {
		for n := range top.Descendants() {
			if n.Type == html.ElementNode {
				out = append(out, n)
			}
		}
	}
	return out
}

// parent of an element; of what stands at the top of a root, the root's host.
func (p page) parent(n *html.Node) *html.Node {
	if n.Parent == nil {
		return nil
	}
	if host := p.hosts[n.Parent]; host != nil {
		return host
	}
	if n.Parent.Type != html.ElementNode {
		return nil
	}
	return n.Parent
}

// outwards is an element and everything around it, from the inside out.
func (p page) outwards(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for at := n; at != nil && yield(at); {
			at = p.parent(at)
		}
	}
}

// closest is the nearest element around n, or n itself, that matches.
func (p page) closest(n *html.Node, s selector) *html.Node {
	for at := range p.outwards(n) {
		if isHTML(at) && s.any(at) {
			return at
		}
	}
	return nil
}

// inRoot says whether an element stands in an open root.
func (p page) inRoot(n *html.Node) bool {
	for n.Parent != nil {
		n = n.Parent
	}
	return p.hosts[n] != nil
}

// visible: snapshots hide by a style or by a dialog that is not open.
func (p page) visible(n *html.Node) bool {
	for at := range p.outwards(n) {
		_, open := attribute(at, "open")
		hidden := strings.Contains(attributeOf(at, "style"), "display: none") || at.Data == "dialog" && !open
		if hidden {
			return false
		}
	}
	return true
}

func isHTML(n *html.Node) bool { return n.Type == html.ElementNode && n.Namespace == "" }

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func attributeOf(n *html.Node, name string) string {
	value, _ := attribute(n, name)
	return value
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for each := range n.Descendants() {
		if each.Type == html.TextNode {
			b.WriteString(each.Data)
		}
	}
	return b.String()
}

// all that matches below an element, in its own root.
func all(within *html.Node, s selector) (found []*html.Node) {
	for n := range within.Descendants() {
		if isHTML(n) && s.any(n) {
			found = append(found, n)
		}
	}
	return found
}

// holds says whether anything below an element matches, pictures included.
func holds(within *html.Node, s selector) bool {
	for n := range within.Descendants() {
		if n.Type == html.ElementNode && s.any(n) {
			return true
		}
	}
	return false
}
