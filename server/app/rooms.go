package app

import (
	"crypto/ed25519"
	"crypto/rand"
	"net"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/auth/keyring"
	"vouch/server/content"
	"vouch/server/conversions"
	"vouch/server/demo"
	"vouch/server/devicesync"
	"vouch/server/domains"
	"vouch/server/journal"
	"vouch/server/kv"
	"vouch/server/links"
	"vouch/server/points"
	"vouch/server/rollout"
	"vouch/server/surfaces"
	"vouch/server/upkeep"
	"vouch/server/web"
	"vouch/server/workspace"
)

// rooms are all of them, put together. What one needs of another it gets as a small interface,
// which stands in wires.go.
type rooms struct {
	keys        *keyring.Ring
	access      *keyring.Rotation
	workspaces  *workspace.Workspaces
	domains     *domains.Domains
	people      *auth.Directory
	desk        *auth.Desk
	devices     *auth.Devices
	services    *auth.Services
	rules       *rollout.Rollout
	surfaces    *surfaces.Surfaces
	library     *content.Library
	links       *links.Service
	log         *activity.Log
	clicks      *activity.Clicks // nil in a program that serves nobody
	journal     *journal.Journal // what waits there for Redis; nil with clicks
	counters    *activity.Counters
	ledger      *points.Ledger
	rewards     *points.Rewards
	conversions *conversions.Service
	follower    *activity.Follower
	upkeep      *upkeep.Upkeep
	exchange    *devicesync.Exchange
	hub         *devicesync.Hub
	limiter     *web.Limiter
}

// build makes the rooms, for a server and for what works beside one.
func build(store *kv.Store, config Config, publicURL string) (*rooms, error) {
	keys, err := openKeys(config)
	if err != nil {
		return nil, err
	}
	access, err := accessKeys(keys, config.Now)
	if err != nil {
		return nil, err
	}
	secrets, err := roomSecrets(keys, access)
	if err != nil {
		return nil, err
	}
	now := config.Now
	r := &rooms{keys: keys, access: access, limiter: web.NewLimiter(store, secrets.limits, now)}
	r.workspaces = workspace.New(store, links.CheckRule, r.signer, now)
	r.people = auth.NewDirectory(store, secrets.veil, now)
	r.desk = auth.NewDesk(store, r.people, now)
	r.devices = auth.NewDevices(store, r.people, secrets.devices, publicURL, now)
	r.services = auth.NewServices(store, r.people, now)
	r.domains = domains.New(store, net.DefaultResolver.LookupTXT, publicURL)
	r.rules = rollout.New(store, r.signer, now)
	if r.surfaces, err = surfaces.New(store, r.signer, now); err != nil {
		return nil, err
	}
	allowed := destinations{workspaces: r.workspaces, loopback: config.Demo}
	r.library = content.New(store, r.signer, r.rules, allowed, now)
	r.links = links.New(store, links.Options{
		Destinations: allowed, Now: now, Rand: rand.Reader, Loopback: config.Demo,
	})
	r.log = activity.NewLog(store, now).Sure(config.Replicas)
	live := &liveRules{rollout: r.rules}
	company := company{library: r.library, rules: live, people: r.people, workspaces: r.workspaces}
	r.counters = activity.NewCounters(store).For(company)
	r.ledger = points.NewLedger(store, now, company)
	r.follower = activity.NewFollower(store, r.counters, r.ledger)
	r.upkeep = upkeepOf(store, config, r.counters, r.ledger)
	r.rewards = points.NewRewards(r.ledger, r.log, r.follower)
	r.conversions = conversions.New(store, clickedLinks{r.links}, r.log, secrets.clicks, now)
	r.sync(store, config, secrets, live, publicURL)
	return r, nil
}

// signer gives the key with which a workspace signs its bundles; devices pin its public half.
func (r *rooms) signer(ws kv.Workspace) (ed25519.PrivateKey, error) {
	return r.keys.Signing("bundles-" + string(ws))
}

// demo asks no replica: what it records is invented, and a start must not wait for one that is busy.
func (r *rooms) demo() demo.Rooms {
	return demo.Rooms{
		Workspaces: r.workspaces, People: r.people, Rules: r.rules, Library: r.library,
		Links: r.links, Log: r.log.Sure(0), Clicks: r.clicks, Follower: r.follower,
		Ledger: r.ledger, Rewards: r.rewards,
	}
}
