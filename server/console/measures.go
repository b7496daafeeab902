package console

import (
	"strconv"
	"strings"

	"vouch/shared/rule"
)

// measure puts the operators into words that look at more than phrases.
func measure(c rule.Condition) words {
	switch {
	case len(c.Patterns) > 0:
		w := words{Text: "the pattern"}
		for _, p := range c.Patterns {
			w.Phrases = append(w.Phrases, p.Text)
		}
		return w
	case len(c.Swaps) > 0:
		return swapsInWords(c.Swaps)
	case c.Disclaimer != "":
		return words{Text: "the approved text stands in the draft", Phrases: []string{c.Disclaimer}}
	case c.Count != nil:
		return words{Text: countInWords(*c.Count)}
	case c.Link != nil:
		return linkInWords(*c.Link)
	case c.Embargo:
		return words{Text: "a name of the profile's embargoes, before its day"}
	}
	return words{Text: "nothing"}
}

func swapsInWords(swaps []rule.Swap) words {
	w := words{Text: "words to avoid, with others offered in their place"}
	for _, s := range swaps {
		w.Below = append(w.Below, words{Text: "any of", Phrases: texts(s.Phrases), Then: "for which", More: s.With, After: " is offered"})
	}
	return w
}

func countInWords(c rule.Count) string {
	of := map[string]string{
		"capitals": "runs of words in capitals", "emoji_run": "emoji in a row", "lower_tags": "long hashtags without a capital",
		"styled": "runs of styled letters",
	}[c.Of]
	if of == "" {
		of = c.Of
	}
	var parts []string
	if c.Over != nil {
		parts = append(parts, "more than "+strconv.Itoa(*c.Over))
	}
	if c.Under != nil {
		parts = append(parts, "fewer than "+strconv.Itoa(*c.Under))
	}
	return strings.Join(parts, " and ") + " " + of
}

func linkInWords(l rule.Link) words {
	switch {
	case len(l.To) > 0:
		return words{Text: "a link to", Phrases: l.To}
	case len(l.NotTo) > 0:
		return words{Text: "a link to elsewhere than", Phrases: l.NotTo}
	case l.Whose == "own":
		return words{Text: "a link to one of the company's domains"}
	case l.Whose == "foreign":
		return words{Text: "a link to elsewhere than the company's domains"}
	}
	return words{Text: "a link"}
}

func languageInWords(tag string) string {
	said := map[string]string{"de": "German", "en": "English", "es": "Spanish", "fr": "French"}[tag]
	if said == "" {
		return tag
	}
	return said
}

func requireInWords(r rule.Require) words {
	w := words{Text: "it is missing that the draft says any of", Phrases: texts(r.Phrases)}
	switch {
	case r.Disclaimer != "":
		w = words{Text: "the approved text is missing", Phrases: []string{r.Disclaimer}}
	case r.Text != "":
		w = words{Text: "this text is missing", Phrases: []string{r.Text}}
	case r.Late == "only":
		w.Text = "it comes too late that the draft says any of"
	}
	if r.Match == "close" {
		w.After += ", or nearly its words"
	}
	if r.BeforeFold {
		w.After += ", before LinkedIn's “see more” line"
	}
	if r.NotInTail {
		w.After += ", and not inside a closing run of hashtags"
	}
	return w
}

// besidesInWords says what a rule does beside finding.
func besidesInWords(r rule.Rule) []words {
	var out []words
	if near := r.ExceptNear; near != nil {
		out = append(out, words{
			Text: "lets go what has any of", Phrases: texts(near.Phrases),
			After: " within " + many(near.Within, "word", "words") + " in its sentence",
		})
	}
	if e := r.Escalate; e != nil {
		w := words{Text: "is of severity " + string(e.Severity)}
		if e.From != "" {
			w.Text += " from " + e.From
		}
		if e.Field != "" {
			w.Text, w.Phrases = w.Text+" while it is known that", []string{e.Field}
		}
		out = append(out, w)
	}
	if len(r.Silences) > 0 {
		out = append(out, words{Text: "finds nothing itself; while it holds these find nothing", Phrases: r.Silences})
	}
	if r.Question {
		out = append(out, words{Text: "asks, and claims nothing"})
	}
	return out
}
