package compile_test

import (
	"slices"
	"testing"

	"vouch/shared/detect"
	"vouch/shared/rule"
)

// Packs may name exactly the detectors that ship.
func TestDetectorsOfTheLanguageAreThoseOfTheEngine(t *testing.T) {
	var shipped []string
	for k := range detect.Kinds {
		shipped = append(shipped, k.String())
	}
	slices.Sort(shipped)
	if named := rule.Detectors(); !slices.Equal(named, shipped) {
		t.Errorf("the language names %v, the engine has %v", named, shipped)
	}
}
