package devicesync

import (
	"context"
	"time"

	"vouch/server/fault"
)

// gate bounds the exchanges under way, so that a thousand browsers that come back at once are
// served one after the other instead of all late.
type gate struct {
	inside chan struct{}
	queue  chan struct{} // those inside and those who wait
}

// Who waits is a multiple of who is inside, and none waits longer than a browser's patience.
const (
	queueFactor = 8
	waitAtGate  = 2 * time.Second
)

func newGate(atOnce int) gate {
	return gate{inside: make(chan struct{}, atOnce), queue: make(chan struct{}, queueFactor*atOnce)}
}

func (g gate) enter(ctx context.Context) (leave func(), err error) {
	select {
	case g.queue <- struct{}{}:
	default:
		return nil, busy()
	}
	leave = func() { <-g.inside; <-g.queue }
	select {
	case g.inside <- struct{}{}:
		return leave, nil
	default:
	}
	patience := time.NewTimer(waitAtGate)
	defer patience.Stop()
	select {
	case g.inside <- struct{}{}:
		return leave, nil
	case <-patience.C:
	case <-ctx.Done():
	}
	<-g.queue
	return nil, busy()
}

func busy() error {
	return fault.New(fault.Unavailable, "The server is busy. This browser tries again by itself in a moment.")
}
