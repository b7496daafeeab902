package compile

import "strings"

// Folded German has no umlauts and no ß: Hauser is Häuser, and grosser größer.

const (
	germanAdjective   = "e en er es em"
	germanComparative = "ere eren erer eres erem ste sten ster stes stem este esten ester estes estem"
	germanPresent     = "e st t"
	germanPast        = "te test ten tet"
)

// The prefixes of verbs that take no ge- in the participle, and those that stand off from it.
const (
	germanFirm  = "be emp ent er ge hinter miss ver wider zer"
	germanLoose = "ab an auf aus bei dar durch ein fest frei her hin los mit nach teil vor weg weiter zu zuruck zusammen"
)

// germanForms are those of an adjective or, of an infinitive, of a weak verb.
func germanForms(base string) []string {
	if strong, ok := germanStrong[base]; ok {
		return strings.Fields(strong)
	}
	switch {
	case endsWith(base, "en") && len(base) > 4:
		return germanVerb(base, base[:len(base)-2])
	case endsWith(base, "ern", "eln") && len(base) > 5:
		return germanVerb(base, base[:len(base)-1])
	case endsWith(base, "e"):
		return endings(base, "n r s m")
	}
	forms := endings(base, germanAdjective)
	if len(base) > 3 {
		forms = append(forms, endings(base, germanComparative)...)
	}
	if endsWith(base, "el", "er") { // dunkel: dunkle; teuer: teure
		n := len(base)
		forms = append(forms, endings(base[:n-2]+base[n-1:], germanAdjective)...)
	}
	return forms
}

// germanNeuters have their plural in -er, which makes most other nouns a person: Gewinner.
const germanNeuters = "bild buch dorf feld geld gut haus kind land licht lied mann rad volk wort"

// germanNoun is the genitive and the plurals of a noun.
func germanNoun(base string) []string {
	n := len(base)
	switch {
	case endsWith(base, "e"):
		return endings(base, "n s ns")
	case endsWith(base, "in"):
		return endings(base, "nen s e en")
	case endsWith(base, "nis"):
		return endings(base, "se ses sen")
	case endsWith(base, "um") && n > 4:
		return []string{base + "s", base[:n-2] + "en", base[:n-2] + "a"}
	case endsWith(base, "el", "er", "en"):
		return endings(base, "n s")
	case startsWith(base, germanNeuters) == base:
		return endings(base, "er ern s es e")
	}
	return endings(base, "e en s es")
}

// germanVerb is a weak verb: its present, past and participles.
func germanVerb(infinitive, stem string) []string {
	if endsWith(stem, "t", "d", "chn", "ffn", "gn", "tm") {
		stem += "e" // arbeitest, rechnete
	}
	forms := append(endings(stem, germanPresent), endings(stem, germanPast)...)
	forms = append(forms, strings.TrimSuffix(stem, "e")+"e", infinitive+"d")
	forms = append(forms, endings(infinitive+"d", germanAdjective)...)
	for _, participle := range germanParticiples(infinitive, stem) {
		forms = append(forms, participle)
		forms = append(forms, endings(participle, germanAdjective)...)
	}
	return forms
}

// germanParticiples are "gelegt", "verlegt" and, of a prefix that stands off, "angelegt" with the
// infinitive "anzulegen".
func germanParticiples(infinitive, stem string) []string {
	bare := stem + "t"
	if endsWith(infinitive, "ieren") || startsWith(stem, germanFirm) != "" {
		return []string{bare}
	}
	if prefix := startsWith(stem, germanLoose); prefix != "" && len(stem) > len(prefix)+2 {
		rest := bare[len(prefix):]
		zu := prefix + "zu" + infinitive[len(prefix):]
		return []string{prefix + "ge" + rest, prefix + rest, zu}
	}
	return []string{"ge" + bare}
}

// startsWith is the longest prefix of the list, with spaces between, that s begins with.
func startsWith(s, list string) string {
	longest := ""
	for prefix := range strings.FieldsSeq(list) {
		if strings.HasPrefix(s, prefix) && len(prefix) > len(longest) {
			longest = prefix
		}
	}
	return longest
}

// germanStrong are all forms but the base of verbs and adjectives that rules speak of and that
// change their vowel.
var germanStrong = map[string]string{
	"sein":        "bin bist ist sind seid war waren warst gewesen ware",
	"haben":       "habe hast hat habt hatte hatten hattest gehabt",
	"werden":      "werde wirst wird werdet wurde wurden geworden worden",
	"bieten":      "biete bietest bietet bot boten geboten gebotene gebotenen",
	"bleiben":     "bleibe bleibst bleibt blieb blieben geblieben",
	"brechen":     "breche brichst bricht brach brachen gebrochen gebrochene",
	"bringen":     "bringe bringst bringt brachte brachten gebracht",
	"empfehlen":   "empfehle empfiehlst empfiehlt empfahl empfahlen empfohlen empfohlene empfohlenen empfohlener",
	"erhalten":    "erhalte erhaltst erhalt erhielt erhielten erhaltene erhaltenen",
	"fallen":      "falle fallst fallt fiel fielen gefallen",
	"finden":      "finde findest findet fand fanden gefunden",
	"geben":       "gebe gibst gibt gebt gab gaben gegeben",
	"gewinnen":    "gewinne gewinnst gewinnt gewann gewannen gewonnen",
	"gut":         "gute guten guter gutes gutem besser bessere besseren besserer besseres beste besten bester bestes bestem",
	"halten":      "halte haltst halt hielt hielten gehalten",
	"helfen":      "helfe hilfst hilft half halfen geholfen",
	"hoch":        "hohe hohen hoher hohes hohem hohere hoheren hoherer hoheres hochste hochsten hochster hochstes",
	"kommen":      "komme kommst kommt kam kamen gekommen",
	"nehmen":      "nehme nimmst nimmt nahm nahmen genommen",
	"schliessen":  "schliesse schliesst schloss schlossen geschlossen",
	"sprechen":    "spreche sprichst spricht sprach sprachen gesprochen",
	"steigen":     "steige steigst steigt stieg stiegen gestiegen gestiegene gestiegenen steigend steigende steigenden steigender",
	"tragen":      "trage tragst tragt trug trugen getragen",
	"tun":         "tue tust tut tat taten getan",
	"verlieren":   "verliere verlierst verliert verlor verloren verlorene verlorenen",
	"versprechen": "verspreche versprichst verspricht versprach versprachen versprochen versprochene versprochenen versprechens",
	"wachsen":     "wachse wachst wuchs wuchsen gewachsen wachsend wachsende wachsenden",
	"wissen":      "weiss weisst wisst wusste wussten gewusst",
	"ziehen":      "ziehe ziehst zieht zog zogen gezogen",
	"ubertreffen": "ubertreffe ubertriffst ubertrifft ubertraf ubertrafen ubertroffen",
}
