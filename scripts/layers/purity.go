package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// clockReaders are the functions of package time that read or wait for the clock of the machine.
func clockReaders() []string {
	return []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}
}

// holdPurity returns where shared/ reads a clock or changes a package-level variable. Tables that
// nothing writes to are fine.
func holdPurity() ([]string, error) {
	listed, err := goList(nil, "-export", "-deps", "./shared/...")
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	loader := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		i := slices.IndexFunc(listed, func(l listing) bool { return l.ImportPath == path })
		if i < 0 {
			return nil, fmt.Errorf("%s is not among the dependencies of shared/", path)
		}
		return os.Open(listed[i].Export)
	})
	var breaches []string
	for _, l := range listed {
		if !covers(module+"/shared/...", l.ImportPath) {
			continue
		}
		files, info, err := typed(fset, loader, l)
		if err != nil {
			return nil, err
		}
		breaches = append(breaches, impurities(fset, files, info)...)
	}
	return breaches, nil
}

// typed parses and types the shipped files of one package.
func typed(fset *token.FileSet, loader types.Importer, l listing) ([]*ast.File, *types.Info, error) {
	var files []*ast.File
	for _, name := range l.GoFiles {
		file, err := parser.ParseFile(fset, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, file)
	}
	info := &types.Info{
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	_, err := (&types.Config{Importer: loader}).Check(l.ImportPath, fset, files, info)
	return files, info, err
}

func impurities(fset *token.FileSet, files []*ast.File, info *types.Info) []string {
	var breaches []string
	breach := func(at ast.Node, why string) {
		breaches = append(breaches, fmt.Sprintf("%s: %s", fset.Position(at.Pos()), why))
	}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if name := clockRead(n, info); name != "" {
				breach(n, "time."+name+" reads the machine's clock: take the time as an argument")
			}
			for _, target := range written(n, info) {
				if v := packageVar(target, info); v != nil {
					breach(n, "changes the package-level variable "+v.Name()+": keep state in a value that the caller owns")
				}
			}
			return true
		})
	}
	return breaches
}

func clockRead(n ast.Node, info *types.Info) string {
	id, ok := n.(*ast.Ident)
	if !ok {
		return ""
	}
	f, ok := info.Uses[id].(*types.Func)
	if !ok || f.Pkg() == nil || f.Pkg().Path() != "time" || f.Signature().Recv() != nil {
		return ""
	}
	if !slices.Contains(clockReaders(), f.Name()) {
		return ""
	}
	return f.Name()
}

// written returns what n may write to: assigned, counted up, its address taken (also by a method
// with a pointer receiver), cleared, deleted from or copied into.
func written(n ast.Node, info *types.Info) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		return n.Lhs
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return []ast.Expr{n.X}
		}
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			return []ast.Expr{n.Key, n.Value}
		}
	case *ast.CallExpr:
		return writtenByCall(n, info)
	}
	return nil
}

func writtenByCall(call *ast.CallExpr, info *types.Info) []ast.Expr {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		_, builtin := info.Uses[fun].(*types.Builtin)
		if builtin && slices.Contains([]string{"clear", "delete", "copy"}, fun.Name) {
			return call.Args[:1]
		}
	case *ast.SelectorExpr:
		selection := info.Selections[fun]
		if selection == nil || selection.Kind() != types.MethodVal {
			return nil
		}
		receiver := selection.Obj().(*types.Func).Signature().Recv().Type()
		_, takesPointer := receiver.(*types.Pointer)
		_, holdsPointer := selection.Recv().(*types.Pointer)
		if takesPointer && !holdsPointer {
			return []ast.Expr{fun.X}
		}
	}
	return nil
}

// packageVar is the package-level variable at the root of target (v, v[i], v.f, *v), or nil.
func packageVar(target ast.Expr, info *types.Info) *types.Var {
	for {
		switch t := target.(type) {
		case *ast.ParenExpr:
			target = t.X
		case *ast.IndexExpr:
			target = t.X
		case *ast.StarExpr:
			target = t.X
		case *ast.SelectorExpr:
			target = t.X
		case *ast.Ident:
			v, ok := info.Uses[t].(*types.Var)
			if !ok || v.Parent() == nil || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
				return nil
			}
			return v
		default:
			return nil
		}
	}
}
