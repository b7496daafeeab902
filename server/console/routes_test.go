package console

import (
	"slices"
	"strings"
	"testing"
)

// Proving and compiling took longer than a page may wait on a loaded machine, and what was to be
// published was not.
func TestWhatChangesTheRulesMayTakeLong(t *testing.T) {
	quick := quickRoutes()
	if i := slices.IndexFunc(quick, changesRules); i >= 0 {
		t.Errorf("%s may take %v only", quick[i].path, patience)
	}
	if proving := provingRoutes(); !slices.ContainsFunc(proving, changesRules) {
		t.Errorf("no route changes rules: %v", proving)
	}
}

func changesRules(r route) bool { return r.method == post && strings.HasPrefix(r.path, "/rules/") }
