package surfaces

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"vouch/extension/linkedin"
)

func shipped(t *testing.T) Surfaces {
	t.Helper()
	s, err := Read(linkedin.Surfaces, Surfaces{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheShippedFileIsReadAndNamesEveryPlaceInTenLanguages(t *testing.T) {
	s := shipped(t)
	for _, name := range PlaceNames() {
		p, ok := s.Places[name]
		if !ok {
			t.Errorf("%s is missing", name)
		}
		for _, labels := range []Labels{p.Labels, p.Send.Labels} {
			if len(labels) != 0 && len(labels) != 10 && name != Article {
				t.Errorf("%s has labels in %d languages", name, len(labels))
			}
		}
	}
}

func TestSelectorsOfTheGrammarAndNoOthers(t *testing.T) {
	data, err := os.ReadFile("testdata/selectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases struct{ Good, Bad []string }
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	is := isSelector()
	for _, each := range cases.Good {
		if !is(each) {
			t.Errorf("%q is refused", each)
		}
	}
	for _, each := range cases.Bad {
		if is(each) {
			t.Errorf("%q is taken", each)
		}
	}
}

func TestAPartTakesTheRestFromTheBase(t *testing.T) {
	base := shipped(t)
	s, err := Read([]byte(`{"format": 1, "places": {"postbox": {"structure": [".x"]}}}`), base)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Places[Postbox]; len(got.Structure) != 1 || len(got.Keys) != 0 {
		t.Errorf("the place is not taken as a whole: %+v", got)
	}
	if len(s.Places[Comment].Structure) == 0 || len(s.Editors.Rich) == 0 {
		t.Error("what is left out is not as in the base")
	}
	if len(base.Places[Postbox].Structure) < 2 {
		t.Error("the base was changed")
	}
}

func TestAFaultIsToldAtItsLineAndField(t *testing.T) {
	for _, c := range []struct {
		name, text, field, reason string
		line                      int
	}{
		{"not JSON", "{\n  nope", "", "invalid character", 2},
		{"ends early", "{\n  \"format\": 1", "", "ends too early", 2},
		{"more than one value", `{"format": 1} {}`, "", "nothing may follow", 1},
		{"no format", `{}`, "format", "is missing", 1},
		{"another format", `{"format": 2}`, "format", "format 1", 1},
		{"an unknown key", "{\"format\": 1,\n\"place\": {}}", "place", "no such key", 2},
		{"an unknown place", "{\"format\": 1, \"places\": {\n\"postbax\": {}}}", "places.postbax", "no such key", 2},
		{"a key twice", "{\"format\": 1,\n\"format\": 1}", "", "twice", 2},
		{"a hostile selector", "{\"format\": 1, \"places\": {\"postbox\": {\"keys\": [\n\"[a]\",\n\"a:has(:has(b))\"]}}}", "places.postbox.keys[1]", "plain selector", 3},
		{"a number", `{"format": 1, "editors": {"rich": [7]}}`, "editors.rich[0]", "plain selector", 1},
		{"no list", `{"format": 1, "editors": {"rich": "a"}}`, "editors.rich", "list", 1},
		{"too many", `{"format": 1, "editors": {"rich": [` + strings.Repeat(`"a",`, 30) + `"a"]}}`, "editors.rich", "at most 24", 1},
		{"no language", `{"format": 1, "places": {"comment": {"labels": {"english": []}}}}`, "places.comment.labels.english", "two letters", 1},
		{"an empty label", `{"format": 1, "places": {"comment": {"labels": {"en": [" "]}}}}`, "places.comment.labels.en[0]", "label", 1},
		{"an address elsewhere", `{"format": 1, "places": {"message": {"address": ["https://acme.example"]}}}`, "places.message.address[0]", "path", 1},
		{"too long", `{"format": 1, "places": {"comment": {}}}` + strings.Repeat(" ", MaxBytes), "", "longer than", 1},
		{"too deep", strings.Repeat("[", 50), "", "too deep", 1},
	} {
		_, err := Read([]byte(c.text), Surfaces{})
		var problems Problems
		if !errors.As(err, &problems) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		p := problems[0]
		if p.Line != c.line || p.Field != c.field || !strings.Contains(p.Reason, c.reason) {
			t.Errorf("%s: %+v", c.name, p)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"format": 1, "places": {"comment": {"labels": {"en": ["a"]}}}}`))
	f.Add(linkedin.Surfaces)
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Read(data, Surfaces{}); err != nil {
			var problems Problems
			if !errors.As(err, &problems) || len(problems) == 0 {
				t.Fatalf("%v is no list of problems", err)
			}
		}
	})
}
