package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"vouch/server/auth"
	"vouch/server/auth/keyring"
	"vouch/server/demo"
	"vouch/server/kv"
)

// crew is many people of the demo's company with a device each, made beside the running server:
// its own door pairs three devices a minute and network.
type crew struct {
	tokens  []string // of devices
	service string   // of somebody who may publish
}

// crew admits n people. It opens the store and the keys that the server has.
func (s *served) crew(ctx context.Context, n int) (c crew, err error) {
	store, err := s.store(ctx)
	if err != nil {
		return c, err
	}
	defer func() { _ = store.Close() }()
	people, devices, err := s.doors(store)
	if err != nil {
		return c, err
	}
	boss, err := people.Add(ctx, demo.Workspace, auth.NewPerson{Name: "Bench", Roles: []auth.Role{auth.Compliance}})
	if err != nil {
		return c, err
	}
	if _, c.service, err = auth.NewServices(store, people, time.Now).Create(ctx, demo.Workspace, boss.ID, "bench"); err != nil {
		return c, err
	}
	for i := range n {
		person, err := people.Add(ctx, demo.Workspace, auth.NewPerson{Name: fmt.Sprint("Bench ", i)})
		if err != nil {
			return c, err
		}
		code, err := devices.Code(ctx, demo.Workspace, person.ID)
		if err != nil {
			return c, err
		}
		paired, err := devices.Pair(ctx, code.Text, "bench")
		if err != nil {
			return c, err
		}
		c.tokens = append(c.tokens, paired.Tokens.Access)
	}
	return c, nil
}

// store is the server's own.
func (s *served) store(ctx context.Context) (*kv.Store, error) {
	address, err := os.ReadFile(filepath.Join(s.data, "redis", "address"))
	if err != nil {
		return nil, err
	}
	return kv.Open(ctx, []string{strings.TrimSpace(string(address))})
}

// doors are the rooms of people and devices, with the secrets of the server.
func (s *served) doors(store *kv.Store) (*auth.Directory, *auth.Devices, error) {
	keys, err := keyring.Open(filepath.Join(s.data, "keys"))
	if err != nil {
		return nil, nil, err
	}
	access, err := keys.Rotation("access", keyring.Schedule{Notice: time.Hour, Age: 24 * time.Hour, Grace: time.Hour}, time.Now)
	if err != nil {
		return nil, nil, err
	}
	secret := map[string][]byte{}
	for _, name := range []string{"refresh", "pairing", "pseudonyms"} {
		if secret[name], err = keys.Secret(name); err != nil {
			return nil, nil, err
		}
	}
	var veil auth.VeilKey
	copy(veil[:], secret["pseudonyms"])
	people := auth.NewDirectory(store, veil, time.Now)
	return people, auth.NewDevices(store, people, auth.DeviceSecrets{
		Access: access, Refresh: secret["refresh"], Pairing: secret["pairing"],
	}, s.url, time.Now), nil
}
