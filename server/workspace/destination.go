package workspace

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"

	"vouch/server/fault"
)

// Destination checks that a link may lead to this address and returns it in the form to store.
// Invalid otherwise, in words that name the reason. Only https to a listed host passes: no user
// part, no port, nothing that two readers of addresses understand differently.
func (w Workspace) Destination(address string) (string, error) {
	const longest = 2000 // bytes; browsers and mail programs cut longer ones
	address = strings.TrimSpace(address)
	if len(address) > longest {
		return "", badDestination("The address is too long: %d bytes at most.", longest)
	}
	if strings.ContainsFunc(address, ambiguous) {
		return "", badDestination("The address holds a space, a backslash or an invisible character.")
	}
	parsed, err := url.Parse(address)
	if err != nil {
		return "", badDestination("This is not an address.")
	}
	if parsed.Scheme != "https" || parsed.Opaque != "" {
		return "", badDestination("The address must start with https://.")
	}
	if parsed.User != nil || parsed.Port() != "" {
		return "", badDestination("The address must name a host alone, without a user or a port.")
	}
	host, err := canonicalHost(parsed.Hostname())
	if err != nil {
		return "", badDestination("%q is not the name of a host.", parsed.Hostname())
	}
	if !slices.ContainsFunc(w.Destinations, func(listed string) bool { return covers(listed, host) }) {
		return "", badDestination("%s is not on the list of allowed destinations. An administrator can add it in Settings.", host)
	}
	parsed.Host = host
	return parsed.String(), nil
}

func badDestination(format string, args ...any) error {
	return fault.New(fault.Invalid, format, args...).At("destination")
}

// ambiguous: browsers read a backslash as a slash and drop tabs and newlines; Go does not.
func ambiguous(r rune) bool {
	return r <= ' ' || r == '\\' || r == 0x7f || r >= 0x80 && r <= 0xa0 ||
		r >= 0x2000 && r <= 0x200f || r >= 0x2028 && r <= 0x202f || r == 0xfeff
}

// covers reports whether the listed host allows this one.
func covers(listed, host string) bool {
	below, wild := strings.CutPrefix(listed, "*.")
	if wild {
		return strings.HasSuffix(host, "."+below)
	}
	return listed == host
}

// canonicalHost is the ASCII, lower-case form in which hosts are compared and stored. Addresses
// in numbers are refused: a company's list names its sites.
func canonicalHost(host string) (string, error) {
	ascii, err := idna.Lookup.ToASCII(strings.ToLower(host))
	if err != nil {
		return "", err
	}
	ascii = strings.TrimSuffix(ascii, ".")
	if _, err := netip.ParseAddr(ascii); err == nil || !strings.Contains(ascii, ".") {
		return "", fault.New(fault.Invalid, "not a name")
	}
	last := ascii[strings.LastIndexByte(ascii, '.')+1:]
	if strings.Trim(last, "0123456789") == "" || strings.HasPrefix(last, "0x") {
		return "", fault.New(fault.Invalid, "not a name")
	}
	return ascii, nil
}

// cleanHosts reads the list as an administrator types it, a host a line.
func cleanHosts(lines []string) ([]string, error) {
	var clean []string
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		below, wild := strings.CutPrefix(line, "*.")
		host, err := canonicalHost(below)
		if err != nil || strings.ContainsAny(below, "/:@*?#") {
			return nil, fault.New(fault.Invalid, "%q is not the name of a host, such as www.acme.example.", line).
				At("destinations").OnLine(i + 1)
		}
		if wild {
			host = "*." + host
		}
		if !slices.Contains(clean, host) {
			clean = append(clean, host)
		}
	}
	return clean, nil
}
