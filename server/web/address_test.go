package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"vouch/server/fault"
	"vouch/server/web"
)

func TestNetworks(t *testing.T) {
	networks := map[string]string{
		"192.0.2.7": "192.0.2.0/24", "::ffff:192.0.2.7": "192.0.2.0/24",
		"2001:db8:1:2::3": "2001:db8:1::/48", "fe80::1%eth0": "fe80::/48", "": "unknown", "nonsense": "unknown",
	}
	for address, want := range networks {
		if got := web.Network(address); got != want {
			t.Errorf("Network(%q) = %q, want %q", address, got, want)
		}
	}
}

// What a caller writes into X-Forwarded-For itself never becomes its address.
func TestAddresses(t *testing.T) {
	const proxied = "192.0.2.7:1234" // 192.0.2.0/24 is the company's own, where it is named
	cases := []struct {
		proxies   string
		peer      string
		forwarded []string
		want      string
	}{
		{"0", proxied, nil, "192.0.2.7"},
		{"0", proxied, []string{"203.0.113.9"}, "192.0.2.7"},
		{"1", proxied, []string{"203.0.113.9"}, "203.0.113.9"},
		{"1", proxied, []string{"1.2.3.4, 203.0.113.9"}, "203.0.113.9"},
		{"1", proxied, []string{"1.2.3.4", "203.0.113.9"}, "203.0.113.9"},
		{"2", proxied, []string{"1.2.3.4, 203.0.113.9, 198.51.100.1"}, "203.0.113.9"},
		{"2", proxied, []string{"203.0.113.9"}, "192.0.2.7"},
		{"1", proxied, []string{"nonsense"}, "192.0.2.7"},
		{"1", proxied, nil, "192.0.2.7"},
		{"1", proxied, []string{""}, "192.0.2.7"},
		{"1", proxied, []string{"203.0.113.9:4711"}, "203.0.113.9"},
		{"1", proxied, []string{"[2001:db8::1]:4711"}, "2001:db8::1"},

		{"192.0.2.0/24", proxied, []string{"203.0.113.9"}, "203.0.113.9"},
		{"192.0.2.0/24", proxied, []string{"1.2.3.4, 203.0.113.9"}, "203.0.113.9"},
		{"192.0.2.0/24", proxied, []string{"1.2.3.4, 203.0.113.9, 192.0.2.8"}, "203.0.113.9"},
		{"192.0.2.0/24", proxied, []string{"192.0.2.9, 192.0.2.8"}, "192.0.2.9"},
		{"192.0.2.0/24", proxied, []string{"203.0.113.9, nonsense"}, "192.0.2.7"},
		{"192.0.2.0/24", proxied, nil, "192.0.2.7"},
		{"192.0.2.0/24", "203.0.113.66:1", []string{"1.2.3.4"}, "203.0.113.66"}, // past the proxy
		{"192.0.2.0/24", "[::ffff:192.0.2.7]:1", []string{"203.0.113.9"}, "203.0.113.9"},
		{"10.0.0.0/8, 2001:db8::/32", "[2001:db8::5]:1", []string{"203.0.113.9, 10.1.2.3"}, "203.0.113.9"},
		{"10.1.2.3", "10.1.2.3:1", []string{"203.0.113.9"}, "203.0.113.9"},
		{"10.1.2.3", "10.1.2.4:1", []string{"203.0.113.9"}, "10.1.2.4"},
	}
	for _, c := range cases {
		proxies, err := web.ParseProxies(c.proxies)
		if err != nil {
			t.Fatal(err)
		}
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		request.RemoteAddr = c.peer
		request.Header["X-Forwarded-For"] = c.forwarded
		if got := web.Address(proxies)(request).String(); got != c.want {
			t.Errorf("%s believed, %s says %q: %s, want %s", c.proxies, c.peer, c.forwarded, got, c.want)
		}
	}
}

func TestProxiesThatCannotBeRead(t *testing.T) {
	for _, text := range []string{"", "-1", "one", "10.0.0.0/99", "10.0.0.0/8,,", "proxy.acme.example"} {
		if proxies, err := web.ParseProxies(text); !fault.Is(err, fault.Invalid) {
			t.Errorf("ParseProxies(%q) = %+v, %v", text, proxies, err)
		}
	}
}

// FuzzAddress: no header makes the address anything but an address, and nothing a caller adds on
// the left of what a proxy wrote changes it.
func FuzzAddress(f *testing.F) {
	f.Add("1.2.3.4, ", "203.0.113.9")
	f.Add("[::1]:1,,", "nonsense")
	f.Fuzz(func(t *testing.T, spoofed, written string) {
		for _, text := range []string{"1", "192.0.2.0/24"} {
			proxies, err := web.ParseProxies(text)
			if err != nil {
				t.Fatal(err)
			}
			read := func(forwarded string) string {
				request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
				request.RemoteAddr = "192.0.2.7:1234"
				request.Header.Set("X-Forwarded-For", forwarded)
				return web.Address(proxies)(request).String()
			}
			honest := read("203.0.113.9")
			if got := read(spoofed + ",203.0.113.9"); got != honest {
				t.Errorf("%q in front made it %s", spoofed, got)
			}
			if got := read(written); got == "invalid IP" {
				t.Errorf("%q left no address", written)
			}
		}
	})
}
