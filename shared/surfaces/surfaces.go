// Package surfaces reads what the extension knows of LinkedIn's pages, as data: the selectors and
// labels by which it tells a place where somebody writes, and what sends it. The file that ships
// is extension/linkedin/surfaces.json; a workspace may push another, whole or in part, to mend what
// a change of LinkedIn's pages broke.
//
// It promises that what it reads is small, holds only selectors that take time in the length of a
// page, and that every fault is told at its line and field. Unknown keys are faults: a slip must
// not look like a mend. extension/linkedin/shape.ts has the same shape.
package surfaces

// Format is the one there is.
const Format = 1

// PlaceName names a place where people write.
type PlaceName string

// The places.
const (
	Announcement PlaceName = "announcement"
	Repost       PlaceName = "repost"
	Invitation   PlaceName = "invitation"
	Inmail       PlaceName = "inmail"
	Title        PlaceName = "title"
	Headline     PlaceName = "headline"
	About        PlaceName = "about"
	Comment      PlaceName = "comment"
	Message      PlaceName = "message"
	Postbox      PlaceName = "postbox"
	Article      PlaceName = "article"
)

// PlaceNames are all of them. Where an element tells of two, the first counts.
func PlaceNames() []PlaceName {
	return []PlaceName{
		Announcement, Repost, Invitation, Inmail, Title, Headline, About, Comment, Message, Postbox, Article,
	}
}

// Surfaces is everything that is known of LinkedIn's pages.
type Surfaces struct {
	Editors Editors
	Roots   Roots
	Buttons Buttons
	Places  map[PlaceName]Place
}

// Editors tell what is an editor at all. Lists hold selectors, but for Frames.
type Editors struct {
	Rich     []string // what people write in, but fields
	Like     []string // one of these it must match besides
	Engines  []string // the make of those that are no plain contenteditable
	Fields   []string
	Decoys   []string // never an editor
	Search   []string // around what is none
	Combobox []string // around what is none unless a place tells it by structure or key
	Frames   []string // paths of pages that are looked at only where they are seen
}

// Roots tell what borders there are in a page.
type Roots struct {
	Outlets      []string // hosts of open roots with composers in them
	Dialogs      []string
	Cards        []string // a post in the feed, with its comments
	Borders      []string // nothing beyond belongs to an editor within
	ServerDriven []string // only for diagnostics
}

// Buttons tell what is a button, and what in it is no text.
type Buttons struct {
	Any      []string
	Graphics []string
}

// Labels by language (ISO 639-1).
type Labels map[string][]string

// Place is how a place is told, in tiers: structure and keys of the editor or what is around it,
// what its dialog holds, icons near it, labels of its own, and the address.
type Place struct {
	Structure []string
	Keys      []string
	Dialog    []string
	Icons     []string
	Labels    Labels
	OnlyOn    []string // where keys and labels count; everywhere when empty
	Address   []string
	Send      Send
}

// Send is how the button that sends is told, in the same order.
type Send struct {
	Structure []string
	Keys      []string
	Labels    Labels
	Within    []string // around editor and button; there the only button of text alone sends
}
