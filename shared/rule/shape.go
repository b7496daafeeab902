package rule

import (
	"encoding/json"
	"fmt"
)

// shape is what the parser takes for a value, in the words of JSON Schema (draft 2020-12).
type shape struct {
	Schema      string            `json:"$schema,omitempty"`
	Ref         string            `json:"$ref,omitempty"`
	Title       string            `json:"title,omitempty"`
	Description string            `json:"description,omitempty"`
	Type        any               `json:"type,omitempty"` // a name or a list of names
	Enum        []string          `json:"enum,omitempty"`
	Const       any               `json:"const,omitempty"`
	Pattern     string            `json:"pattern,omitempty"`
	MaxLength   int               `json:"maxLength,omitempty"`
	Minimum     *int              `json:"minimum,omitempty"`
	Maximum     *int              `json:"maximum,omitempty"`
	Items       *shape            `json:"items,omitempty"`
	MinItems    int               `json:"minItems,omitempty"`
	MaxItems    int               `json:"maxItems,omitempty"`
	Required    []string          `json:"required,omitempty"`
	Properties  map[string]*shape `json:"properties,omitempty"`
	Names       *shape            `json:"propertyNames,omitempty"`
	Additional  any               `json:"additionalProperties,omitempty"` // false or a shape
	AnyOf       []*shape          `json:"anyOf,omitempty"`
	OneOf       []*shape          `json:"oneOf,omitempty"`
	Defs        map[string]*shape `json:"$defs,omitempty"`
}

// sketch gathers the shapes of the records that have been described, by their names.
type sketch map[string]*shape

// record describes a mapping once and refers to it wherever it stands again: conditions hold
// conditions.
func (s sketch) record(name string, open func() record) *shape {
	ref := &shape{Ref: "#/$defs/" + name}
	if s[name] != nil {
		return ref
	}
	out := &shape{Type: "object", Additional: false, Properties: map[string]*shape{}}
	s[name] = out
	rec := open()
	for _, k := range rec.keys {
		value := *k.shape(s)
		value.Description = k.doc
		out.Properties[k.name] = &value
		if k.needed {
			out.Required = append(out.Required, k.name)
		}
	}
	for _, name := range rec.one {
		out.OneOf = append(out.OneOf, &shape{Required: []string{name}})
	}
	return ref
}

// schema is the document that editors read.
func schema(title, name string, root field) []byte {
	s := sketch{}
	root.shape(s)
	out := *s[name]
	delete(s, name)
	out.Schema, out.Title, out.Defs = "https://json-schema.org/draft/2020-12/schema", title, s
	text, err := json.MarshalIndent(&out, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("a shape has nothing that JSON could not hold: %v", err))
	}
	return append(text, '\n')
}

// PackSchema is the JSON Schema of a pack, made from the tables that Parse reads by.
func PackSchema() []byte {
	p := packReader{pack: &Pack{}}
	return schema("Vouch rule pack", "pack", p.whole())
}

// ProfileSchema is the JSON Schema of a profile, made from the tables that ParseProfile reads by.
func ProfileSchema() []byte {
	r := reader{}
	return schema("Vouch workspace profile", "profile", r.profile(&Profile{}))
}
