package prove

import (
	"strings"

	"golang.org/x/net/html"

	"vouch/shared/surfaces"
)

// make of an editor that a place can have.
type makeOf int

const (
	rich makeOf = iota
	field
	either
)

// place is what the code knows of one: extension/linkedin has a file for each, with the reasons.
type place struct {
	name          surfaces.PlaceName
	surface, part string
	on            makeOf
	sentBy        surfaces.PlaceName // the place whose button sends this one; its own when empty
	refines       []surfaces.PlaceName
}

func places() []place {
	return []place{
		{name: surfaces.Announcement, surface: "post", part: "announcement", refines: []surfaces.PlaceName{surfaces.Postbox, surfaces.Article}},
		{name: surfaces.Repost, surface: "post", part: "body", refines: []surfaces.PlaceName{surfaces.Postbox}},
		{name: surfaces.Invitation, surface: "message", part: "note", on: field},
		{name: surfaces.Inmail, surface: "message", part: "subject", on: field, sentBy: surfaces.Message},
		{name: surfaces.Title, surface: "article", part: "title", on: field, sentBy: surfaces.Article},
		{name: surfaces.Headline, surface: "post", part: "headline", on: either},
		{name: surfaces.About, surface: "post", part: "about", on: either},
		{name: surfaces.Comment, surface: "comment", part: "body"},
		{name: surfaces.Message, surface: "message", part: "body"},
		{name: surfaces.Postbox, surface: "post", part: "body"},
		{name: surfaces.Article, surface: "article", part: "body"},
	}
}

// composer is an editor and what it is for.
type composer struct {
	editor     *html.Node
	place      place
	generation string
}

func (c composer) String() string {
	return strings.Join([]string{c.place.surface, c.place.part, c.generation}, " ")
}

func isField(n *html.Node) bool { return n.Data == "textarea" || n.Data == "input" }
