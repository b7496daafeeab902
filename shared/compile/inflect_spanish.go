package compile

import "strings"

// Folded Spanish has no accents: está is esta, and inversión inversion.

const (
	spanishAr = "o as a amos ais an aste aron e es emos en aba abas abamos aban ado ada ados adas ando " +
		"are ara aras aremos aran aria arias ariamos arian"
	spanishEr = "o es e emos en i iste io imos ieron ia ias iamos ian ido ida idos idas iendo a as amos an " +
		"ere era eras eremos eran eria erias eriamos erian"
	spanishIr = "o es e imos en i iste io ieron ia ias iamos ian ido ida idos idas iendo a as amos an " +
		"ire ira iras iremos iran iria irias iriamos irian"
)

// spanishForms are those of a noun or adjective (gender and plural) and, of an infinitive, a
// regular verb.
func spanishForms(base string) []string {
	if irregular, ok := spanishIrregular[base]; ok {
		return strings.Fields(irregular)
	}
	forms := spanishNoun(base)
	n := len(base)
	if n < 4 {
		return forms
	}
	stem := base[:n-2]
	switch {
	case endsWith(base, "ar"):
		return append(append(forms, endings(stem, spanishAr)...), endings(softened(stem), "e es emos en")...)
	case endsWith(base, "cer", "cir") && !isConsonant(base[n-4]): // ofrecer: ofrezco
		forms = append(forms, endings(stem[:len(stem)-1]+"zc", "o a as amos an")...)
	case endsWith(base, "ger", "gir"): // elegir: elijo
		forms = append(forms, endings(stem[:len(stem)-1]+"j", "o a as amos an")...)
	}
	switch {
	case endsWith(base, "er"):
		forms = append(forms, endings(stem, spanishEr)...)
	case endsWith(base, "ir"):
		forms = append(forms, endings(stem, spanishIr)...)
	}
	return forms
}

// softened is how a stem in -ar is spelled before e: garantizar, garantice; pagar, pague.
func softened(stem string) string {
	n := len(stem)
	switch {
	case endsWith(stem, "z"):
		return stem[:n-1] + "c"
	case endsWith(stem, "c"):
		return stem[:n-1] + "qu"
	case endsWith(stem, "g"):
		return stem + "u"
	}
	return stem
}

func spanishNoun(base string) []string {
	n := len(base)
	switch {
	case endsWith(base, "o"):
		return endings(base[:n-1], "a os as isimo isima isimos isimas")
	case endsWith(base, "a", "e", "i", "u"):
		return []string{base + "s"}
	case endsWith(base, "z"):
		return []string{base[:n-1] + "ces"}
	case endsWith(base, "s"):
		return []string{base + "es"}
	}
	return endings(base, "es a as")
}

// spanishIrregular are all forms but the base of the irregular words that rules speak of.
var spanishIrregular = map[string]string{
	"ser":       "soy eres es somos son fui fue fueron era eran sera seran seria sido siendo sea sean",
	"estar":     "estoy estas esta estamos estan estuvo estaba estaban estara estaran este esten estado",
	"haber":     "he has ha hemos han hay hubo habia habian habra habran habria haya habido",
	"tener":     "tengo tienes tiene tenemos tienen tuvo tuvieron tenia tenian tendra tendran tendras tendria tenga tengan tenido",
	"hacer":     "hago haces hace hacemos hacen hizo hicieron hacia hacian hara haran haria haga hagan hecho hecha hechos hechas haciendo",
	"poder":     "puedo puedes puede podemos pueden pudo podia podian podra podran podria podrian pueda puedan",
	"querer":    "quiero quieres quiere queremos quieren quiso queria querra quiera quieran",
	"decir":     "digo dices dice decimos dicen dijo dijeron decia dira diran diga digan dicho diciendo",
	"ir":        "voy vas va vamos van fue fueron iba iban ira iran vaya ido",
	"dar":       "doy das da damos dan dio dieron daba daban dara daran daria de den dado dada dando",
	"saber":     "se sabes sabe sabemos saben supo sabia sabra sepa sabido",
	"obtener":   "obtengo obtienes obtiene obtenemos obtienen obtuvo obtuvieron obtenia obtendra obtendran obtendras obtendria obtenga obtengan obtenido obtenida obtenidos obtenidas obteniendo",
	"perder":    "pierdo pierdes pierde perdemos pierden perdio perdieron perdia perdera perderan perderas perderia pierda pierdan pierdas perdido perdida perdidos perdidas perdiendo",
	"invertir":  "invierto inviertes invierte invertimos invierten invirtio invirtieron invertia invertira invertiran invertiras invertiria invierta inviertan inviertas invertido invertida invertidos invertidas invirtiendo",
	"conseguir": "consigo consigues consigue conseguimos consiguen consiguio consiguieron conseguira conseguiras conseguiran consiga consigan conseguido conseguida conseguidos conseguidas consiguiendo",
	"crecer":    "crezco creces crece crecemos crecen crecio crecieron crecia crecera creceran crezca crezcan crecido creciendo",
	"prometer":  "prometo prometes promete prometemos prometen prometio prometieron prometia prometera prometeran prometa prometan prometido prometida prometidos prometidas prometiendo",
	"bueno":     "buen buena buenos buenas mejor mejores",
	"grande":    "gran grandes mayor mayores",
}
