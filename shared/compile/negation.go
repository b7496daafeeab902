package compile

import (
	"vouch/shared/program"
	"vouch/shared/rule"
)

// The words of negation. The method is NegEx (Chapman and others 2001): a negator denies what
// follows within a few words, unless it only looks like one or a terminator stands between. NegEx
// was made for clinical notes; the lists here are for advertising, where "no fees and guaranteed
// returns" must not be read as a denial of the returns.

// negation is how one language denies, in the notation of phrases; lines part the phrases.
type negation struct {
	negators    string // deny what follows
	behind      string // deny what stands before
	pseudo      string // look like negators and deny nothing
	terminators string // end the reach of a negation
	answers     string // deny the question they answer
}

// tongue is the program's language of that tag, whose words of negation it adds when the language
// is first asked for. A language that has none here is known by its tag alone.
func (c *compiler) tongue(tag string) program.Tongue {
	if tag == "" {
		tag = "en"
	}
	if known, ok := c.tongues[tag]; ok {
		return known
	}
	words := negations[tag]
	c.program.Languages = append(c.program.Languages, program.Language{
		Tag:      tag,
		Negators: c.wordsOf(tag, words.negators), Behind: c.wordsOf(tag, words.behind),
		Pseudo: c.wordsOf(tag, words.pseudo), Terminators: c.wordsOf(tag, words.terminators),
		Answers: c.wordsOf(tag, words.answers),
	})
	c.tongues[tag] = program.Tongue(len(c.program.Languages))
	return c.tongues[tag]
}

// wordsOf is a set of the engine's own phrases.
func (c *compiler) wordsOf(tag, list string) uint32 {
	set := c.newSet()
	var phrases []rule.Phrase
	for _, phrase := range listed(list) {
		phrases = append(phrases, rule.Phrase{Text: phrase})
	}
	c.addPhrases(set, place{pack: &rule.Pack{Name: "negation"}, lang: tag}, phrases)
	return set
}
