package main

import (
	"context"
	"fmt"
)

func measureBundle(ctx context.Context) ([]row, error) {
	t, err := newTask(oneCase(newLawyer(seed+2).rules(manyPhrases, patterns)))
	if err != nil {
		return nil, err
	}
	var told struct{ Load, Memory float64 }
	if err := inNode(ctx, "bundle", t, &told); err != nil {
		return nil, err
	}
	name := fmt.Sprintf("signed bundle of %d phrases, %d patterns", manyPhrases, patterns)
	return []row{
		less(name+" into a fresh module", "ms", told.Load, "", 0),
		less(name+", memory of the module", "MB", told.Memory/1e6, "", 0),
	}, nil
}
