package prove

import (
	"fmt"
	"slices"

	"vouch/shared/rule"
)

// enough is how many examples of each kind a rule should have: fewer rarely show a boundary.
const enough = 4

func (l *linter) examples() {
	e := l.rule.Examples
	if len(e.Flag) < enough {
		l.say(FewExamples, l.rule.Line, "%d must-flag examples; %d show more of what it means", len(e.Flag), enough)
	}
	if len(e.Pass) < enough {
		l.say(FewExamples, l.rule.Line, "%d must-pass examples; %d show more of what it leaves alone", len(e.Pass), enough)
	}
	texts := map[string]rule.Line{}
	for _, x := range slices.Concat(e.Flag, e.Pass) {
		key := fmt.Sprint(x.Text, x.Surface, x.Date, x.Lang, x.Context)
		if line, twice := texts[key]; twice {
			l.say(FewExamples, x.Line, "the example stands already on line %d", line)
		}
		texts[key] = x.Line
	}
}
