package prove

import (
	"errors"
	"io/fs"

	"vouch/shared/surfaces"
	"vouch/shared/wire"
)

// Shipped is what belongs to this version: the surfaces that ship, and the snapshots that prove
// others.
type Shipped struct {
	Surfaces  []byte
	Snapshots fs.FS
}

// File reads a file over what ships and proves it. Problems are told at the file's lines, or, with
// Example set, at the snapshot whose expectation it breaks; none means that it may go live.
func File(name string, data []byte, over Shipped) (Result, []wire.PackProblem, error) {
	base, err := surfaces.Read(over.Surfaces, surfaces.Surfaces{})
	if err != nil {
		return Result{}, nil, err
	}
	s, err := surfaces.Read(data, base)
	if err != nil {
		return Result{}, misread(name, err), nil
	}
	result, err := Against(s, over.Snapshots)
	return result, broken(result), err
}

func misread(name string, err error) (out []wire.PackProblem) {
	found, ok := errors.AsType[surfaces.Problems](err)
	if !ok {
		return []wire.PackProblem{{File: name, Reason: err.Error()}}
	}
	for _, p := range found {
		out = append(out, wire.PackProblem{File: name, Line: p.Line, Field: p.Field, Reason: p.Reason})
	}
	return out
}

func broken(result Result) (out []wire.PackProblem) {
	for _, p := range result.Problems {
		out = append(out, wire.PackProblem{
			File: "snapshots/" + p.Snapshot, Field: p.Place, Reason: p.Reason + ": " + p.Editor, Example: true,
		})
	}
	return out
}
