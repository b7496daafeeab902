package app

import (
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"strings"

	"vouch/server/auth"
	"vouch/server/kv"
	"vouch/shared/packs"
)

// Init makes a workspace with an administrator, the shipped packs and an empty profile, and gives
// the administrator's one-time sign-in link. It works beside a running server.
func Init(ctx context.Context, config Config, name string) (link string, err error) {
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	a := &App{config: config}
	defer func() { err = errors.Join(err, a.close()) }()
	if err := a.reach(ctx); err != nil {
		return "", err
	}
	url, err := config.publicURL(nil)
	if err != nil {
		return "", err
	}
	if a.rooms, err = build(a.store, config, url); err != nil {
		return "", err
	}
	return a.rooms.found(ctx, name, url)
}

// reach connects to the private redis-server of a running server, or starts it.
func (a *App) reach(ctx context.Context) error {
	if len(a.config.Redis) == 0 {
		if url, ok := kv.Running(ctx, filepath.Join(a.config.Data, "redis")); ok {
			a.config.Redis = []string{url}
		}
	}
	return a.connect(ctx)
}

// found makes the workspace. Its administrator may also publish, until there are others.
func (r *rooms) found(ctx context.Context, name, url string) (link string, err error) {
	ws := kv.Workspace(strings.ToLower(rand.Text()[:12]))
	if _, err := r.workspaces.Create(ctx, ws, name); err != nil {
		return "", err
	}
	first, err := r.people.Add(ctx, ws, auth.NewPerson{
		Name: "First administrator", Roles: []auth.Role{auth.Author, auth.Compliance, auth.Administrator},
	})
	if err != nil {
		return "", err
	}
	if _, err := r.rules.Begin(ctx, ws, first, packs.Sources(), []byte("{}\n"), "The packs that ship with Vouch"); err != nil {
		return "", err
	}
	token, err := r.desk.Link(ctx, ws, first.ID)
	return url + auth.SignInPath(token), err
}
