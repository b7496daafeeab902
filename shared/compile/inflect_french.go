package compile

import "strings"

// Folded French has no accents: garanti, garantie and garantis need none.

const (
	frenchFirst  = "e es ons ez ent ai as a ais ait aient ions iez eront era erai eras erons erez erait erais eraient ee ees ant ante antes ants erent"
	frenchSecond = "i ie is ies it issons issez issent issant issante issantes issants issais issait issaient ira irai iras irons irez iront irait irais iraient"
	frenchThird  = "s ons ez ent u ue us ues ais ait aient ant ra rai ras rons rez ront rait rais raient"
)

// frenchForms are those of a noun or adjective (feminine and plural) and, of an infinitive, a
// regular verb.
func frenchForms(base string) []string {
	if irregular, ok := frenchIrregular[base]; ok {
		return strings.Fields(irregular)
	}
	forms := frenchNoun(base)
	n := len(base)
	switch {
	case n < 4:
	case endsWith(base, "er"):
		stem := base[:n-2]
		forms = append(forms, endings(stem, frenchFirst)...)
		if endsWith(stem, "g") { // engageons, engageait
			forms = append(forms, endings(stem+"e", "ons a as ai ais ait aient ant ante")...)
		}
		if endsWith(stem, "y") { // paie, essaie
			forms = append(forms, endings(stem[:len(stem)-1]+"i", "e es ent era eront")...)
		}
	case endsWith(base, "ir"):
		forms = append(forms, endings(base[:n-2], frenchSecond)...)
	case endsWith(base, "dre"):
		forms = append(forms, base[:n-2])
		forms = append(forms, endings(base[:n-2], frenchThird)...)
	}
	return forms
}

// frenchEndings are what the masculine's ending becomes in the feminine and in the plurals; the
// first that fits is taken, so longer endings stand first.
var frenchEndings = []struct{ ending, forms string }{
	{"teur", "teurs trice trices teuse teuses"},
	{"eur", "eurs euse euses eure eures"},
	{"eux", "euse euses"},
	{"eau", "eaux elle elles"},
	{"al", "ale ales aux"},
	{"el", "elle elles els"},
	{"ien", "ienne iennes iens"},
	{"on", "onne onnes ons"},
	{"if", "ive ives ifs"},
	{"er", "ere eres ers"},
	{"et", "ette ettes ete etes ets"},
	{"eu", "eux"},
	{"ic", "ics ique iques"},
	{"s", "se ses"},
	{"x", "ses"},
	{"e", "es"},
}

func frenchNoun(base string) []string {
	for _, rule := range frenchEndings {
		if stem, ok := strings.CutSuffix(base, rule.ending); ok && stem != "" {
			return endings(stem, rule.forms)
		}
	}
	return endings(base, "e s es")
}

// frenchIrregular are all forms but the base of the irregular words that rules speak of.
var frenchIrregular = map[string]string{
	"aller":     "vais vas va allons allez vont allait allaient ira iront alle allee",
	"avoir":     "ai as a avons avez ont avait avaient aura auront aurait eu",
	"etre":      "suis es est sommes etes sont etait etaient sera seront serait ete",
	"faire":     "fais fait faisons faites font faisait faisaient fera feront ferait faite faites faits faisant",
	"dire":      "dis dit disons dites disent disait dira diront dite",
	"pouvoir":   "peux peut pouvons pouvez peuvent pouvait pourra pourront pourrait pu",
	"vouloir":   "veux veut voulons voulez veulent voulait voudra voudrait voulu voulue",
	"devoir":    "dois doit devons devez doivent devait devra devront devrait du due",
	"savoir":    "sais sait savons savez savent savait saura su",
	"voir":      "vois voit voyons voyez voient voyait verra vu vue vus vues",
	"prendre":   "prends prend prenons prenez prennent prenait prendra pris prise prises prenant",
	"mettre":    "mets met mettons mettez mettent mettait mettra mis mise mises mettant",
	"promettre": "promets promet promettons promettez promettent promettait promettaient promettra promis promise promises promettant",
	"permettre": "permets permet permettons permettez permettent permettait permettra permis permise permises permettant",
	"recevoir":  "recois recoit recevons recevez recoivent recevait recevra recu recue recus recues recevant",
	"obtenir":   "obtiens obtient obtenons obtenez obtiennent obtenait obtiendra obtenu obtenue obtenus obtenues obtenant",
	"tenir":     "tiens tient tenons tenez tiennent tenait tiendra tenu tenue tenus tenant",
	"venir":     "viens vient venons venez viennent venait viendra venu venue venus venant",
	"offrir":    "offre offres offrons offrez offrent offrait offrira offert offerte offerts offertes offrant",
	"perdre":    "perds perd perdons perdez perdent perdait perdra perdrez perdrons perdront perdu perdue perdus perdues perdant",
	"vendre":    "vends vend vendons vendez vendent vendait vendra vendu vendue vendus vendues vendant",
	"croitre":   "crois croit croissons croissent croissait croitra cru croissant croissante",
	"blanc":     "blanche blancs blanches",
	"vert":      "verte verts vertes",
	"vieux":     "vieil vieille vieilles",
	"beau":      "bel belle beaux belles",
	"nouveau":   "nouvel nouvelle nouveaux nouvelles",
	"bon":       "bonne bons bonnes meilleur meilleure meilleurs meilleures",
	"travail":   "travaux",
	"public":    "publique publics publiques",
}
