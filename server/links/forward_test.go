package links_test

import (
	"net/url"
	"strings"
	"testing"

	"vouch/server/links"
)

func TestForwarded(t *testing.T) {
	long := strings.Repeat("x", 201)
	cases := []struct{ name, destination, query, want string }{
		{"nothing", "https://acme.example/a?b=1", "", "https://acme.example/a?b=1"},
		{"one", "https://acme.example/a", "ref=mail", "https://acme.example/a?ref=mail"},
		{"beside others", "https://acme.example/a?b=1", "ref=mail&x=2", "https://acme.example/a?b=1&ref=mail&x=2"},
		{"what stands there wins", "https://acme.example/a?ref=own", "ref=evil", "https://acme.example/a?ref=own"},
		{"the first of two", "https://acme.example/", "a=1&a=2", "https://acme.example/?a=1"},
		{"before the fragment", "https://acme.example/a#part", "ref=mail", "https://acme.example/a?ref=mail#part"},
		{"never a conversion's", "https://acme.example/", "cid=forged", "https://acme.example/"},
		{"no new lines", "https://acme.example/", "a=%0d%0aSet-Cookie:x", "https://acme.example/?a=%0D%0ASet-Cookie%3Ax"},
		{"no second address", "https://acme.example/", "redir_url=https://evil.example", "https://acme.example/?redir_url=https%3A%2F%2Fevil.example"},
		{"nothing broken", "https://acme.example/", "%zz=1&a=%&b=2", "https://acme.example/?b=2"},
		{"nothing long", "https://acme.example/", long + "=1&a=" + long + "&b=2", "https://acme.example/?b=2"},
	}
	for _, c := range cases {
		if got := links.Forwarded(c.destination, c.query); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Whatever a click asks, the destination keeps its scheme, host, path and own parameters.
func FuzzForwarded(f *testing.F) {
	f.Add("a=1&b=%2f")
	f.Add("//evil.example?x#y")
	f.Add("%00=&;=&=\x00")
	f.Fuzz(func(t *testing.T, query string) {
		const destination = "https://acme.example/a/b?own=1&sig=%41#part"
		got := links.Forwarded(destination, query)
		before, after := parsed(t, destination), parsed(t, got)
		if after.Scheme != before.Scheme || after.Host != before.Host || after.Path != before.Path || after.Fragment != before.Fragment {
			t.Fatalf("%q changed it to %s", query, got)
		}
		if !strings.HasPrefix(after.RawQuery, before.RawQuery) || after.Query().Get("own") != "1" {
			t.Fatalf("%q changed its query to %s", query, got)
		}
	})
}

func parsed(t *testing.T, address string) *url.URL {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
