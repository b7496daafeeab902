package rule

import (
	"fmt"
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

func (r *reader) text(to *string) read {
	return func(n *yaml.Node, path string) {
		if s, ok := r.scalar(n, path); ok {
			*to = strings.TrimSpace(s)
			if *to == "" {
				r.at(n, path, "is empty")
			}
		}
	}
}

func (r *reader) flag(to *bool) read {
	return func(n *yaml.Node, path string) {
		if !r.kind(n, path, yaml.ScalarNode) {
			return
		}
		if n.Tag != "!!bool" {
			r.at(n, path, fmt.Sprintf("true or false is expected here, not %q", n.Value))
			return
		}
		*to = strings.EqualFold(n.Value, "true")
	}
}

func (r *reader) number(to *int, low, high int) read {
	return func(n *yaml.Node, path string) {
		if !r.kind(n, path, yaml.ScalarNode) {
			return
		}
		v, err := strconv.Atoi(n.Value)
		if err != nil || v < low || v > high {
			r.at(n, path, fmt.Sprintf("a whole number from %d to %d is expected here, not %q", low, high, n.Value))
			return
		}
		*to = v
	}
}

func (r *reader) date(to *string) read {
	return func(n *yaml.Node, path string) {
		s, ok := r.scalar(n, path)
		if !ok {
			return
		}
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			r.at(n, path, fmt.Sprintf("%q is no day; write it as 2026-11-21", s))
			return
		}
		*to = s
	}
}

func (r *reader) choice(to *string, known ...string) read {
	return func(n *yaml.Node, path string) {
		s, ok := r.scalar(n, path)
		if !ok {
			return
		}
		if !slices.Contains(known, s) {
			r.near(n, path, fmt.Sprintf("%q is none of %s", s, strings.Join(known, ", ")), nearest(s, known))
			return
		}
		*to = s
	}
}

func (r *reader) choices(to *[]string, known ...string) read {
	return func(n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, path string) {
			var one string
			if r.choice(&one, known...)(n, path); one != "" {
				*to = append(*to, one)
			}
		})
	}
}

func (r *reader) texts(to *[]string) read {
	return func(n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, path string) {
			var one string
			if r.text(&one)(n, path); one != "" {
				*to = append(*to, one)
			}
		})
	}
}
