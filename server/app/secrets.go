package app

import (
	"path/filepath"
	"time"

	"vouch/server/auth"
	"vouch/server/auth/keyring"
	"vouch/server/kv"
)

// The turns of the keys that sign access tokens. Who verifies our tokens elsewhere may keep the
// list of keys for keyListLife; a key stands in it twice as long before it signs. One that signs
// no more is known until the last token it signed has ended, and some minutes more for a server
// that noticed late.
const (
	keyListLife = 5 * time.Minute
	keyAge      = 30 * 24 * time.Hour
)

func accessKeys(keys *keyring.Ring, now kv.Clock) (*keyring.Rotation, error) {
	return keys.Rotation("access", keyring.Schedule{
		Notice: 2 * keyListLife, Age: keyAge, Grace: auth.AccessLife + 2*time.Minute,
	}, now)
}

func openKeys(config Config) (*keyring.Ring, error) {
	return keyring.Open(filepath.Join(config.Data, "keys"))
}

// secrets are what the rooms are given of the keyring.
type secrets struct {
	devices auth.DeviceSecrets
	veil    auth.VeilKey
	limits  []byte
	paths   []byte // of bundles
	clicks  []byte // of what clicks led to
	prints  []byte // of whose fingerprint is whose
}

func roomSecrets(keys *keyring.Ring, access *keyring.Rotation) (s secrets, err error) {
	s.devices.Access = access
	if s.devices.Refresh, err = keys.Secret("refresh"); err != nil {
		return s, err
	}
	if s.devices.Pairing, err = keys.Secret("pairing"); err != nil {
		return s, err
	}
	if s.limits, err = keys.Secret("limits"); err != nil {
		return s, err
	}
	if s.paths, err = keys.Secret("paths"); err != nil {
		return s, err
	}
	if s.clicks, err = keys.Secret("conversions"); err != nil {
		return s, err
	}
	if s.prints, err = keys.Secret("fingerprints"); err != nil {
		return s, err
	}
	veil, err := keys.Secret("pseudonyms")
	copy(s.veil[:], veil)
	return s, err
}
