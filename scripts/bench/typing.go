package main

import "context"

// spread is how single measurements of one thing lie.
type spread struct{ P50, P99 float64 }

// measureTyping types into a long draft in a page, with the extension and without it.
func measureTyping(ctx context.Context) ([]row, error) {
	var told struct{ Thread, Own, Plain, Paint, Frame spread }
	if err := inNode(ctx, "typing", task{}, &told); err != nil {
		return nil, err
	}
	const (
		keystroke = "main thread for a keystroke at 3000 chars"
		without   = "the page without the extension"
		frame     = "a frame of 16 ms"
	)
	return []row{
		less(keystroke+", p50", "ms", told.Thread.P50, without, told.Plain.P50),
		less(keystroke+", p99", "ms", told.Thread.P99, without, told.Plain.P99),
		less(keystroke+", the extension's scripts, p50", "ms", told.Own.P50, frame, frameMs),
		less(keystroke+", the extension's scripts, p99", "ms", told.Own.P99, frame, frameMs),
		less("keystroke to underline at 3000 chars, p50", "ms", told.Paint.P50, "the page's own next frame", told.Frame.P50),
	}, nil
}

// frameMs is a frame of a screen that draws sixty a second.
const frameMs = 16.0
