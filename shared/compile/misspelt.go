package compile

import (
	"slices"
	"strings"
	"unicode"

	"vouch/shared/match"
	"vouch/shared/rule"
)

// misspelt are the ways in which people bend a product's name, outside hashtags, where nobody can
// write it otherwise: parted where it has an inner capital (Acme X, Acme-X) or begun small there
// (acmex), joined where it has several words (AcmeCloud), in the plural and as a verb (AcmeXs,
// AcmeXed). What another product is called is no misspelling.
func (c *compiler) misspelt() []sequence {
	var bent []string
	for _, product := range c.profile.Products {
		if parted := partCapitals(product.Name); parted != product.Name {
			bent = append(bent, parted)
		}
		joined := strings.Join(strings.Fields(product.Name), "")
		if joined != product.Name {
			bent = append(bent, joined)
		}
		if isName(joined) {
			bent = append(bent, joined+"s", joined+"ed", joined+"ing")
		}
	}
	all := c.literals(c.unnamed(bent))
	for _, seq := range all {
		seq[0] = one(match.Proper, seq[0].members[0].Text+match.Apart)
	}
	return append(all, c.small()...)
}

// small are the products' names that have an inner capital, begun small.
func (c *compiler) small() []sequence {
	var all []sequence
	for _, product := range c.profile.Products {
		if seq := c.literal(product.Name); partCapitals(product.Name) != product.Name && len(seq) == 1 {
			all = append(all, sequence{one(match.Proper, seq[0].members[0].Text+match.Small)})
		}
	}
	return all
}

// partCapitals puts a space before each capital that follows a small letter.
func partCapitals(name string) string {
	var b strings.Builder
	small := false
	for _, r := range name {
		if small && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		small = unicode.IsLower(r)
		b.WriteRune(r)
	}
	return b.String()
}

// isName tells a name of letters alone, which can be bent like a word.
func isName(name string) bool {
	return name != "" && strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// unnamed are the texts that are no product's name.
func (c *compiler) unnamed(texts []string) []string {
	return slices.DeleteFunc(texts, func(text string) bool {
		return slices.ContainsFunc(c.profile.Products, func(p rule.Product) bool { return strings.EqualFold(p.Name, text) })
	})
}
