package kv

import (
	"context"
	"time"
)

// A redis-server that flushes before it answers ends itself when a write to its file fails: it has
// answered others meanwhile and cannot take anything back. Started again it would end at the next
// write. So while the disk has no room it is held: it answers what is read, and refuses what is
// written as a server does that too few replicas follow. Nothing that it acknowledged is touched.

// lookEvery is how soon a full disk is seen, and room on it.
const lookEvery = time.Second

// Held reports that the private redis-server takes no writes because its disk is full or broken.
// It takes them again within seconds once there is room.
func (e *Embedded) Held() bool { return e.held.Load() }

// watch holds the server and lets it go, until Stop.
func (e *Embedded) watch() {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-e.stop:
			return
		case <-ticker.C:
			e.look()
		}
	}
}

func (e *Embedded) look() {
	e.deciding.Lock()
	defer e.deciding.Unlock()
	held := e.held.Load()
	why := e.disk.low()
	if held {
		why = e.disk.refuses()
	}
	if held == (why != nil) || e.setHeld(why != nil) != nil { // one that is down is asked again a second later
		return
	}
	e.note(why)
}

// decide says how the next server starts. One that ended by itself may have ended for want of room.
// The caller holds deciding until that server runs.
func (e *Embedded) decide(fell bool) {
	why := e.disk.low()
	if fell {
		why = e.disk.refuses()
	}
	if e.held.Load() != (why != nil) {
		e.note(why)
	}
}

// note remembers and tells; nil is room.
func (e *Embedded) note(why error) {
	e.held.Store(why != nil)
	if why != nil {
		e.logger.Error("the disk is full or broken: Redis answers what is read and takes nothing until there is room", "error", why)
		return
	}
	e.logger.Warn("there is room on the disk again: Redis takes what is written")
}

// setHeld tells the server that runs.
func (e *Embedded) setHeld(held bool) error {
	const patience = 500 * time.Millisecond
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	store, err := Later([]string{e.URL()})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	return store.ConfigSet(ctx, holdOption, replicasAsked(held)).Err()
}

// holdOption is how many replicas a server wants before it takes a write. The private one has none.
const holdOption = "min-replicas-to-write"

func replicasAsked(held bool) string {
	if held {
		return "1"
	}
	return "0"
}
