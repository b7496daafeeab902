// Package text is a draft as the matcher sees it: normalised, cut into words and sentences,
// every position mapped back to the author's.
//
// It promises that a Span never leaves the text, never splits a surrogate pair, and covers
// exactly the author's characters; that normalising is linear in the text; and that nothing
// outside this package converts between bytes and UTF-16 units.
package text
