package main

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"
)

func TestTheHouseKeepsItsLaw(t *testing.T) {
	t.Chdir("../..")
	breaches, err := inspect()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range breaches {
		t.Error(b)
	}
}

func TestImports(t *testing.T) {
	cases := []struct {
		name, pkg, imp string
		want           string // part of the breach; "" is lawful
	}{
		{"a room upstairs", "shared/text", "vouch/shared/rule", "does not let it"},
		{"a room it may see", "shared/compile", "vouch/shared/rule", ""},
		{"a whole floor", "server/api", "vouch/server/points", ""},
		{"sideways", "server/points", "vouch/server/links", "does not let it"},
		{"a module not given", "server/points", "github.com/redis/go-redis/v9", "module of others"},
		{"a module given, a package below it", "server/web", "github.com/labstack/echo/v4/middleware", ""},
		{"files", "shared/check", "os", "no file"},
		{"below a banned package", "shared/check", "os/exec", "no file"},
		{"the exception", "shared/client", "net/http", ""},
		{"everybody else", "shared/seal", "net/http", "only the sync exchange"},
		{"a name that merely begins alike", "shared/seal", "ossify", ""},
		{"an unknown room", "server/cellar", "fmt", "no room of the house"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			found := holdImports([]pkg{{c.pkg, []string{c.imp}}}, rooms(), bans())
			expect(t, found, c.want)
		})
	}
}

func TestLinks(t *testing.T) {
	checker := shippedPrograms()[0]
	expect(t, holdLinked(checker, []string{"vouch/shared/check", "strconv"}), "")
	expect(t, holdLinked(checker, []string{"net/textproto"}), "no network")
	expect(t, holdLinked(checker, []string{"vouch/shared/rule"}), "YAML")
}

func TestPurity(t *testing.T) {
	cases := []struct{ name, body, want string }{
		{"reading a table", `_ = table[0]`, ""},
		{"writing to it", `table[0] = 1`, "variable table"},
		{"replacing it", `table = nil`, "variable table"},
		{"counting", `count++`, "variable count"},
		{"an address", `p := &count; _ = p`, "variable count"},
		{"a field", `box.n = 1`, "variable box"},
		{"a method that changes", `box.set()`, "variable box"},
		{"a method that reads", `box.get()`, ""},
		{"a lock", `lock.Lock()`, "variable lock"},
		{"deleting", `delete(index, 1)`, "variable index"},
		{"a local of the same name", `count := 0; count++`, ""},
		{"the clock", `_ = time.Now()`, "time.Now"},
		{"waiting", `time.Sleep(0)`, "time.Sleep"},
		{"a method named like one", `_ = time.Time{}.After(time.Time{})`, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			fset := token.NewFileSet()
			source := `package p
			import ("sync"; "time")
			type thing struct{ n int }
			func (t *thing) set() { t.n = 1 }
			func (t thing) get() int { return t.n }
			var table = []int{1}
			var index = map[int]int{}
			var count int
			var box thing
			var lock sync.Mutex
			var _ time.Time
			func f() { ` + c.body + ` }`
			file, err := parser.ParseFile(fset, "p.go", source, 0)
			if err != nil {
				t.Fatal(err)
			}
			info := &types.Info{Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
			if _, err := (&types.Config{Importer: importer.ForCompiler(fset, "source", nil)}).Check("p", fset, []*ast.File{file}, info); err != nil {
				t.Fatal(err)
			}
			expect(t, impurities(fset, []*ast.File{file}, info), c.want)
		})
	}
}

func TestTypeScript(t *testing.T) {
	cases := []struct{ name, path, code, want string }{
		{"a room below", "content/main.ts", `import { paint } from "../marks/paint.ts";`, ""},
		{"a room upstairs", "marks/paint.ts", `import { x } from "../content/main.ts";`, "does not let marks see content"},
		{"over several lines", "marks/paint.ts", "import {\n  x,\n} from \"../content/main.ts\";", "does not let"},
		{"a re-export", "wire/a.ts", `export { x } from "../store/item.ts";`, "does not let"},
		{"a package", "panel/main.ts", `import x from "left-pad";`, "no such package"},
		{"the one package", "wire/api.ts", `import x from "openapi-fetch";`, ""},
		{"the one package elsewhere", "panel/main.ts", `import x from "openapi-fetch";`, "no such package"},
		{"the browser where it belongs", "background/main.ts", `chrome.alarms.create("sync");`, ""},
		{"the browser in a pure room", "marks/paint.ts", `chrome.runtime.id;`, "takes what it needs"},
		{"a word that ends alike", "marks/paint.ts", `my.chrome.x; xchrome.y;`, ""},
		{"markup in its room", "linkedin/classic.ts", `const editor = ".ql-editor";`, ""},
		{"markup elsewhere", "content/main.ts", `const editor = ".ql-editor";`, "only extension/linkedin"},
		{"in a comment", "content/main.ts", "// .ql-editor\n/* chrome.x */\nconst a = \"https://x\";", ""},
		{"a folder of its own", "helpers/x.ts", ``, "in no room"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			expect(t, holdScripts([]script{{c.path, uncomment(c.code)}}), c.want)
		})
	}
}

// expect wants one breach that says want, or none when want is empty.
func expect(t *testing.T, found []string, want string) {
	t.Helper()
	all := strings.Join(found, "\n")
	switch {
	case want == "" && len(found) > 0:
		t.Errorf("lawful, yet: %s", all)
	case want != "" && !strings.Contains(all, want):
		t.Errorf("found %q, want a breach that says %q", all, want)
	}
}
