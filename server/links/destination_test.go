package links_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"vouch/server/fault"
	"vouch/server/links"
)

var rules = []string{"acme.example", "*.blog.acme.example", "shop.example/acme"}

func TestNoTrickLeadsElsewhere(t *testing.T) {
	for _, address := range tricks(t) {
		err := links.CheckDestination(address, rules, false)
		if f, ok := fault.As(err); !ok || f.Kind != fault.Invalid || f.Field != "destination" {
			t.Errorf("%q: %v, want a fault of the destination", address, err)
		}
	}
}

// tricks reads the corpus of addresses that must be refused.
func tricks(tb testing.TB) []string {
	tb.Helper()
	text, err := os.ReadFile("testdata/destinations.txt")
	if err != nil {
		tb.Fatal(err)
	}
	var addresses []string
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		address, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			tb.Fatalf("%s: %v", line, err)
		}
		addresses = append(addresses, address)
	}
	return addresses
}

func TestWhatTheListAllows(t *testing.T) {
	for _, address := range []string{
		"https://acme.example",
		"https://acme.example/",
		"https://ACME.example/News?a=b#c",
		"https://acme.example./news",
		"https://acme.example/caf%C3%A9/%E2%82%AC",
		"https://acme.example/a/..b/c...d",
		"https://acme.example/?next=https://evil.example/",
		"https://news.blog.acme.example/a",
		"https://shop.example/acme",
		"https://shop.example/acme/one?x=1",
	} {
		if err := links.CheckDestination(address, rules, false); err != nil {
			t.Errorf("%q: %v", address, err)
		}
	}
	if err := links.CheckDestination("https://acme.example/", nil, false); err == nil {
		t.Error("an empty list allows something")
	}
}

func TestLoopbackIsForTryingOut(t *testing.T) {
	for address, want := range map[string]bool{
		"http://127.0.0.1:8080/practice":  true,
		"http://localhost:8080/practice":  true,
		"http://[::1]/":                   true,
		"http://127.0.0.1.evil.example/":  false,
		"http://localhost.evil.example/":  false,
		"http://127.0.0.1@evil.example/":  false,
		"javascript://127.0.0.1/%0aalert": false,
		"http://acme.example/":            false,
	} {
		if err := links.CheckDestination(address, rules, true); (err == nil) != want {
			t.Errorf("%q: %v, want allowed %v", address, err, want)
		}
	}
}

func TestWhatARuleMayBe(t *testing.T) {
	for text, want := range map[string]bool{
		"acme.example": true, "*.acme.example": true, "ACME.example": true, "acme.example/blog": true,
		"acme.example/blog/": true, "bücher.example": true,
		"": false, "*": false, "*.": false, "example": false, "https://acme.example": false, "acme.example:443": false,
		"a b.example": false, "acme.example/../x": false, "user@acme.example": false, "127.0.0.1": false,
		"*.*.example": false, "acme.example/*": false, "acme..example": false,
	} {
		if err := links.CheckRule(text); (err == nil) != want {
			t.Errorf("%q: %v, want readable %v", text, err, want)
		}
	}
}

// Whatever passes must be read by everybody as https to one of the listed hosts.
func FuzzCheckDestination(f *testing.F) {
	for _, address := range tricks(f) {
		f.Add(address)
	}
	f.Add("https://acme.example/news")
	f.Add("HTTPS://acme.example/news")
	f.Fuzz(func(t *testing.T, address string) {
		if links.CheckDestination(address, rules, false) != nil {
			return
		}
		if strings.ContainsAny(address, "\\\r\n\t ") {
			t.Fatalf("%q holds a character that browsers read differently", address)
		}
		rest, ok := strings.CutPrefix(strings.ToLower(address), "https://")
		if !ok {
			t.Fatalf("%q is not https", address)
		}
		host := strings.TrimSuffix(rest[:strings.IndexAny(rest+"/", "/?#")], ".")
		if host != "acme.example" && host != "shop.example" && !strings.HasSuffix(host, ".blog.acme.example") {
			t.Fatalf("%q leads to %q", address, host)
		}
	})
}
