package app

import (
	"crypto/rand"
	"encoding/binary"

	"vouch/server/devicesync"
	"vouch/server/kv"
	"vouch/server/near"
)

// exchangesAtOnce: each waits for the store most of its time, and a core carries out some thousand
// a second, so that nobody who is let in waits for longer than a tenth of one.
const exchangesAtOnce = 128

// streamLimits of one server. An open stream costs some two kilobytes and a file descriptor.
func streamLimits() devicesync.Limits {
	return devicesync.Limits{All: 50_000, Address: 12_000, PerPerson: 8}
}

// sync builds the room that speaks with browsers.
func (r *rooms) sync(store *kv.Store, config Config, secrets secrets, live *liveRules, publicURL string) {
	prints := near.New(store, secrets.prints, config.Now)
	r.exchange = devicesync.New(devicesync.Rooms{
		Outbox: outbox{
			log: r.log, workspaces: r.workspaces, claims: claims{r.library, r.links},
			rules: r.rules, ledger: r.ledger, prints: prints,
		},
		Standings: standings{follower: r.follower, ledger: r.ledger},
		Details: details{
			now: config.Now, workspaces: r.workspaces, names: newNames(r.people, config.Now), library: r.library, ledger: r.ledger,
			rewards: r.rewards, links: r.links, counters: r.counters, prints: prints,
		},
		Settings: &settings{workspaces: r.workspaces, rules: live, rewards: r.rewards, practice: publicURL + "/practice"},
		Rules:    ruleBundles{r.rules},
		Library:  libraryBundles{r.library},
		Surfaces: surfaceBundles{r.surfaces},
	}, devicesync.Options{
		Now: config.Now, Random: draw, PathKey: secrets.paths, Newest: config.Version, AtOnce: exchangesAtOnce,
	})
	r.hub = devicesync.NewHub(store, r.exchange.Revisions, devicesync.HubOptions{
		Ping: pingEvery, Limits: streamLimits(), Now: config.Now, Logger: config.Logger,
	})
}

// draw is a number from 0 up to, and without, 1.
func draw() float64 {
	var bytes [8]byte
	_, _ = rand.Read(bytes[:]) // never fails
	return float64(binary.LittleEndian.Uint64(bytes[:])>>11) / (1 << 53)
}
