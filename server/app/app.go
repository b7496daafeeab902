// Package app is the program: it builds the rooms from a Config, runs them, and stops them in
// order. It listens before it builds, so that a port in use is told at once; it says that it is
// ready when a request would be served; and it stops Redis last, after everything that writes.
package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"vouch/server/auth"
	"vouch/server/demo"
	"vouch/server/kv"
	"vouch/server/tracing"
	"vouch/server/web"
)

// App is a server that was opened.
type App struct {
	config   Config
	listener net.Listener
	url      string
	embedded *kv.Embedded // nil when Redis was given
	store    *kv.Store
	tracer   *tracing.Tracer // nil when nobody asked for traces
	rooms    *rooms
	server   *http.Server
	stopping atomic.Bool
	run      RunFile
}

// Open listens, connects, builds the rooms, makes the demo if asked, and writes DIR/run.json.
// Requests that come before Run wait.
func Open(ctx context.Context, config Config) (*App, error) {
	a := &App{config: config}
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	if err := a.open(ctx); err != nil {
		return nil, errors.Join(err, a.close())
	}
	return a, nil
}

func (a *App) open(ctx context.Context) (err error) {
	if err := os.MkdirAll(a.config.Data, 0o700); err != nil {
		return err
	}
	var listen net.ListenConfig
	if a.listener, err = listen.Listen(ctx, "tcp", a.config.Addr); err != nil {
		return err
	}
	if a.url, err = a.config.publicURL(a.listener.Addr()); err != nil {
		return err
	}
	if err := a.trace(ctx); err != nil {
		return err
	}
	if err := a.connect(ctx); err != nil {
		return err
	}
	if a.rooms, err = build(a.store, a.config, a.url); err != nil {
		return err
	}
	if err := a.upgrade(ctx); err != nil {
		return err
	}
	if err := a.rooms.openClicks(a.store, a.config, a.tracer); err != nil {
		return err
	}
	if err := a.recall(ctx); err != nil {
		return err
	}
	edges, err := a.edges()
	if err != nil {
		return err
	}
	a.server = web.Serve(edges, a.config.Logger)
	a.run = RunFile{
		URL: a.url, Console: a.url + "/console", Practice: a.url + "/practice", Extension: a.config.Extension,
	}
	if !a.config.Demo {
		return nil
	}
	if err := a.openDemo(ctx); err != nil {
		return fmt.Errorf("make the demo workspace: %w", err)
	}
	return nil
}

// openDemo makes the demo workspace and the codes to enter it.
func (a *App) openDemo(ctx context.Context) error {
	first, err := a.rooms.demo().Make(ctx, a.config.Now())
	if err != nil {
		return err
	}
	token, err := a.rooms.desk.Link(ctx, demo.Workspace, first.ID)
	if err != nil {
		return err
	}
	code, err := a.rooms.devices.Code(ctx, demo.Workspace, first.ID)
	a.run.SignIn, a.run.PairingCode = a.url+auth.SignInPath(token), code.Text
	return err
}

func (a *App) connect(ctx context.Context) (err error) {
	urls := a.config.Redis
	if len(urls) == 0 {
		dir := filepath.Join(a.config.Data, "redis")
		if a.embedded, err = kv.StartEmbedded(ctx, dir, a.config.Logger, a.config.Flush); err != nil {
			return err
		}
		urls = []string{a.embedded.URL()}
	}
	if a.store, err = a.openStore(ctx, urls); err != nil || a.embedded != nil {
		return err
	}
	for _, risk := range a.store.Risks(ctx) {
		a.config.Logger.Warn("this Redis may lose data", "why", risk)
	}
	return nil
}

// Where tells how to reach the server, as DIR/run.json does.
func (a *App) Where() RunFile { return a.run }

// Run serves until ctx ends, and then stops: streams are closed, requests under way are finished,
// Redis ends last. It calls ready once requests are served and run.json is written.
func (a *App) Run(ctx context.Context, ready func()) error {
	background, stop := context.WithCancel(a.tracer.Background(context.WithoutCancel(ctx)))
	defer stop()
	var running sync.WaitGroup
	running.Go(func() { a.rooms.hub.Run(background) })
	running.Go(func() { a.follow(background) })
	running.Go(func() { a.rooms.clicks.Replay(background) })
	running.Go(func() { a.keepLinks(background) })
	running.Go(func() { a.keepDomains(background) })
	running.Go(func() { a.rooms.people.Watch(background) })
	running.Go(func() { a.turnKeys(background) })
	running.Go(func() { a.veil(background) })
	running.Go(func() { a.nightly(background) })
	failed := make(chan error, 1)
	go func() { failed <- a.server.Serve(a.listener) }()
	a.tellWhere()
	ready()
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	a.stopping.Store(true)
	stop() // closes the streams, on which Shutdown would wait
	running.Wait()
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainWithin)
	defer cancel()
	return errors.Join(err, a.server.Shutdown(drain), a.close())
}

// tellWhere writes run.json. Readers are led on also where the disk is too full for it.
func (a *App) tellWhere() {
	if err := a.run.write(a.config.Data); err != nil {
		a.config.Logger.Error("run.json cannot be written: scripts do not find this server", "error", err)
	}
}

// follow counts facts that no exchange counted, such as clicks.
func (a *App) follow(ctx context.Context) {
	const every = 2 * time.Second
	a.rooms.follower.Follow(ctx, every, a.rooms.workspaces.List, func(err error) {
		a.config.Logger.Warn("facts wait to be counted", "error", err)
	})
}

// close undoes what open did, in reverse.
func (a *App) close() error {
	var all []error
	if a.listener != nil {
		if err := a.listener.Close(); !errors.Is(err, net.ErrClosed) {
			all = append(all, err)
		}
	}
	all = append(all, a.closeTraces())
	if a.rooms != nil && a.rooms.journal != nil {
		all = append(all, a.rooms.journal.Close())
	}
	if a.store != nil {
		all = append(all, a.store.Close())
	}
	if a.embedded != nil {
		ctx, cancel := context.WithTimeout(context.Background(), redisWithin)
		defer cancel()
		all = append(all, a.embedded.Stop(ctx))
	}
	return errors.Join(all...)
}
