package surfaces

import "regexp"

// longestSelector in UTF-16 units. The longest that ships has 66.
const longestSelector = 160

// The selectors that data may bring: a small part of CSS, which takes time in the length of a page
// and no more. No :has, no nth-child, no lists, no escapes; at most four compounds. The extension
// has the same grammar in linkedin/selector.ts, and testdata/selectors.json pins both.
const (
	value     = `"[^"\\\n]*"`
	attribute = `\[[a-z][a-z0-9-]*(?:[\^$*]?=` + value + `)?\]`
	simple    = `(?:#[A-Za-z_][0-9A-Za-z_-]*|\.[A-Za-z_][0-9A-Za-z_-]*|` + attribute + `)`
	part      = `(?:` + simple + `|:not\(` + simple + `\))`
	compound  = `(?:[a-z][a-z0-9-]*` + part + `*|` + part + `+)`
	whole     = `^` + compound + `(?:(?: > | )` + compound + `){0,3}$`
)

func isSelector() func(string) bool {
	grammar := regexp.MustCompile(whole)
	return func(text string) bool { return unitsOf(text) <= longestSelector && grammar.MatchString(text) }
}
