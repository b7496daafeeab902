package console_test

import (
	"net/url"
	"strings"
	"testing"

	"vouch/server/auth"
)

func TestTheSecretOfPostbacksIsShownOnlyWhenAskedFor(t *testing.T) {
	d := open(t)
	v := d.signedIn(t, d.person(t, "Ada Administrator", auth.Administrator))
	const page = "/console/settings/conversions"
	if got := v.get(page); strings.Contains(got.body, "-of-two") {
		t.Error("shown without being asked for")
	}
	contains(t, v.submit(page, page, url.Values{"do": {"show"}}), "first-of-two")
	contains(t, v.submit(page, page, url.Values{"do": {"rotate"}}), "second-of-two")
}
