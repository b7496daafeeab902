package compile

import (
	"strings"

	"vouch/shared/match"
)

// months by language, as phrases of one word each; ^ marks those that are other words unless they
// have a capital.
var months = map[string]string{
	"en": "january february ^march april ^may june july august september october november december " +
		"jan feb ^mar apr jun jul aug sep sept oct nov dec",
	"de": "januar jänner februar märz april mai juni juli august september oktober november dezember " +
		"jan feb mär apr jun jul aug sep sept okt nov dez",
	"fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre " +
		"janv févr avr juil sept oct nov déc",
	"es": "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre " +
		"ene feb abr jun jul ago sep sept oct nov dic",
}

// weekdays by language, likewise.
var weekdays = map[string]string{
	"en": "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri",
	"de": "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
	"fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
	"es": "lunes martes miércoles jueves viernes sábado domingo",
}

// calendar is one word of a table of names, in a language or in English.
func (c *compiler) calendar(names map[string]string, lang string) []sequence {
	list, ok := names[lang]
	if !ok {
		list = names["en"]
	}
	var w word
	for name := range strings.FieldsSeq(list) {
		bare, proper := strings.CutPrefix(name, "^")
		member := c.literal(bare)[0].members[0]
		if proper {
			member.Kind = match.Proper
		}
		w.members = append(w.members, member)
	}
	return []sequence{{w}}
}

// dates are days as people write them: "3 May", "3rd of May 2026", "May 3rd, 2026", "3. Mai",
// "3 de mayo de 2026", 2026-05-03.
func (c *compiler) dates(lang string) []sequence {
	month := c.calendar(months, lang)[0][0]
	day := word{members: []match.Member{{Kind: match.Amount, Low: 1, High: 31}}}
	ordinal, of, year := oneOf("st", "nd", "rd", "th", "er"), oneOf("of", "de"), one(match.AnyYear, "")
	heads := []sequence{
		{day, month},
		{day, of, month},
		{day, ordinal, month},
		{day, ordinal, of, month},
		{month, day},
		{month, day, ordinal},
	}
	all := []sequence{{one(match.AnyDate, "")}}
	for _, head := range heads {
		all = append(all, head, with(head, year), with(head, of, year))
	}
	return all
}

// with is a copy of a sequence that goes on.
func with(seq sequence, more ...word) sequence {
	return append(append(make(sequence, 0, len(seq)+len(more)), seq...), more...)
}
