package text_test

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"vouch/shared/text"
)

// folded lists the folded words of a draft with a space between; | is a sentence's end.
func folded(t *text.Text) string {
	var b strings.Builder
	for i := range t.Words {
		w := &t.Words[i]
		switch {
		case i == 0:
		case w.Gap >= text.Sentence:
			b.WriteString(" | ")
		default:
			b.WriteByte(' ')
		}
		b.Write(t.Folded(w))
	}
	return b.String()
}

func TestFolding(t *testing.T) {
	reader := &text.Reader{}
	for _, c := range []struct{ name, draft, want string }{
		{"case", "Guaranteed RETURNS", "guaranteed returns"},
		{"bold", "𝗴𝘂𝗮𝗿𝗮𝗻𝘁𝗲𝗲𝗱 𝐑𝐞𝐭𝐮𝐫𝐧𝐬", "guaranteed returns"},
		{"italic, script, fraktur", "𝑟𝑖𝑠𝑘 𝓯𝓻𝓮𝓮 𝔯𝔦𝔰𝔨", "risk free risk"},
		{"double-struck, sans, mono", "𝕣𝕚𝕤𝕜 𝘧𝘳𝘦𝘦 𝚛𝚒𝚜𝚔 𝟠𝟴𝟾", "risk free risk 888"},
		{"full width", "ｆｒｅｅ　Ｒｉｓｋ １２％", "free risk 12 %"},
		{"circled and squared", "ⓕⓡⓔⓔ 🅁🄸🅂🄺 🅵🆁🅴🅴 ①", "free risk free 1"},
		{"small capitals", "ɢᴜᴀʀᴀɴᴛᴇᴇᴅ ꜰʀᴇᴇ", "guaranteed free"},
		{"superscript", "ʳⁱˢᵏ 10²", "risk 102"},
		{"ligatures", "ﬁnance oﬀer", "finance offer"},
		{"parenthesised", "⒡⒭⒠⒠ 🄵🄡🄴🄴 🄕🄡🄔🄔", "free free free"},
		{"one sign for a word", "🆓 risk", "free risk"},
		{"regional indicators", "🇬🇺🇦🇷🇦🇳🇹🇪🇪🇩 🇷\u200b🇮\u200b🇸\u200b🇰", "guaranteed risk"},
		{"flags", "🇩🇪 office, 🇫🇷🇪🇸🇺🇸 teams", "office teams"},
		{"Vietnamese", "Công ty của chúng tôi", "cong ty cua chung toi"},
		{"Turkish", "İstanbul ve Iğdır, kapalı", "istanbul ve igdir kapali"},
		{"Hindi with a stop", "हिन्दी में।", "हिन्दी में"},
		{"a capital of another script stays", "ΔΕΗ Москва", "δεη москва"},
		{"an exclamation inside a word", "r!sk free. Wow!Nice", "r sk free | wow | nice"},
		{"an address", "write to jane.doe@acme.example", "write to jane doe acme example"},
		{"accents", "café Zürich naïve Ø", "cafe zurich naive o"},
		{"decomposed accents", "cafe\u0301", "cafe"},
		{"stacked marks", "r̶̢͓̈́i̴s̷k̸", "risk"},
		{"zero width", "gu\u200bar\u200dan\u2060teed\ufeff", "guaranteed"},
		{"soft hyphen", "guaran\u00adteed", "guaranteed"},
		{"bidi controls", "\u202erisk\u202c", "risk"},
		{"Cyrillic letters in a Latin word", "guаrаntееd", "guaranteed"},
		{"Greek letters in a Latin word", "rіsk-frεε", "risk free"},
		{"a word of look-alikes beside Latin", "сосо рrofit", "coco profit"},
		{"look-alikes with a number", "\u0410\u0421\u041c-101 is safe", "acm 101 is safe"},
		{"a Cyrillic word with a number", "ТОР 10 лучших", "тор 10 лучших"},
		{"a Cyrillic sentence", "Привет, мир", "привет мир"},
		{"a Cyrillic word of look-alikes", "наш сор и привет", "наш сор и привет"},
		{"Greek", "Καλημέρα κόσμε", "καλημερα κοσμε"},
		{"curly apostrophes", "isn’t it’s Acme’s", "isnt it acme"},
		{"French and Italian elisions", "d'Acme l’énergie qu'elle dell'Acme j'ai l'Acme's", "acme energie elle acme ai l'acme's"},
		{"no elision", "o'clock I'd y'all we're O'Brien rock'n'roll", "o'clock i'd y'all we're o'brien rock'n'roll"},
		{"contractions", "don't we'll cannot", "dont we'll cannot"},
		{"quoted word", "'risk' ‘free’", "risk free"},
		{"numbers", "1,000 12.5 1,50 8% 3.", "1000 12.5 1.50 8 % 3"},
		{"number and unit", "401k 8am $5m €20", "401 k 8 am $ 5 m € 20"},
		{"letters and number", "B2B acmex2 gu4ranteed", "b2b acmex2 gu4ranteed"},
		{"keycap", "1️⃣ first", "1 first"},
		{"other digits", "٣٤ ४५", "34 45"},
		{"hyphens", "risk-free risk‑free", "risk free risk free"},
		{"hashtags", "#RiskFreeReturns #AIReturns #APIs #2026Goals #top_ten", "risk free returns ai returns apis 2026 goals top ten"},
		{"cashtags and prices", "$ACME $20 US$5 $m 5$ $Acmes $Acmesx", "acme $ 20 us $ 5 $ m 5 $ acmes $ acmesx"},
		{"bold hashtag", "#𝗥𝗶𝘀𝗸𝗙𝗿𝗲𝗲", "risk free"},
		{"trademark", "AcmeX™ and AcmeX®", "acmex and acmex"},
		{"emoji", "risk🔥free 👨‍👩‍👧 ok", "risk free ok"},
		{"sentences", "One. Two! Three? four… five. 3.5 x", "one | two | three | four five | 3.5 x"},
		{"abbreviations", "The U.S. economy, Dr. No, Acme Inc. grows. Acme Inc. We", "the u s economy dr no acme inc grows | acme inc | we"},
		{"lines", "one\ntwo\n\nthree\n• four\n- five", "one two | three | four | five"},
		{"Windows lines", "one\r\ntwo\r\n\r\nthree", "one two | three"},
		{"ideographic", "Acme保证。回报", "acme 保 证 | 回 报"},
		{"a radical and half-width kana", "Acme⿋ｶﾅ", "acme 黹 カ ナ"},
		{"broken", "a\xffb \xc3 c\xed\xa0\x80d", "a b c d"},
		{"nothing", " \u200b\n 🔥 ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := folded(reader.Read(c.draft)); got != c.want {
				t.Errorf("%q folds to %q, want %q", c.draft, got, c.want)
			}
		})
	}
}

func TestSpans(t *testing.T) {
	reader := &text.Reader{}
	for _, c := range []struct{ draft, word, want string }{
		{"😀 Guaranteed!", "guaranteed", "Guaranteed"},
		{"𝗿𝗶𝘀𝗸, free", "risk", "𝗿𝗶𝘀𝗸"},
		{"ri\u200bsk\u200b free", "risk", "ri\u200bsk"},
		{"Acme’s deal", "acme", "Acme"},
		{"cafe\u0301 x", "cafe", "cafe\u0301"},
		{"risk\u202c x", "risk", "risk"},
		{"risk\u200d x", "risk", "risk\u200d"},
		{"x 🇷 🇮🇸🇰 y", "isk", "🇮🇸🇰"},
		{"か\u3099 x", "か\u3099", "か\u3099"},
		{"5\u0937\u093f x", "\u0937\u093f", "\u0937\u093f"},
	} {
		read := reader.Read(c.draft)
		found := false
		for i := range read.Words {
			w := &read.Words[i]
			if string(read.Folded(w)) != c.word {
				continue
			}
			found = true
			units := utf16.Encode([]rune(c.draft))
			byUnits := string(utf16.Decode(units[w.Start:w.End]))
			if byBytes := c.draft[w.ByteStart:w.ByteEnd]; byUnits != c.want || byBytes != c.want {
				t.Errorf("%q in %q: units %q, bytes %q, want %q", c.word, c.draft, byUnits, byBytes, c.want)
			}
		}
		if !found {
			t.Errorf("%q has no word %q: %s", c.draft, c.word, folded(read))
		}
	}
}

func TestFoldPosition(t *testing.T) {
	reader := &text.Reader{}
	for _, c := range []struct {
		name, draft string
		fold, tail  int
	}{
		{"short", "One line.", 9, 9},
		{"third break", "a\nb\nc\nd", 5, 7},
		{"long", strings.Repeat("word ", 50), 210, 250},
		{"tail", "Text #a #b\n#c", 13, 5},
		{"tail of two", "Text #a #b", 10, 10},
		{"tags, then text", "#a #b #c done", 13, 13},
		{"mentions are no tail", "Text @a #b #c", 13, 13},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := reader.Read(c.draft)
			if read.Fold != c.fold || read.Tail != c.tail {
				t.Errorf("fold %d, tail %d, want %d, %d", read.Fold, read.Tail, c.fold, c.tail)
			}
		})
	}
}

func TestQuotedWords(t *testing.T) {
	reader := &text.Reader{}
	for _, c := range []struct{ draft, want string }{
		{"He said “risk free” today", "risk free"},
		{`He said "risk free" today`, "risk free"},
		{"„risk free“ today", "risk free"},
		{"An open “quote does nothing", ""},
		{"“open\n\nclosed” later", ""},
		{"5\" screens, 6\" boards", "screens 6"},
	} {
		read := reader.Read(c.draft)
		var quoted []string
		for i := range read.Words {
			if read.Words[i].Has(text.Quoted) {
				quoted = append(quoted, string(read.Folded(&read.Words[i])))
			}
		}
		if got := strings.Join(quoted, " "); got != c.want {
			t.Errorf("%q quotes %q, want %q", c.draft, got, c.want)
		}
	}
}

func TestWarmReaderAllocatesNothing(t *testing.T) {
	reader := &text.Reader{}
	draft := strings.Repeat("Guаrаnteed 8% 𝗿𝗲𝘁𝘂𝗿𝗻𝘀 with #AcmeX’s “cafe\u0301”!\n", 20)
	reader.Read(draft)
	if n := testing.AllocsPerRun(20, func() { reader.Read(draft) }); n > 0 {
		t.Errorf("reading allocates %v times", n)
	}
}

// FuzzRead proves what the package promises of positions, for any bytes.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"Guaranteed 8% returns with AcmeX!!", "😀𝗿𝗶𝘀𝗸\u200b #RiskFree’s\xff", "a\r\n\r\n“b” c.d/e 1,000.5", "сос р#ѕ",
		"#", "@a#b", "'", "a'", "a's's", "\u0301", "1\u0301a", "ﷺ㍿", "#A\u200bB", "Ⅷ½", "i̇İ", "\U000e0041x\U0010ffff", "x⿋", "㏁",
	} {
		f.Add(seed)
	}
	reader := &text.Reader{}
	f.Fuzz(func(t *testing.T, draft string) {
		read := reader.Read(draft)
		holdSpans(t, read, draft)
		holdGraphemes(t, read, draft)
		once := words(read)
		again := words(reader.Read(strings.Join(once, " ")))
		if strings.Join(again, " ") != strings.Join(once, " ") {
			t.Fatalf("%q folds to %q, and that to %q", draft, once, again)
		}
	})
}

// words are copies of the folded words.
func words(t *text.Text) []string {
	var all []string
	for i := range t.Words {
		all = append(all, string(t.Folded(&t.Words[i])))
	}
	return all
}

func holdSpans(t *testing.T, read *text.Text, draft string) {
	t.Helper()
	unitAt := map[int32]int32{}
	unit := int32(0)
	for i, r := range draft {
		unitAt[int32(i)] = unit
		unit++
		if r > 0xFFFF {
			unit++
		}
	}
	unitAt[int32(len(draft))] = unit
	if read.Units != int(unit) || read.Fold > read.Units || read.Tail > read.Units {
		t.Fatalf("%q: units %d, fold %d, tail %d", draft, read.Units, read.Fold, read.Tail)
	}
	end := int32(0)
	for i := range read.Words {
		w := &read.Words[i]
		start, ok := unitAt[w.ByteStart]
		stop, ok2 := unitAt[w.ByteEnd]
		if !ok || !ok2 || start != w.Start || stop != w.End || w.Start < end || w.End <= w.Start {
			t.Fatalf("%q: word %d %+v does not stand on characters", draft, i, *w)
		}
		if len(read.Folded(w)) == 0 || !utf8.Valid(read.Folded(w)) || w.Hash != text.Hash(read.Folded(w)) {
			t.Fatalf("%q: word %d folds to %q", draft, i, read.Folded(w))
		}
		end = w.End
	}
	for i := range read.Compounds {
		c := &read.Compounds[i]
		if c.Count < 1 || int(c.First+c.Count) > len(read.Words) || c.Start >= read.Words[c.First].Start || unitAt[c.ByteStart] != c.Start {
			t.Fatalf("%q: compound %+v", draft, *c)
		}
	}
}
