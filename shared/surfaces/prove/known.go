package prove

import (
	"fmt"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"vouch/shared/surfaces"
)

// selector is a list of them; an empty one matches nothing.
type selector []cascadia.Sel

func (s selector) any(n *html.Node) bool {
	for _, each := range s {
		if each.Match(n) {
			return true
		}
	}
	return false
}

func (s selector) and(others selector) selector { return append(append(selector{}, s...), others...) }

// known is surfaces made ready for asking.
type known struct {
	candidates selector // whatever could be an editor

	rich, like, engines, fields, decoys, search, combobox selector

	dialogs, cards, borders, serverDriven selector
	buttons, graphics                     selector

	places map[surfaces.PlaceName]knownPlace
}

type knownPlace struct {
	structure, keys, dialog, icons selector
	labels                         []string
	onlyOn, address                []string
	send                           knownSend
}

type knownSend struct {
	structure, keys, within selector
	labels                  map[string]bool
}

// compile fails on the first selector that cannot be asked.
func compile(s surfaces.Surfaces) (known, error) {
	c := compiler{}
	k := known{
		rich: c.list(s.Editors.Rich), like: c.list(s.Editors.Like), engines: c.list(s.Editors.Engines),
		fields: c.list(s.Editors.Fields), decoys: c.list(s.Editors.Decoys), search: c.list(s.Editors.Search),
		combobox: c.list(s.Editors.Combobox),
		dialogs:  c.list(s.Roots.Dialogs), cards: c.list(s.Roots.Cards), borders: c.list(s.Roots.Borders),
		serverDriven: c.list(s.Roots.ServerDriven),
		buttons:      c.list(s.Buttons.Any), graphics: c.list(s.Buttons.Graphics),
		places: map[surfaces.PlaceName]knownPlace{},
	}
	c.list(s.Roots.Outlets)
	k.candidates = c.list([]string{"[contenteditable]", "textarea", "input"})
	for name, p := range s.Places {
		k.places[name] = c.place(p)
	}
	return k, c.err
}

type compiler struct{ err error }

func (c *compiler) list(texts []string) selector {
	var out selector
	for _, text := range texts {
		sel, err := cascadia.Parse(text)
		if err != nil {
			c.err = fmt.Errorf("the selector %q cannot be asked: %w", text, err)
			continue
		}
		out = append(out, sel)
	}
	return out
}

func (c *compiler) place(p surfaces.Place) knownPlace {
	said := map[string]bool{}
	for _, label := range plainOf(p.Send.Labels) {
		said[label] = true
	}
	return knownPlace{
		structure: c.list(p.Structure), keys: c.list(p.Keys), dialog: c.list(p.Dialog), icons: c.list(p.Icons),
		labels: plainOf(p.Labels), onlyOn: p.OnlyOn, address: p.Address,
		send: knownSend{
			structure: c.list(p.Send.Structure), keys: c.list(p.Send.Keys), within: c.list(p.Send.Within), labels: said,
		},
	}
}

func plainOf(labels surfaces.Labels) (out []string) {
	for _, said := range labels {
		for _, label := range said {
			out = append(out, plain(label))
		}
	}
	return out
}
