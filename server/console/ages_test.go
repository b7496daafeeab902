package console_test

import (
	"net/url"
	"testing"

	"vouch/server/auth"
)

func TestAgesOfRulesAreASetting(t *testing.T) {
	d := open(t)
	b := d.signedIn(t, d.person(t, "Ada", auth.Administrator))
	contains(t, b.get("/console/settings"), `value="24"`, `value="336"`, `value="warn" selected`)
	const refused = "Rules age after an hour at least"
	for _, c := range []struct{ ageing, stale, then, says string }{
		{"2", "48", "stop", `value="stop" selected`},
		{"0", "48", "stop", refused},
		{"48", "2", "stop", refused},
		{"a day", "48", "stop", refused},
		{"2", "9000", "stop", refused},
		{"2", "48", "forget", "Choose what devices do"},
	} {
		form := url.Values{"ageing": {c.ageing}, "stale": {c.stale}, "when_stale": {c.then}}
		contains(t, b.submit("/console/settings", "/console/settings/ages", form), c.says)
	}
	contains(t, b.get("/console/settings"), `value="2"`, `value="48"`, `value="stop" selected`)
}
