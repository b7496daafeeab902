package compile

// negations are the words of each language by its tag. They are part of what a rule means:
// LANGUAGE.md points here.
//
// In a German main clause the negator often stands behind: "das garantieren wir nicht". "Ohne" and
// "kein" deny only what follows: "garantierte Rendite ohne Risiko" is a promise. French puts "ne"
// before the verb and "pas" behind it; in writing on the web "ne" is often left out, so that either
// denies.
var negations = map[string]negation{
	"en": {
		negators: `not, no, never, none, nobody, nothing, nowhere, neither, nor, without, cannot
		isnt, arent, wasnt, werent, dont, doesnt, didnt, cant, couldnt, wont, wouldnt
		shouldnt, mustnt, hasnt, havent, hadnt, aint, neednt, shant
		no one, far from, rather than, instead of, refuse~ to, fail~ to
		avoid~, beware of, hardly, no longer, unable to, forbid~, prohibit~`,
		behind: `do|does|did not exist, dont|doesnt|didnt exist, do|does not happen, dont|doesnt happen
		is|are always? a|an|just? myth|myths|lie|lies|scam|scams|illusion|fantasy|fiction|nonsense, is|are always? a? red flag
		is|are always? illegal|prohibited|forbidden|banned|impossible|unlawful, is|are not a thing, isnt|arent a thing
		is|are not possible|real|realistic|allowed|permitted|legal, isnt|arent possible|real|realistic|allowed|permitted|legal`,
		pseudo: `not only, not just, not merely, not simply, not to mention, not joking, not kidding
		no doubt, no question, no joke, no kidding, no wonder, no matter, no lie, no {number}
		without doubt, without a doubt, without question, without fail, without exception, without risk
		nothing but, nothing less than, never fail~, never been easier, never better, why not
		no risk, no fee~, no effort, no cost~, no brainer, nothing beats, cant wait, dont wait
		dont miss, cant beat, cant go wrong, not to be missed, no strings, no catch, none other
		wont believe, wont regret, never regret, dont worry, no worries, no need, never again
		wont find, nobody else, no one else, not a joke, not a dream, not a scam, no surprise~
		couldnt be easier, stop searching, stop worrying, stop looking, no hidden, no lock, no minimum
		no problem~`,
		terminators: `but, and, plus, with, however, yet, although, though, because, so`,
		answers: `no, nope, nah, never, wrong, false, hardly, not at all, not really, not quite, not exactly
		of course not, certainly not, absolutely not, definitely not, probably not, unfortunately not
		no way, no chance, no such thing, think again, forget it, sorry no, unlikely, not a chance, not true`,
	},
	"de": {
		negators: `nicht, kein|keine|keiner|keines|keinen|keinem, ohne, nie, niemals, weder, niemand|niemanden|niemandem
		nichts, nirgends, nirgendwo, keinesfalls, keineswegs, kaum, statt, anstatt, anstelle
		auf keinen fall, in keiner weise, nicht mehr, verzichten auf, verzicht auf, frei von, vermeide|vermeiden|vermeidet, verboten`,
		behind: `nicht, nie, niemals, gibt|gab es nicht, existiert|existieren nicht, keinesfalls, keineswegs
		ist|sind ein|eine? mythos|illusion|märchen|lüge|betrug|unsinn, ist|sind verboten|unzulässig|unmöglich`,
		pseudo: `nicht nur, nicht bloß, nicht allein, nicht zuletzt, nicht umsonst, nicht zu vergessen, nicht zu fassen
		kein zweifel, keine frage, keine sorge, kein problem, kein wunder, kein scherz, kein witz, keine ausreden
		ohne zweifel, ohne frage, ohne risiko, ohne wenn und aber, ohne aufwand, ohne mühe, ohne gebühren, ohne kosten, ohne versteckte
		kein risiko, keine kosten, keine gebühren, keine versteckten, nichts als, nichts schlägt, nie wieder, nie mehr
		nicht verpassen, nicht entgehen, nicht warten, nicht länger warten, nicht zögern, warum nicht, niemand sonst, niemand anders`,
		terminators: `aber, und, sondern, jedoch, doch, sowie, mit, weil, denn, obwohl, dafür, dennoch, trotzdem`,
		answers: `nein, nö, ne, nee, niemals, nie, keineswegs, keinesfalls, natürlich nicht, sicher nicht, ganz sicher nicht
		leider nein, leider nicht, falsch, fehlanzeige, auf keinen fall, eher nicht, nicht wirklich, nicht ganz, mitnichten, von wegen`,
	},
	"fr": {
		negators: `ne, n, pas, jamais, aucun|aucune, sans, ni, rien, personne, nul|nulle, guère, non
		loin de, au lieu de, plutôt que, ne plus, nulle part, éviter, évitez`,
		behind: `pas, jamais, aucunement, nullement, n'existe|n'existent pas, n'est|ne? pas
		est|sont un|une? mythe|illusion|mensonge|arnaque, est|sont interdit|interdits|interdite|interdites|impossible|impossibles`,
		pseudo: `pas seulement, pas uniquement, pas que, non seulement, pas mal, pas de souci|soucis, pas de problème
		sans doute, sans aucun doute, sans risque|risques, sans frais, sans effort|efforts, sans engagement, sans faute, sans hésiter, sans exception, sans conteste
		aucun doute, aucun risque, aucuns frais, aucun souci, aucun problème, jamais vu, jamais été aussi, rien que, rien de mieux, rien de tel
		ne manquez pas, ne ratez pas, n'attendez pas|plus, n'hésitez pas, ne cherchez plus, pourquoi pas, personne d'autre`,
		terminators: `mais, et, avec, cependant, toutefois, car, donc, pourtant, puisque, quoique`,
		answers: `non, jamais, pas du tout, bien sûr que non, certainement pas, pas vraiment
		pas tout à fait, faux, hélas non, aucunement, nullement, surtout pas`,
	},
	"es": {
		negators: `no, nunca, jamás, tampoco, ningún|ninguno|ninguna|ningunos|ningunas, sin, ni, nada, nadie
		lejos de, en lugar de, en vez de, evita|evite|evitar|evitamos`,
		behind: `no existe|existen, nunca, jamás, no es|son posible|posibles|real|reales
		es|son un|una? mito|mentira|estafa|ilusión, está|están prohibido|prohibida|prohibidos|prohibidas, es|son ilegal|ilegales|imposible|imposibles`,
		pseudo: `no solo, no sólo, no solamente, no únicamente, no te pierdas|pierda, no lo dudes|dude|duden, no esperes|espere|esperen más?
		no cabe duda, no hay duda, no hay mejor, no busques más, sin duda|dudas, sin ninguna duda, sin riesgo|riesgos, sin esfuerzo, sin coste|costes|costo|costos
		sin comisión|comisiones, sin compromiso, sin falta, sin excepción, sin letra pequeña, ningún riesgo, ninguna duda, nunca ha sido|fue
		nada más que, nada como, nada mejor, nadie más, nunca más, por qué no, no pasa nada, no hay problema`,
		terminators: `pero, y, e, con, sino, aunque, porque, además, sin embargo`,
		answers:     `no, nunca, jamás, para nada, claro que no, por supuesto que no, en absoluto, falso, de ninguna manera, ni hablar, no del todo, tampoco, mentira`,
	},
}
