package rule

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// scalar returns a text value; false, with the problem noted, for anything that is none.
func (r *reader) scalar(n *yaml.Node, path string) (string, bool) {
	if !r.kind(n, path, yaml.ScalarNode) {
		return "", false
	}
	switch n.Tag {
	case "!!str", "!!int", "!!float", "!!timestamp":
		return n.Value, true
	}
	r.at(n, path, fmt.Sprintf("text is expected here; put %q in quotation marks if it is meant as text", n.Value))
	return "", false
}

// word is the shape of a text: YAML reads 401 and 1.5 as numbers, and they are texts too.
func word(longest int) *shape { return &shape{Type: []string{"string", "number"}, MaxLength: longest} }

func fixed(out *shape) func(sketch) *shape {
	return func(sketch) *shape { return out }
}

func (r *reader) text(to *string) field { return r.textUpTo(to, MaxText) }

// textUpTo reads a text of at most so many bytes, without the blanks around it.
func (r *reader) textUpTo(to *string, longest int) field {
	return field{
		read: func(n *yaml.Node, path string) {
			s, ok := r.scalar(n, path)
			if !ok {
				return
			}
			if s = strings.TrimSpace(s); s == "" {
				r.at(n, path, "is empty")
				return
			}
			if len(s) > longest {
				r.at(n, path, fmt.Sprintf("the text has %d bytes; the limit is %d", len(s), longest))
				return
			}
			*to = s
		},
		shape: fixed(word(longest)),
	}
}

func (r *reader) flag(to *bool) field {
	return field{
		read: func(n *yaml.Node, path string) {
			if !r.kind(n, path, yaml.ScalarNode) {
				return
			}
			if n.Tag != "!!bool" {
				r.at(n, path, fmt.Sprintf("true or false is expected here, not %q", n.Value))
				return
			}
			*to = strings.EqualFold(n.Value, "true")
		},
		shape: fixed(&shape{Type: "boolean"}),
	}
}

// yes reads a key that can only be true: its absence says the rest.
func (r *reader) yes(to *bool) field {
	f := checked(r.flag(to), func(n *yaml.Node, path string) {
		if n.Tag == "!!bool" && !*to {
			r.at(n, path, "is true or not there")
		}
	})
	f.shape = fixed(&shape{Const: true})
	return f
}

func (r *reader) number(to *int, low, high int) field {
	return field{
		read: func(n *yaml.Node, path string) {
			if !r.kind(n, path, yaml.ScalarNode) {
				return
			}
			v, err := strconv.Atoi(n.Value)
			if err != nil || v < low || v > high {
				r.at(n, path, fmt.Sprintf("a whole number from %d to %d is expected here, not %q", low, high, n.Value))
				return
			}
			*to = v
		},
		shape: fixed(&shape{Type: "integer", Minimum: &low, Maximum: &high}),
	}
}

// bound is a number whose absence means something else than 0.
func (r *reader) bound(to **int, low, high int) field {
	var v int
	return checked(r.number(&v, low, high), func(*yaml.Node, string) { *to = &v })
}

func (r *reader) date(to *string) field {
	return field{
		read: func(n *yaml.Node, path string) {
			s, ok := r.scalar(n, path)
			if !ok {
				return
			}
			if _, err := time.Parse(time.DateOnly, s); err != nil {
				r.at(n, path, fmt.Sprintf("%q is no day; write it as 2026-11-21", s))
				return
			}
			*to = s
		},
		shape: fixed(&shape{Type: "string", Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`}),
	}
}

func (r *reader) choice(to *string, known ...string) field {
	return field{
		read: func(n *yaml.Node, path string) {
			s, ok := r.scalar(n, path)
			if !ok {
				return
			}
			if !slices.Contains(known, s) {
				r.near(n, path, fmt.Sprintf("%q is none of %s", s, strings.Join(known, ", ")), nearest(s, known))
				return
			}
			*to = s
		},
		shape: fixed(&shape{Enum: known}),
	}
}

// named reads a text of a given shape.
func (r *reader) named(to *string, pattern *regexp.Regexp, hint string) field {
	return field{
		read: func(n *yaml.Node, path string) {
			s, ok := r.scalar(n, path)
			if !ok {
				return
			}
			if !pattern.MatchString(s) {
				r.at(n, path, fmt.Sprintf("%q: %s", s, hint))
				return
			}
			*to = s
		},
		shape: fixed(&shape{Type: "string", Pattern: pattern.String()}),
	}
}

func (r *reader) choices(to *[]string, known ...string) field {
	return list(r, to, len(known), func(to *string) field { return r.choice(to, known...) })
}

func (r *reader) texts(to *[]string) field { return list(r, to, MaxEntries, r.text) }

func (r *reader) url(to *string) field {
	return r.named(to, httpsAddress, "this is no https address")
}

func (r *reader) domains(to *[]string) field {
	return list(r, to, MaxEntries, func(to *string) field {
		return r.named(to, domain, "a domain is written as g2.com: small letters, without https:// and without a path")
	})
}

func (r *reader) jurisdictions(to *[]string) field {
	return list(r, to, MaxEntries, func(to *string) field {
		return r.named(to, jurisdiction, "a jurisdiction is written as us, uk, eu or us-co")
	})
}
