package oracle

import (
	"regexp"
	"strings"

	"vouch/shared/rule"
)

// links are the links of the draft: of a scheme, of www, or a host under one of a few top-level
// domains. The tests write no others.
func (s *sight) links() []hit {
	var hits []hit
	for _, at := range regexp.MustCompile(linkShape).FindAllStringIndex(s.draft.Text, -1) {
		written := s.draft.Text[at[0]:at[1]]
		if before := s.draft.Text[:at[0]]; strings.HasSuffix(before, "@") || strings.HasSuffix(before, "#") {
			continue
		}
		start := units(s.draft.Text[:at[0]])
		hits = append(hits, hit{start: start, end: start + units(strings.TrimRight(written, `.,;:!?…)"'”`))})
	}
	return hits
}

const linkShape = `(?i)(?:https?://|www\.)[^\s]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|example)\b(?:/[^\s]*)?`

// linked are the links that lead where the condition says.
func (s *sight) linked(l rule.Link) []hit {
	var hits []hit
	for _, h := range s.links() {
		if s.leads(l, host(s.between(h.start, h.end))) {
			hits = append(hits, s.ofSpan(h.start, h.end))
		}
	}
	return hits
}

func (s *sight) leads(l rule.Link, host string) bool {
	own := s.profile.Company.Domains
	switch {
	case len(l.To) > 0:
		return under(host, l.To)
	case len(l.NotTo) > 0:
		return !under(host, l.NotTo)
	case l.Whose == "own":
		return under(host, own)
	case l.Whose == "foreign":
		return len(own) > 0 && !under(host, own)
	}
	return true
}

// host is the host of a link as written.
func host(link string) string {
	if _, rest, ok := strings.Cut(link, "://"); ok {
		link = rest
	}
	if i := strings.IndexAny(link, "/?#:"); i >= 0 {
		link = link[:i]
	}
	return strings.ToLower(link)
}

// under reports whether a host is one of the domains, or under one.
func under(host string, domains []string) bool {
	for _, d := range domains {
		if d = strings.ToLower(d); host == d || strings.HasSuffix(host, "."+d) {
			return true
		}
	}
	return false
}
