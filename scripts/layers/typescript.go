package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// folder is one room of the extension: the rooms and packages it may import, and whether it may
// speak to the browser through chrome.*.
type folder struct {
	name     string
	may      []string
	packages []string
	chrome   bool
}

// folders is the house of the extension, bottom up.
func folders() []folder {
	return []folder{
		// The client that the OpenAPI document types; nothing else of others ships.
		{name: "wire", packages: []string{"openapi-fetch"}},
		// The one door to chrome.i18n; of the messages it takes the names alone, as types.
		{name: "words", may: []string{"_locales"}, chrome: true},
		{name: "store", may: []string{"wire"}, chrome: true},
		{name: "checker", may: []string{"wire"}},
		{name: "courier", may: []string{"wire"}},
		{name: "linkedin", may: []string{"wire"}},
		{name: "marks", may: []string{"wire"}},
		{name: "content", may: []string{"wire", "words", "store", "linkedin", "marks"}, chrome: true},
		{name: "background", may: []string{"wire", "words", "store", "checker", "courier"}, chrome: true},
		{name: "panel", may: []string{"wire", "words", "store"}, chrome: true},
		{name: "popup", may: []string{"wire", "words", "store", "panel"}, chrome: true},
		{name: "options", may: []string{"wire", "words", "store", "panel"}, chrome: true},
	}
}

// pageWords occur in LinkedIn's markup and in nothing of ours: outside extension/linkedin they
// are knowledge in the wrong place, which dies unseen when LinkedIn changes.
func pageWords() []string {
	return []string{
		"artdeco", "comments-comment", "componentkey", "data-sdui", "data-test-", "feed-shared",
		"interop-outlet", "interop-shadowdom", "msg-form", "ql-clipboard", "ql-editor",
		"share-actions", "share-box", "share-creation", "sharebox", "update-components",
	}
}

// script is one TypeScript file that ships, its comments blanked.
type script struct {
	path string // below extension/
	code string
}

func (s script) room() string { first, _, _ := strings.Cut(s.path, "/"); return first }

// readScripts reads what ships: no tests, fixtures, configuration or declarations.
func readScripts(root string) ([]script, error) {
	var scripts []script
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains([]string{"node_modules", "dist", "e2e", "e2e-firefox", "fixtures", "bench"}, d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(file, ".ts") || strings.HasSuffix(file, ".test.ts") || strings.HasSuffix(file, ".fixture.ts") ||
			strings.HasSuffix(file, ".config.ts") || strings.HasSuffix(file, ".d.ts") {
			return nil
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(root, file)
		scripts = append(scripts, script{filepath.ToSlash(below), uncomment(string(data))})
		return err
	})
	return scripts, err
}

func holdScripts(scripts []script) []string {
	var breaches []string
	for _, s := range scripts {
		i := slices.IndexFunc(folders(), func(f folder) bool { return f.name == s.room() })
		if i < 0 {
			breaches = append(breaches, fmt.Sprintf("extension/%s is in no room of the house: give its folder a line in folders()", s.path))
			continue
		}
		for _, why := range s.against(folders()[i]) {
			breaches = append(breaches, fmt.Sprintf("extension/%s %s", s.path, why))
		}
	}
	return breaches
}

// against returns how s breaks the law of its room.
func (s script) against(home folder) []string {
	var breaches []string
	for _, imp := range s.imports() {
		room, _, _ := strings.Cut(path.Join(path.Dir(s.path), imp), "/")
		switch {
		case !strings.HasPrefix(imp, "."):
			if !slices.Contains(home.packages, imp) {
				breaches = append(breaches, "imports "+imp+": the table lets "+home.name+" ship no such package")
			}
		case room != home.name && !slices.Contains(home.may, room):
			breaches = append(breaches, "imports "+imp+": the table does not let "+home.name+" see "+room)
		}
	}
	if !home.chrome && chromeCall().MatchString(s.code) {
		breaches = append(breaches, "uses chrome.*: "+home.name+" takes what it needs as arguments, so that it runs in tests and on any page")
	}
	if home.name != "linkedin" {
		for _, word := range pageWords() {
			if strings.Contains(s.code, word) {
				breaches = append(breaches, "says "+word+": only extension/linkedin knows LinkedIn's markup")
			}
		}
	}
	return breaches
}

func chromeCall() *regexp.Regexp { return regexp.MustCompile(`(^|[^.\w])chrome\??\.`) }

func (s script) imports() []string {
	importing := regexp.MustCompile(`(?m)^\s*(?:import|export)\s[^"'=(;]*?\bfrom\s+["']([^"']+)["']|` +
		`^\s*import\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']`)
	var found []string
	for _, m := range importing.FindAllStringSubmatch(s.code, -1) {
		found = append(found, m[1]+m[2]+m[3])
	}
	return found
}

// uncomment drops comments, of both kinds, outside of strings. A regular expression that holds
// a quote or two slashes could mislead it; then it drops too little or too much of one line.
func uncomment(code string) string {
	pattern := regexp.MustCompile("\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|`(?:\\\\.|[^`\\\\])*`|//[^\n]*|(?s:/\\*.*?\\*/)")
	return pattern.ReplaceAllStringFunc(code, func(part string) string {
		if strings.HasPrefix(part, "//") || strings.HasPrefix(part, "/*") {
			return ""
		}
		return part
	})
}
