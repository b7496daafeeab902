package compile_test

import (
	"strings"
	"testing"
)

// TestInflectionByLanguage lists forms that must be found and words that must not.
func TestInflectionByLanguage(t *testing.T) {
	for _, c := range []struct{ lang, base, forms, not string }{
		{"de", "umweltfreundlich", "umweltfreundliche umweltfreundlichen umweltfreundlicher umweltfreundliches umweltfreundlichem umweltfreundlichste", "umweltfreundlichkeit"},
		{"de", "sicher", "sichere sicheren sicherer sicheres sicherste sichersten", "sicherheit"},
		{"de", "Rendite", "Renditen", "Rendit"},
		{"de", "Anlage", "Anlagen", "anlegen"},
		{"de", "Garantie", "Garantien", "garantiert"},
		{"de", "garantieren", "garantiert garantierte garantierten garantiere garantierter", "gegarantiert"},
		{"de", "Gewinn", "Gewinne Gewinnen Gewinns", "Gewinner"},
		{"de", "Mitarbeiter", "Mitarbeitern Mitarbeiters", "Mitarbeit"},
		{"de", "Kind", "Kinder Kindern Kindes", "kindisch"},
		{"de", "Mitarbeiterin", "Mitarbeiterinnen", ""},
		{"de", "machen", "macht machte gemacht machst mache", "Macher"},
		{"de", "arbeiten", "arbeitet arbeitete gearbeitet arbeite arbeitest", "Arbeiter"},
		{"de", "verdoppeln", "verdoppelt verdoppelte verdoppelten", "geverdoppelt"},
		{"de", "sichern", "sichert gesichert sicherte", ""},
		{"de", "anlegen", "angelegt anzulegen angelegte", ""},
		{"de", "versprechen", "verspricht versprach versprochen versprechen", ""},
		{"de", "teuer", "teure teuren teurer", ""},
		{"de", "Ergebnis", "Ergebnisse Ergebnissen", ""},
		{"de", "klimaneutral", "klimaneutrale klimaneutralen klimaneutraler klimaneutrales", "Klimaneutralität"},
		{"de", "größer", "größere grösseren", ""},
		{"fr", "garantir", "garanti garantie garantis garanties garantit garantissons garantissent", "garant"},
		{"fr", "doubler", "double doubles doublé doublée doublez doublent doublera doublant", "doublure"},
		{"fr", "rendement", "rendements", "rendre"},
		{"fr", "écologique", "écologiques", "écologie"},
		{"fr", "vert", "verte verts vertes", "vertu"},
		{"fr", "sûr", "sûre sûrs sûres", "sûreté"},
		{"fr", "national", "nationale nationaux nationales", "nation"},
		{"fr", "heureux", "heureuse heureuses", "heure"},
		{"fr", "investisseur", "investisseurs investisseuse", "investir"},
		{"fr", "engager", "engageons engagé engage engageait", ""},
		{"fr", "perdre", "perd perdez perdu perdra", "perle"},
		{"fr", "attendre", "attend attendu attendez attends", ""},
		{"fr", "promettre", "promet promettons promis promettent", ""},
		{"es", "garantizar", "garantiza garantizamos garantizado garantizada garantizados garantice garantizan garantizó", "garantía"},
		{"es", "ganar", "gana ganas ganan ganará ganado ganarás ganando", "ganadero"},
		{"es", "inversión", "inversiones", "inverso"},
		{"es", "ecológico", "ecológica ecológicos ecológicas", "ecología"},
		{"es", "inversor", "inversora inversores inversoras", ""},
		{"es", "pagar", "paga pague paguen pagado", ""},
		{"es", "ofrecer", "ofrece ofrecemos ofrezca ofrecido ofrezco", "oferta"},
		{"es", "perder", "pierde pierdes perdido perderás", ""},
		{"es", "recibir", "recibe recibimos recibido recibirás", ""},
		{"es", "vez", "veces", ""},
		{"es", "seguro", "segura seguros seguras", "asegurar"},
		{"es", "verde", "verdes", "verdad"},
	} {
		pack := onePhrase(c.base+"~", nil)
		pack.Language = c.lang
		for _, form := range append(strings.Fields(c.forms), c.base) {
			if got := quotes(t, pack, nil, form); got != form {
				t.Errorf("%s: %s~ does not find %q", c.lang, c.base, form)
			}
		}
		if c.not != "" && quotes(t, pack, nil, c.not) != "" {
			t.Errorf("%s: %s~ finds %q", c.lang, c.base, c.not)
		}
	}
}
