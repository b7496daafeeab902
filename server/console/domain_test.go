package console_test

import (
	"net/url"
	"testing"

	"vouch/server/auth"
)

func TestACompanyTakesItsOwnNameForLinks(t *testing.T) {
	d := open(t)
	ada := d.person(t, "Ada", auth.Administrator, auth.Advocate)
	b := d.signedIn(t, ada)
	code := string(d.mint(t, ada, "s1").Code)
	save := func(name string) page {
		return b.submit("/console/settings", "/console/settings/domain", url.Values{"domain": {name}})
	}
	contains(t, save("https://go.acme.example/"), "Give a host name alone")
	at, says := d.rooms.Domains.Proof(d.ws, "go.acme.example")
	contains(t, save("go.acme.example"), at, says, `value="go.acme.example"`)
	d.dns = map[string][]string{at: {"something else", says}}
	contains(t, save("Go.Acme.Example."), "https://go.acme.example/l/")
	contains(t, b.get("/console/links/"+code), "https://go.acme.example/l/"+code)
	b.submit("/console/settings", "/console/settings/domain/release", url.Values{})
	contains(t, b.get("/console/links/"+code), "https://vouch.acme.example/l/"+code)
}
