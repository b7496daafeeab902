package text_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"vouch/shared/text"
)

// clusterEnds are the bytes of a text where a reader sees one character end and the next begin.
func clusterEnds(s string) map[int32]bool {
	ends := map[int32]bool{0: true}
	state, at := -1, 0
	for s != "" {
		var cluster string
		cluster, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		at += len(cluster)
		ends[int32(at)] = true
	}
	return ends
}

// holdGraphemes proves that no word begins or ends inside what a reader sees as one character.
func holdGraphemes(t *testing.T, read *text.Text, draft string) {
	t.Helper()
	if !utf8.ValidString(draft) || strings.ContainsFunc(draft, func(r rune) bool { return unicode.Is(unicode.Prepended_Concatenation_Mark, r) }) {
		return // Arabic number signs belong to the number behind them, which no draft here has
	}
	ends := clusterEnds(draft)
	for i := range read.Words {
		if w := &read.Words[i]; !ends[w.ByteStart] || !ends[w.ByteEnd] {
			t.Fatalf("%q: word %q parts a character", draft, draft[w.ByteStart:w.ByteEnd])
		}
	}
	for i := range read.Compounds {
		if c := &read.Compounds[i]; !ends[c.ByteStart] {
			t.Fatalf("%q: the sign at byte %d is part of another character", draft, c.ByteStart)
		}
	}
}

func TestWordsAreWholeCharacters(t *testing.T) {
	reader := &text.Reader{}
	for _, draft := range []string{
		"cafe\u0301s\u0327 and r\u0336i\u0336sk", "5\ufe0f\u20e3 and 5\ufe0f x", "risk\u200d free\ufe0f", "a\U0001F3FB b",
		"\U0001F468\u200d\U0001F469 ok", "🇩🇪🇺a", "か\u3099き", "ｶﾞ", "5\u093f x\u093f", " \u093f", "%\u0301 5", "#\u0301a", "#a\u0301 @b\ufe0f",
		"한국어 각", "\u1100\u1161\u11a8", "क्षि", "a\U000e0061", "Acme\u0301's\u0301 x", "$\u0301ACME", "a'\u0301b",
	} {
		holdGraphemes(t, reader.Read(draft), draft)
	}
}
