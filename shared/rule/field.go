package rule

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// field reads one value of a file into the Go value it was made for, and knows the shape of
// what it reads: what the parser takes and what the schema for editors says is one table.
type field struct {
	read  func(n *yaml.Node, path string) // path names the node in problems
	shape func(sketch) *shape
}

// key is one line of a record's table.
type key struct {
	name   string
	needed bool
	field
	doc string // what an editor shows beside the key
}

func need(name string, f field, doc string) key { return key{name, true, f, doc} }
func may(name string, f field, doc string) key  { return key{name, false, f, doc} }

// record is a mapping with known keys. open makes one for every reading, bound to a fresh value.
type record struct {
	keys []key
	one  []string // exactly one of these keys must be there
	what string   // how a problem calls the record: "a condition"
	done func(n *yaml.Node, path string, seen map[string]*yaml.Node)
}

// record is the field of a mapping. name is what the schema calls it.
func (r *reader) record(name string, open func() record) field {
	return field{
		read: func(n *yaml.Node, path string) {
			if !r.kind(n, path, yaml.MappingNode) {
				return
			}
			rec := open()
			seen := r.object(n, path, rec.keys)
			r.exactlyOne(n, path, rec, seen)
			if rec.done != nil {
				rec.done(n, path, seen)
			}
		},
		shape: func(s sketch) *shape { return s.record(name, open) },
	}
}

// object reads a mapping by its table and returns the keys' nodes that were there. Unknown and
// repeated keys are problems, and so are missing ones.
func (r *reader) object(n *yaml.Node, path string, table []key) map[string]*yaml.Node {
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		at := slices.IndexFunc(table, func(k key) bool { return k.name == name.Value })
		switch {
		case name.Kind != yaml.ScalarNode || at < 0:
			r.near(name, join(path, name.Value), fmt.Sprintf("there is no key %q here", name.Value), nearest(name.Value, names(table)))
		case seen[name.Value] != nil:
			r.at(name, join(path, name.Value), "this key stands here twice")
		default:
			seen[name.Value] = name
			table[at].read(value, join(path, name.Value))
		}
	}
	for _, k := range table {
		if k.needed && seen[k.name] == nil {
			r.at(n, join(path, k.name), "is missing")
		}
	}
	return seen
}

func names(table []key) []string {
	all := make([]string, len(table))
	for i, k := range table {
		all[i] = k.name
	}
	slices.Sort(all)
	return all
}

// exactlyOne notes a record that has none or several of those keys of which it needs one.
func (r *reader) exactlyOne(n *yaml.Node, path string, rec record, seen map[string]*yaml.Node) {
	if len(rec.one) == 0 {
		return
	}
	count := 0
	for _, name := range rec.one {
		if seen[name] != nil {
			count++
		}
	}
	if count != 1 {
		r.at(n, path, fmt.Sprintf("%s has exactly one of %s; this one has %d", rec.what, strings.Join(rec.one, ", "), count))
	}
}

// list is the field of a sequence of at least one and at most so many items.
func list[T any](r *reader, to *[]T, most int, item func(*T) field) field {
	return field{
		read: func(n *yaml.Node, path string) {
			if !r.kind(n, path, yaml.SequenceNode) || !r.notTooMany(n, path, most) {
				return
			}
			for i, child := range n.Content {
				var one T
				item(&one).read(child, fmt.Sprintf("%s[%d]", path, i))
				*to = append(*to, one)
			}
		},
		shape: func(s sketch) *shape {
			var one T
			return &shape{Type: "array", Items: item(&one).shape(s), MaxItems: most}
		},
	}
}

func (r *reader) notTooMany(n *yaml.Node, path string, most int) bool {
	if len(n.Content) <= most {
		return true
	}
	r.at(n, path, fmt.Sprintf("the list has %d entries; the limit is %d", len(n.Content), most))
	return false
}

// filled is a list that must not be empty.
func (r *reader) filled(f field, otherwise string) field {
	return field{
		read: func(n *yaml.Node, path string) {
			f.read(n, path)
			if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
				r.at(n, path, otherwise)
			}
		},
		shape: func(s sketch) *shape {
			out := *f.shape(s)
			out.MinItems = 1
			return &out
		},
	}
}

// entries is a mapping whose keys are the author's own names; allowed notes what is wrong with
// one, and names says the same to editors.
func entries[T any](r *reader, to *map[string]T, names *shape, allowed func(key *yaml.Node, path string) bool, each func(key *yaml.Node, to *T) field) field {
	return field{
		read: func(n *yaml.Node, path string) {
			*to = map[string]T{}
			if !r.kind(n, path, yaml.MappingNode) || !r.notTooMany(n, path, 2*MaxEntries) {
				return
			}
			for i := 0; i+1 < len(n.Content); i += 2 {
				key, value := n.Content[i], n.Content[i+1]
				at := join(path, key.Value)
				if _, twice := (*to)[key.Value]; twice {
					r.at(key, at, "this key stands here twice")
					continue
				}
				var one T
				if allowed(key, at) {
					each(key, &one).read(value, at)
				}
				(*to)[key.Value] = one
			}
		},
		shape: func(s sketch) *shape {
			var one T
			return &shape{Type: "object", Names: names, Additional: each(&yaml.Node{}, &one).shape(s)}
		},
	}
}

// byKind reads a value of one kind in one way and every other in another.
func byKind(kind yaml.Kind, is, otherwise field) field {
	return field{
		read: func(n *yaml.Node, path string) {
			if n.Kind == kind {
				is.read(n, path)
				return
			}
			otherwise.read(n, path)
		},
		shape: func(s sketch) *shape { return &shape{AnyOf: []*shape{is.shape(s), otherwise.shape(s)}} },
	}
}

// checked reads as f does and then lets judge look at what was read.
func checked(f field, judge func(n *yaml.Node, path string)) field {
	return field{
		read: func(n *yaml.Node, path string) {
			f.read(n, path)
			judge(n, path)
		},
		shape: f.shape,
	}
}
