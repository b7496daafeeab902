// Package text is a draft as the matcher sees it: normalised, cut into words and sentences,
// every position mapped back to the author's.
//
// It promises that a Span never leaves the text, never splits a surrogate pair, and covers
// exactly the author's characters; that normalising is linear in the text and stable (what is
// folded folds to itself); and that nothing outside this package counts UTF-16 units.
//
// A word's folded form takes away what readers do not read: case, compatibility forms (Unicode's
// NFKC), marks over Latin, Greek and Cyrillic letters, invisible characters. Letters that only
// look Latin are folded by the confusables of UTS #39, but in a word that mixes scripts, or one
// made of nothing else that stands beside a Latin word: a Russian word stays Russian. Draft and
// rule are folded by the same code, so that a rule is found however it is dressed up. Tables
// come from scripts/unicodegen as strings of the program's data: nothing is built at start.
package text
