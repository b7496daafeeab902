package packs_test

import (
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"vouch/shared/packs"
	"vouch/shared/rule"
)

// The schemas beside the packs are what `vouch packs schema` prints.
func TestSchemasAreCurrent(t *testing.T) {
	for name, want := range map[string][]byte{"pack": rule.PackSchema(), "profile": rule.ProfileSchema()} {
		got, err := os.ReadFile(name + ".schema.json")
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s.schema.json differs: renew it with vouch packs schema %s > shared/packs/%s.schema.json", name, name, name)
		}
	}
}

func TestShippedPacksFitTheSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("pack.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, src := range packs.Sources() {
		var doc any
		if err := yaml.Unmarshal(src, &doc); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(withDays(doc)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// withDays writes out the days that YAML reads as points in time.
func withDays(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			v[key] = withDays(inner)
		}
	case []any:
		for i, inner := range v {
			v[i] = withDays(inner)
		}
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return value
}
