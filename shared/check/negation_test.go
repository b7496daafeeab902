package check_test

import (
	"testing"

	"vouch/shared/check"
)

// TestNegation: what is denied is no claim, and what only looks denied is one.
func TestNegation(t *testing.T) {
	for _, group := range []struct {
		name, rule      string
		claims, denials []string
	}{
		{
			name: "english", rule: `find: {near: {first: ["guarantee~", "risk-free"], second: ["return~", "profit~"], within: 6}}`,
			claims: []string{
				"guaranteed returns", "no fees and guaranteed returns", "not only guaranteed returns",
				"There is no doubt: guaranteed returns", "Returns guaranteed? No problem!", "Returns guaranteed? Yes. No fees.",
				"Guaranteed returns? No fees either.", "guaranteed returns, not like the others", "Guaranteed returns and no lock-in",
				"Why wait? No risk, guaranteed returns", "Guaranteed returns do exist. Ask me.",
			},
			denials: []string{
				"Returns are not guaranteed", "we never guarantee returns", "nobody can guarantee you any returns",
				"Returns guaranteed? No.", "Returns guaranteed? No!", "Guaranteed returns?\n\nNope, not with us.",
				"Are guaranteed returns a thing? Of course not, and whoever says so lies.", "Guaranteed returns do not exist.",
				"Guaranteed returns are a myth", "guaranteed returns are always a red flag", "Risk-free profits? Think again.",
				"Risk-free returns aren’t possible", "guaranteed returns are illegal",
			},
		},
		{
			name: "german", rule: `find: {language: de, near: {first: ["garantieren|garantiert|garantierte"], second: ["rendite|renditen|gewinn|gewinne"], within: 6}}`,
			claims: []string{
				"Garantierte Rendite ohne Risiko", "Wir garantieren nicht nur Rendite", "Kein Risiko und garantierte Rendite",
				"Garantierte Rendite, nicht wie anderswo", "Ohne Wenn und Aber: garantierte Rendite", "Garantierte Rendite? Ja! Keine Frage.",
				"keine Gebühren und garantierte Gewinne",
			},
			denials: []string{
				"Renditen sind nicht garantiert", "Wir garantieren keine Rendite", "Eine Rendite garantieren wir nicht",
				"Niemand garantiert dir Gewinne", "Garantierte Rendite gibt es nicht", "Garantierte Rendite? Nein.",
				"weder Rendite noch Gewinn garantiert", "Gewinne werden keinesfalls garantiert", "Garantierte Renditen sind ein Mythos",
			},
		},
		{
			name: "french", rule: `find: {language: fr, near: {first: ["garanti|garantis|garantie|garantissons|garantit"], second: ["rendement|rendements|gain|gains"], within: 6}}`,
			claims: []string{
				"Rendement garanti sans risque", "Sans frais et rendement garanti", "Pas seulement un rendement garanti",
				"Aucun risque, gains garantis", "Rendement garanti ? Oui !", "Sans aucun doute, rendement garanti",
			},
			denials: []string{
				"Les rendements ne sont pas garantis", "Nous ne garantissons aucun rendement", "On garantit pas de gains",
				"Aucun gain n'est garanti", "Rendement garanti ? Non.", "jamais de rendement garanti", "Le rendement garanti est un mythe",
				"sans rendement garanti",
			},
		},
		{
			name: "spanish", rule: `find: {language: es, near: {first: ["garantizado|garantizada|garantizados|garantizamos"], second: ["rendimiento|rendimientos|rentabilidad|ganancias"], within: 6}}`,
			claims: []string{
				"Rentabilidad garantizada sin riesgo", "No solo rentabilidad garantizada", "Sin comisiones y rentabilidad garantizada",
				"¿Rentabilidad garantizada? ¡Sí!", "Sin duda, rendimiento garantizado",
			},
			denials: []string{
				"La rentabilidad no está garantizada", "No garantizamos rendimientos", "Nunca garantizamos ganancias",
				"¿Rentabilidad garantizada? No.", "sin rentabilidad garantizada", "tampoco rentabilidad garantizada",
				"Los rendimientos garantizados no existen", "ningún rendimiento garantizado",
			},
		},
		{
			name: "names", rule: `find: {near: {first: ["{product}"], second: ["get one", "the best"], within: 12, same: text}}`,
			claims: []string{
				"If you don't have AcmeX yet… Get one!", "If you don't have AcmeX yet, get one!", "Don't have AcmeX? Get one!",
				"I do not work with AcmeX. It's still the best.",
			},
			denials: []string{"AcmeX is not the best", "Don't get one AcmeX", "It's not AcmeX the best", "AcmeX? Never get one."},
		},
	} {
		t.Run(group.name, func(t *testing.T) {
			checker := checkerOf(t, oneRule(group.rule))
			for _, text := range group.claims {
				if finds(t, checker, text) == 0 {
					t.Errorf("%q: a claim is taken for denied", text)
				}
			}
			for _, text := range group.denials {
				if finds(t, checker, text) > 0 {
					t.Errorf("%q: a denial is taken for a claim", text)
				}
			}
		})
	}
}

func finds(t *testing.T, checker *check.Checker, text string) int {
	t.Helper()
	report, err := checker.Check(check.Draft{Text: text, Date: day(t, "2026-11-21")})
	if err != nil {
		t.Fatal(err)
	}
	return len(report.Findings)
}
