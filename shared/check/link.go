package check

import (
	"strings"

	"vouch/shared/program"
)

// links are the web addresses of the draft being judged, read when a rule first asks for them.
type links struct {
	read bool
	list []link
}

// link is an address in the draft, in bytes; its host stands inside.
type link struct{ start, end, hostStart, hostEnd int }

// linked appends the links that a condition means.
func (c *Checker) linked(cond *program.Condition) {
	for _, l := range c.allLinks() {
		if cond.Whose != program.AnyLink {
			within := isWithin(c.draft.Text[l.hostStart:l.hostEnd], c.program.Domains[cond.Set])
			if within != (cond.Whose == program.ToDomains) {
				continue
			}
		}
		c.hits = append(c.hits, c.hitBytes(l.start, l.end))
	}
}

// eachLink counts links.
func (c *Checker) eachLink(beyond int) int {
	all := c.allLinks()
	for i, l := range all {
		c.item(i+1, beyond, c.hitBytes(l.start, l.end))
	}
	return len(all)
}

// isWithin reports whether a host is one of the domains, or under one.
func isWithin(host string, domains []string) bool {
	for _, domain := range domains {
		head := len(host) - len(domain)
		if head >= 0 && domain != "" && sameLetters(host[head:], domain) && (head == 0 || host[head-1] == '.') {
			return true
		}
	}
	return false
}

// allLinks finds every address in one pass: what stands between spaces and has a full stop in it.
func (c *Checker) allLinks() []link {
	if c.links.read {
		return c.links.list
	}
	c.links.read, c.links.list = true, c.links.list[:0]
	draft := c.draft.Text
	for at := 0; at < len(draft); {
		end, dotted := at, false
		for end < len(draft) && !partsLinks(draft[end]) {
			dotted = dotted || draft[end] == '.' || draft[end] == '/'
			end++
		}
		if dotted {
			if l, ok := c.linkIn(at, end); ok {
				c.links.list = append(c.links.list, l)
			}
		}
		at = end + 1
	}
	return c.links.list
}

// partsLinks tells what stands in no address: spaces, brackets, quotation marks.
func partsLinks(b byte) bool {
	switch b {
	case '<', '>', '(', ')', '[', ']', '{', '}', '"', '|', '\\':
		return true
	}
	return b <= ' '
}

// linkIn reads the first address of a stretch without spaces.
func (c *Checker) linkIn(from, to int) (link, bool) {
	draft := c.draft.Text
	if i := strings.Index(draft[from:to], "://"); i >= 0 {
		start := from + i
		for start > from && isAlnum(draft[start-1]) {
			start--
		}
		host := from + i + len("://")
		l := link{start: start, hostStart: host, hostEnd: hostEnd(draft, host, to)}
		l.end = pathEnd(draft, l.hostEnd, to)
		return l, l.hostEnd > l.hostStart
	}
	for at := from; at < to; {
		if !isAlnum(draft[at]) && inHost(draft[at]) != 2 && draft[at] != '@' && draft[at] != '#' {
			at++
			continue
		}
		end := hostEnd(draft, at, to)
		if end < to && draft[end] == '@' || draft[at] == '@' || draft[at] == '#' {
			return link{}, false // an e-mail address, a mention, a hashtag
		}
		if c.isHost(draft[at:end], end < to && draft[end] == '/') {
			return link{start: at, hostStart: at, hostEnd: end, end: pathEnd(draft, end, to)}, true
		}
		at = end + 1
	}
	return link{}, false
}

// hostEnd is where a host that begins at from ends: before a full stop that ends a sentence.
func hostEnd(s string, from, to int) int {
	end := from
	for end < to {
		n := inHost(s[end])
		if n == 0 {
			break
		}
		end = min(end+n, to)
	}
	for end > from && (s[end-1] == '.' || s[end-1] == '-') {
		end--
	}
	return end
}

// inHost is how many bytes of a host name begin with b, 0 when none do: letters, digits and marks of
// ASCII, and the letters of Latin, Greek and Cyrillic, which have two bytes of UTF-8.
func inHost(b byte) int {
	switch {
	case isAlnum(b) || b == '-' || b == '.':
		return 1
	case b >= 0xC3 && b <= 0xDF:
		return 2
	}
	return 0
}

func isAlnum(b byte) bool { return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z' }

// pathEnd is where the path behind a host ends; at the host's end when there is none.
func pathEnd(s string, host, to int) int {
	if host >= to || strings.IndexByte("/?#:", s[host]) < 0 {
		return host
	}
	end := host
	for end < to && (s[end] < 0x80 || inHost(s[end]) > 0) {
		end = min(end+max(1, inHost(s[end])), to)
	}
	for end > host && strings.IndexByte(".,;:!?'*_~/", s[end-1]) >= 0 {
		end--
	}
	return end
}

// isHost reports whether letters and full stops without a scheme are a host: they begin with www,
// end in a domain that people use, or are one that a rule names. Where the domain is an English
// word as well ("the end.it was"), a path must follow.
func (c *Checker) isHost(s string, path bool) bool {
	dot := strings.LastIndexByte(s, '.')
	if dot < 1 || len(s)-dot < 3 || s[0] == '.' || strings.Contains(s, "..") {
		return false
	}
	if strings.HasPrefix(s, "www.") && dot > len("www") {
		return true
	}
	top := s[dot+1:]
	if isOneOf(topDomains, top) || path && isOneOf(wordDomains, top) {
		return true
	}
	for _, domains := range c.program.Domains {
		if isWithin(s, domains) {
			return true
		}
	}
	return false
}

// isOneOf looks a word up in a list that spaces part.
func isOneOf(list, word string) bool {
	for len(list) > 0 {
		first, rest, _ := strings.Cut(list, " ")
		if first == word {
			return true
		}
		list = rest
	}
	return false
}

const (
	topDomains = "com org net edu gov mil int io co ai app dev info biz eu uk de fr es nl pl se dk fi ch pt gr cz ie " +
		"ca mx br ar cl jp cn kr tw hk sg au nz za ru ua tr il ae ly tv cc gl gg fm xyz tech online site store shop " +
		"blog news cloud agency health finance capital fund bank careers jobs work page link club life world email live"
	wordDomains = "in is it me to us at be no so am my do id as"
)
