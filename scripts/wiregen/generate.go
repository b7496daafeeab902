package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

const header = `// Generated from shared/wire by scripts/wiregen. Do not edit: change the Go types and run
// "go run ./scripts/wiregen".
`

// generate reads the Go files of dir in the order of their names and returns TypeScript.
func generate(dir string) ([]byte, error) {
	files, err := parse(dir)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBufferString(header)
	unions := unionsOf(files)
	for _, file := range files {
		for _, spec := range typesOf(file) {
			if err := write(out, spec, unions); err != nil {
				return nil, err
			}
		}
	}
	return out.Bytes(), nil
}

func parse(dir string) ([]*ast.File, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	set := token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

// declared is a type with the comment that stands above it.
type declared struct {
	*ast.TypeSpec
	doc string
}

func typesOf(file *ast.File) []declared {
	var found []declared
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.TYPE {
			continue
		}
		for _, spec := range group.Specs {
			if spec := spec.(*ast.TypeSpec); spec.Name.IsExported() {
				found = append(found, declared{spec, group.Doc.Text()})
			}
		}
	}
	return found
}

// unionsOf collects the string constants of every named type.
func unionsOf(files []*ast.File) map[string][]string {
	unions := map[string][]string{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			name, named := spec.Type.(*ast.Ident)
			value, literal := spec.Values[0].(*ast.BasicLit)
			if named && literal && value.Kind == token.STRING {
				unions[name.Name] = append(unions[name.Name], value.Value)
			}
			return true
		})
	}
	return unions
}

// write emits one type; a struct without json tags does not cross as JSON and is left out.
func write(out *bytes.Buffer, spec declared, unions map[string][]string) error {
	switch kind := spec.Type.(type) {
	case *ast.Ident:
		values := unions[spec.Name.Name]
		if kind.Name != "string" || len(values) == 0 {
			return fmt.Errorf("%s: only string types with constants can cross", spec.Name.Name)
		}
		comment(out, "", spec.doc)
		fmt.Fprintf(out, "export type %s = %s;\n", spec.Name.Name, strings.Join(values, " | "))
		return nil
	case *ast.StructType:
		if !tagged(kind) {
			return nil
		}
		comment(out, "", spec.doc)
		return writeStruct(out, spec.Name.Name, kind)
	}
	return fmt.Errorf("%s: neither a struct nor a string type", spec.Name.Name)
}

func tagged(s *ast.StructType) bool {
	return slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool { return f.Tag != nil })
}

func writeStruct(out *bytes.Buffer, name string, s *ast.StructType) error {
	fmt.Fprintf(out, "export interface %s {\n", name)
	for _, field := range s.Fields.List {
		key, optional, err := keyOf(field)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		kind, err := typeOf(field.Type)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", name, key, err)
		}
		comment(out, "  ", field.Doc.Text()+field.Comment.Text())
		mark := ""
		if optional {
			mark = "?"
		}
		fmt.Fprintf(out, "  %s%s: %s;\n", key, mark, kind)
	}
	out.WriteString("}\n")
	return nil
}

func keyOf(field *ast.Field) (key string, optional bool, err error) {
	if field.Tag == nil {
		return "", false, fmt.Errorf("a field without a json tag")
	}
	tag, err := strconv.Unquote(field.Tag.Value)
	if err != nil {
		return "", false, err
	}
	key, options, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
	if key == "" || key == "-" {
		return "", false, fmt.Errorf("a field without a json name")
	}
	return key, strings.Contains(options, "omitempty"), nil
}

func typeOf(expr ast.Expr) (string, error) {
	switch t := expr.(type) {
	case *ast.StarExpr:
		return typeOf(t.X)
	case *ast.ArrayType:
		item, err := typeOf(t.Elt)
		return item + "[]", err
	case *ast.Ident:
		switch t.Name {
		case "string":
			return "string", nil
		case "bool":
			return "boolean", nil
		case "int", "int64", "float64":
			return "number", nil
		}
		if t.IsExported() {
			return t.Name, nil
		}
	}
	return "", fmt.Errorf("a type that JSON cannot carry here")
}

func comment(out *bytes.Buffer, indent, text string) {
	text = strings.TrimSpace(text)
	if indent == "" {
		out.WriteByte('\n')
	}
	if text == "" {
		return
	}
	fmt.Fprintf(out, "%s/** %s */\n", indent, strings.ReplaceAll(text, "\n", "\n"+indent+" * "))
}
