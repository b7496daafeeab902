package build

import (
	"regexp/syntax"

	"vouch/shared/pattern"
)

type need [pattern.NeedWidth]uint16

func needsOf(tree *syntax.Regexp) []need { return nil }
