package links

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"

	"vouch/server/fault"
)

// CheckDestination says whether a link may lead to an address under these rules. The fault tells
// the author of a story what to change.
func CheckDestination(address string, rules []string, loopback bool) error {
	_, err := canonical(address, rules, loopback)
	return err
}

// CheckRule says whether an entry of a workspace's list can be read: a host ("acme.example"),
// a host and a path with everything below it ("acme.example/blog"), or every host below one
// ("*.acme.example").
func CheckRule(text string) error {
	_, err := parseRule(text)
	return err
}

// canonical returns an allowed address in the one form that every reader of addresses
// understands alike. Only https to a listed host passes: no user part, no port, nothing that Go
// reads in one way and a browser in another. With loopback, this machine passes as well, also
// over http and at any port: for trying things out.
func canonical(address string, rules []string, loopback bool) (string, error) {
	const longest = 2000 // bytes; mail programs cut longer addresses
	if len(address) > longest {
		return "", refuse("The address is too long: %d bytes at most.", longest)
	}
	if strings.ContainsFunc(address, isTreacherous) {
		return "", refuse("The address holds a space, a backslash, or a character that is not what it looks like.")
	}
	parsed, err := url.Parse(address)
	if err != nil || parsed.Opaque != "" || parsed.Host == "" || parsed.User != nil {
		return "", refuse("This is not the address of a page, such as https://www.acme.example/news.")
	}
	if loopback && isLoopback(parsed) {
		return parsed.String(), nil
	}
	if parsed.Scheme != "https" || parsed.Port() != "" || strings.HasSuffix(parsed.Host, ":") {
		return "", refuse("The address must start with https:// and name no port.")
	}
	if parsed.Host, err = canonicalHost(parsed.Host); err != nil {
		return "", refuse("The address does not name a host that a list could hold.")
	}
	if slices.ContainsFunc(strings.Split(parsed.Path, "/"), isDots) {
		return "", refuse("The address leads up and down (..): write the path it comes out at.")
	}
	if !allowed(parsed, rules) {
		return "", refuse("%s is not on the list of allowed destinations. An administrator can add it in Settings.", parsed.Host)
	}
	return parsed.String(), nil
}

func refuse(format string, args ...any) error {
	return fault.New(fault.Invalid, format, args...).At("destination")
}

// isTreacherous: browsers read a backslash as a slash, drop tabs and newlines, and take wide
// letters and ideographic stops in a host for plain ones; Go does not.
func isTreacherous(r rune) bool {
	return r <= ' ' || r == '\\' || r == 0x7f || r >= 0x80 && r <= 0xa0 || r == 0xad ||
		r >= 0x2000 && r <= 0x200f || r >= 0x2024 && r <= 0x202f || r >= 0x2060 && r <= 0x206f ||
		r == 0x3002 || r == 0xfe52 || r == 0xfeff || r >= 0xff00 && r <= 0xffef || r == 0xfffd
}

// isDots: a browser goes up at "..", also when it is written %2e%2e, which url.Parse decodes.
func isDots(segment string) bool { return segment == ".." || segment == "." }

func isLoopback(address *url.URL) bool {
	if address.Scheme != "http" && address.Scheme != "https" {
		return false
	}
	ip, err := netip.ParseAddr(address.Hostname())
	return address.Hostname() == "localhost" || err == nil && ip.IsLoopback()
}

// canonicalHost is the form in which hosts are compared: ASCII, lower case, no final dot.
// Addresses in numbers are refused: a company's list names its sites.
func canonicalHost(host string) (string, error) {
	ascii, err := idna.Lookup.ToASCII(strings.TrimSuffix(host, "."))
	if err != nil {
		return "", err
	}
	dot := strings.LastIndexByte(ascii, '.')
	last := ascii[dot+1:]
	if dot < 1 || last == "" || strings.Contains(ascii, "..") || strings.HasPrefix(last, "0x") || strings.Trim(last, "0123456789") == "" {
		return "", errNoName
	}
	return ascii, nil
}

var errNoName = fault.New(fault.Invalid, "That is not the name of a host.")

// rule is an entry of a workspace's list.
type rule struct {
	host  string // canonical
	below bool   // covers the hosts below host, not host itself
	path  string // empty, or "/blog": covers it and what is below it
}

func parseRule(text string) (rule, error) {
	bad := fault.New(fault.Invalid,
		"%q is not the name of a host, such as www.acme.example, *.acme.example or acme.example/blog.", text).At("destinations")
	rest, below := strings.CutPrefix(text, "*.")
	host, path, _ := strings.Cut(rest, "/")
	if strings.ContainsFunc(text, isTreacherous) || strings.ContainsAny(rest, ":@?#*%[]") {
		return rule{}, bad
	}
	ascii, err := canonicalHost(host)
	if err != nil || slices.ContainsFunc(strings.Split(path, "/"), isDots) {
		return rule{}, bad
	}
	r := rule{host: ascii, below: below}
	if path = strings.Trim(path, "/"); path != "" {
		r.path = "/" + path
	}
	return r, nil
}

// allowed reports whether one of the rules covers the address. A rule that cannot be read covers
// nothing.
func allowed(address *url.URL, rules []string) bool {
	return slices.ContainsFunc(rules, func(text string) bool {
		r, err := parseRule(text)
		return err == nil && r.covers(address)
	})
}

func (r rule) covers(address *url.URL) bool {
	host := address.Host == r.host
	if r.below {
		host = strings.HasSuffix(address.Host, "."+r.host)
	}
	below, under := strings.CutPrefix(address.Path, r.path)
	return host && under && (r.path == "" || below == "" || below[0] == '/')
}
