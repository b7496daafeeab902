package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"github.com/labstack/echo/v4"
)

// addressOf reads the caller's address: of the connection, or what the outermost of the trusted
// proxies appended to X-Forwarded-For. What a caller wrote there itself counts for nothing.
func addressOf(proxies int) echo.IPExtractor {
	return func(r *http.Request) string {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			host = r.RemoteAddr
		}
		if proxies == 0 {
			return host
		}
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if len(hops) < proxies {
			return host
		}
		if hop := strings.TrimSpace(hops[len(hops)-proxies]); hop != "" {
			return withoutPort(hop)
		}
		return host
	}
}

// withoutPort: some proxies write "203.0.113.9:4711" and "[2001:db8::1]:4711".
func withoutPort(hop string) string {
	if parsed, err := netip.ParseAddrPort(hop); err == nil {
		return parsed.Addr().String()
	}
	return hop
}

// Address reads the caller's address as addressOf does; the zero address when there is none.
func Address(proxies int) func(*http.Request) netip.Addr {
	read := addressOf(proxies)
	return func(r *http.Request) netip.Addr {
		address, err := netip.ParseAddr(read(r))
		if err != nil {
			return netip.Addr{}
		}
		return address.Unmap()
	}
}

// Network is the part of an address that limits and visitor hashes work with: /24 of IPv4, /48 of
// IPv6. What is no address is its own network.
func Network(address string) string {
	parsed, err := netip.ParseAddr(address)
	if err != nil {
		return "unknown"
	}
	parsed = parsed.Unmap().WithZone("")
	bits := 48
	if parsed.Is4() {
		bits = 24
	}
	prefix, err := parsed.Prefix(bits)
	if err != nil {
		return "unknown"
	}
	return prefix.String()
}
