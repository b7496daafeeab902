package activity

import (
	"context"
	"sync/atomic"
	"time"
)

// unhurried makes counting in the background pause after each step (restFor): on one core it would
// take a fifth of it from the answers to clicks, and hold Redis for milliseconds while their
// batches wait. Counts are behind during a rush, and catch up at 15,000 facts a second after it.
// When somebody waits for the counts there are no pauses.
type unhurried struct {
	waiting atomic.Int64  // callers of CatchUp
	hurry   chan struct{} // ends a pause
}

// restFor is four to eight times as long as a step of stepFacts.
const restFor = 25 * time.Millisecond

func newUnhurried() *unhurried { return &unhurried{hurry: make(chan struct{}, 1)} }

// await marks a caller who waits, until the function returned is called.
func (u *unhurried) await() (done func()) {
	u.waiting.Add(1)
	select {
	case u.hurry <- struct{}{}:
	default: // the pause under way will end
	}
	return func() { u.waiting.Add(-1) }
}

func (u *unhurried) rest(ctx context.Context) {
	if u.waiting.Load() > 0 {
		return
	}
	pause := time.NewTimer(restFor)
	defer pause.Stop()
	select {
	case <-ctx.Done():
	case <-u.hurry:
	case <-pause.C:
	}
}
