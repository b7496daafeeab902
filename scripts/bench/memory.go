package main

import "context"

// measureMemory weighs browsers in which the same draft stands, checked and unchecked.
func measureMemory(ctx context.Context) ([]row, error) {
	var told struct {
		With, Without, Harper float64 // all processes; Harper is what it adds
		Worker, Checker, Tab  float64 // inside them
	}
	if err := inNode(ctx, "memory", task{}, &told); err != nil {
		return nil, err
	}
	added := told.With - told.Without
	return []row{
		less("memory of the browser with the extension", "MB", told.With, "the same browser without it", told.Without),
		less("memory that the extension adds to the browser", "MB", added, "harper.js in a worker of the page", told.Harper),
		less("memory of the worker's heap", "MB", told.Worker, "", 0),
		less("memory of the checker's module", "MB", told.Checker, "", 0),
		less("memory of the tab's heap, the page's own in it", "MB", told.Tab, "", 0),
	}, nil
}
