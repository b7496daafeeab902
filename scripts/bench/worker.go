package main

import "context"

// measureWorker kills the extension's worker and types on: the time until the next finding is
// painted, beside the same worker answering with a fixed finding and no Wasm.
func measureWorker(ctx context.Context) ([]row, error) {
	var told struct{ Vouch, Fixed float64 }
	if err := inNode(ctx, "worker", task{}, &told); err != nil {
		return nil, err
	}
	return []row{less("worker killed to finding painted", "ms", told.Vouch, "the same worker, a fixed finding", told.Fixed)}, nil
}
