package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// pkg is a package of this module and what its shipped files import.
type pkg struct {
	path    string // below the module: "shared/text"
	imports []string
}

// builds are the targets under which files are picked: a package may exist for one alone.
func builds() [][]string {
	return [][]string{
		{"GOOS=linux", "GOARCH=amd64"},
		{"GOOS=wasip1", "GOARCH=wasm"},
		{"GOOS=js", "GOARCH=wasm"},
	}
}

// listPackages unites each package's imports over every target.
func listPackages() ([]pkg, error) {
	byPath := map[string]pkg{}
	for _, env := range builds() {
		listed, err := goList(env, "-e", "./...")
		if err != nil {
			return nil, err
		}
		for _, l := range listed {
			if strings.Contains(l.ImportPath, "/node_modules/") { // what came along with packages of others
				continue
			}
			path := strings.TrimPrefix(strings.TrimPrefix(l.ImportPath, module), "/")
			held := byPath[path]
			held.path = path
			held.imports = append(held.imports, l.Imports...)
			byPath[path] = held
		}
	}
	var all []pkg
	for _, p := range byPath {
		slices.Sort(p.imports)
		p.imports = slices.Compact(p.imports)
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b pkg) int { return strings.Compare(a.path, b.path) })
	return all, nil
}

// holdImports returns the breaches of the table of rooms and of the bans.
func holdImports(packages []pkg, rooms []room, bans []ban) []string {
	var breaches []string
	for _, p := range packages {
		i := slices.IndexFunc(rooms, func(r room) bool { return r.path == p.path })
		if i < 0 {
			breaches = append(breaches, fmt.Sprintf("%s is no room of the house: give it a line in rooms()", p.path))
			continue
		}
		for _, imp := range p.imports {
			if why := refusal(rooms[i], imp, bans); why != "" {
				breaches = append(breaches, fmt.Sprintf("%s imports %s: %s", p.path, imp, why))
			}
		}
	}
	return breaches
}

// refusal says why r may not import imp; "" when it may.
func refusal(r room, imp string, bans []ban) string {
	own, isOwn := strings.CutPrefix(imp, module+"/")
	switch {
	case isOwn && !slices.ContainsFunc(r.may, func(may string) bool { return covers(may, own) }):
		return "the table does not let it"
	case isForeign(imp) && !slices.ContainsFunc(r.outside, func(m string) bool { return covers(m+"/...", imp) }):
		return "a module of others, which the table does not give to this room"
	}
	for _, b := range bans {
		if covers(b.below+"/...", r.path) && covers(b.imp, imp) && !slices.Contains(b.except, r.path) {
			return b.why
		}
	}
	return ""
}

// covers: "a/..." covers a and everything below it, any other pattern itself alone.
func covers(pattern, path string) bool {
	if floor, ok := strings.CutSuffix(pattern, "/..."); ok {
		return path == floor || strings.HasPrefix(path, floor+"/")
	}
	return pattern == path
}

// isForeign: the first element of a module's path has a dot, the standard library's has none.
func isForeign(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return strings.Contains(first, ".")
}

// holdLinked returns the breaches of one shipped program's link bans.
func holdLinked(s shipped, linked []string) []string {
	var breaches []string
	for _, imp := range linked {
		for _, b := range s.without {
			if covers(b.imp, imp) {
				breaches = append(breaches, fmt.Sprintf("%s (%s) links %s: %s", s.program, s.target, imp, b.why))
			}
		}
	}
	return breaches
}

func listLinked(s shipped) ([]string, error) {
	if _, err := os.Stat(s.program); errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s is shipped and not here", s.program)
	}
	listed, err := goList([]string{"GOOS=" + s.target, "GOARCH=" + s.arch}, "-deps", s.program)
	var paths []string
	for _, l := range listed {
		paths = append(paths, l.ImportPath)
	}
	return paths, err
}

type listing struct {
	ImportPath, Dir, Export string
	Imports, GoFiles        []string
}

// goList lists without profiles: they would give packages names of their own for each program.
func goList(env []string, args ...string) ([]listing, error) {
	cmd := exec.CommandContext(context.Background(), "go", append([]string{"list", "-pgo=off", "-json=ImportPath,Dir,Export,Imports,GoFiles"}, args...)...)
	cmd.Env = append(os.Environ(), env...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w\n%s", strings.Join(args, " "), err, complaint.Bytes())
	}
	var all []listing
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listing
		if err := dec.Decode(&l); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
}
