package auth

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/redis/go-redis/v9"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// DeviceID names one installed extension.
type DeviceID string

// Device is one installed extension with its tokens.
type Device struct {
	ID     DeviceID  `json:"id"`
	Person PersonID  `json:"person"`
	Name   string    `json:"name"` // what the device said of itself: "Chromium on Linux"
	Paired time.Time `json:"paired"`
	Family string    `json:"family"` // of its refresh tokens
}

// Paired is what the exchange of a pairing code gives.
type Paired struct {
	Caller
	Tokens wire.Tokens
}

// DeviceSecrets are the keys of this room; they come from the keyring.
type DeviceSecrets struct {
	Access  AccessKeys // sign access tokens
	Refresh []byte     // MAC of refresh tokens
	Pairing []byte     // MAC of the second half of pairing codes
}

// Devices pairs devices and keeps their tokens.
type Devices struct {
	store   *kv.Store
	people  *Directory
	access  *accessTokens
	refresh []byte
	pairing []byte
	now     kv.Clock
}

// NewDevices over the directory. The issuer names this installation: its public address.
func NewDevices(store *kv.Store, people *Directory, secrets DeviceSecrets, issuer string, now kv.Clock) *Devices {
	return &Devices{
		store: store, people: people, now: now,
		access:  newAccessTokens(secrets.Access, issuer, now),
		refresh: secrets.Refresh, pairing: secrets.Pairing,
	}
}

// admit makes the device of a person with the first tokens of its family.
func (d *Devices) admit(ctx context.Context, ws kv.Workspace, id PersonID, name string) (Paired, error) {
	person, err := d.people.arrived(ctx, ws, id)
	if err != nil {
		return Paired{}, unknownIsRefused(err)
	}
	now := d.now().UTC()
	device := Device{
		ID: DeviceID(newID()), Person: id, Name: cleanDevice(name),
		Paired: now.Truncate(time.Second), Family: newSecret(),
	}
	text, err := json.Marshal(device)
	if err != nil {
		return Paired{}, err
	}
	first := firstGeneration()
	_, err = d.store.TxPipelined(ctx, func(p redis.Pipeliner) error {
		startFamily(ctx, p, ws, device, first, now)
		p.HSet(ctx, devicesKey(ws), string(device.ID), text)
		return nil
	})
	if err != nil {
		return Paired{}, kv.Fault("pair a device", err)
	}
	caller := Caller{Workspace: ws, Person: person, Device: device.ID}
	tokens, err := d.tokens(ws, id, device.ID, device.Family, first)
	return Paired{Caller: caller, Tokens: tokens}, err
}

// cleanDevice: the name comes from a stranger and is shown in a table.
func cleanDevice(name string) string {
	const longest = 80 // runes
	runes := make([]rune, 0, longest)
	for _, r := range strings.ToValidUTF8(name, "") {
		if len(runes) < longest && unicode.IsPrint(r) {
			runes = append(runes, r)
		}
	}
	return cmp.Or(strings.TrimSpace(string(runes)), "A browser")
}

// Verify tells who an access token speaks for; Unauthorized when it is not ours, not valid now,
// or of a device or person that was shut out meanwhile. While the directory watches, a token that
// was verified before costs no look at the store.
func (d *Devices) Verify(ctx context.Context, access string) (Caller, error) {
	token, err := d.access.verify(access)
	if err != nil {
		return Caller{}, refused()
	}
	known := token.caller.Load()
	if known != nil && d.people.vigil.holds(known.caller.Workspace, known.version) {
		return known.caller, nil
	}
	fresh, err := d.look(ctx, token.claims)
	if err != nil {
		return Caller{}, err
	}
	token.caller.Store(&fresh)
	d.people.vigil.heard(fresh.caller.Workspace, fresh.version)
	return fresh.caller, nil
}

// look asks the store. The version is read first: what changes meanwhile raises it afterwards, and
// is then asked again.
func (d *Devices) look(ctx context.Context, claims accessClaims) (calledAt, error) {
	ws := kv.Workspace(claims.Workspace)
	pipe := d.store.Pipeline()
	version := pipe.Get(ctx, versionKey(ws))
	family := pipe.Exists(ctx, familyKey(ws, claims.Family))
	record := pipe.HGet(ctx, peopleKey(ws), claims.Subject)
	_, _ = pipe.Exec(ctx) // each answer tells for itself
	at, err := versionOf(version)
	if err == nil {
		err = family.Err()
	}
	if err == nil {
		err = record.Err()
	}
	if err != nil {
		return calledAt{}, refusedOr("verify a token", err)
	}
	person, err := d.people.decode(ws, record.Val())
	if err != nil {
		return calledAt{}, err
	}
	if family.Val() == 0 || person.State == Disabled {
		return calledAt{}, refused()
	}
	return calledAt{Caller{Workspace: ws, Person: person, Device: DeviceID(claims.Device)}, at}, nil
}

// Of lists a person's devices, newest first.
func (d *Devices) Of(ctx context.Context, ws kv.Workspace, id PersonID) ([]Device, error) {
	return devicesOf(ctx, d.store, ws, id)
}

// Unpair shuts a device out at once.
func (d *Devices) Unpair(ctx context.Context, ws kv.Workspace, id DeviceID) error {
	text, err := d.store.HGet(ctx, devicesKey(ws), string(id)).Result()
	if kv.Missing(err) {
		return fault.New(fault.NotFound, "There is no such device.")
	}
	if err != nil {
		return kv.Fault("find a device", err)
	}
	var device Device
	if err := json.Unmarshal([]byte(text), &device); err != nil {
		return err
	}
	return d.people.unpair(ctx, ws, device)
}

// KEYS[1] -> devices, KEYS[2] -> version, KEYS[3..] -> the refresh families
// ARGV[1] -> channel of changes, ARGV[2] -> workspace, ARGV[3..] -> ids of the devices
// returns    {"done", version}.
var shutOut = kv.NewScript(`#!lua
local version, channel, ws = KEYS[2], ARGV[1], ARGV[2]
for i = 3, #KEYS do
  redis.call('DEL', KEYS[i])
  redis.call('HDEL', KEYS[1], ARGV[i])
end
` + raise + `
return {'done', tostring(raised)}
`)

func (d *Directory) unpair(ctx context.Context, ws kv.Workspace, devices ...Device) error {
	keys, args := []string{devicesKey(ws), versionKey(ws)}, []any{changedChannel(), string(ws)}
	for _, device := range devices {
		keys, args = append(keys, familyKey(ws, device.Family)), append(args, string(device.ID))
	}
	_, err := d.alter(ctx, shutOut, ws, keys, args...)
	return kv.Fault("unpair", err)
}

func (d *Directory) unpairAll(ctx context.Context, ws kv.Workspace, id PersonID) error {
	devices, err := devicesOf(ctx, d.store, ws, id)
	if err != nil || len(devices) == 0 {
		return err
	}
	return d.unpair(ctx, ws, devices...)
}

func devicesOf(ctx context.Context, store *kv.Store, ws kv.Workspace, id PersonID) ([]Device, error) {
	texts, err := store.HVals(ctx, devicesKey(ws)).Result()
	if err != nil {
		return nil, kv.Fault("list devices", err)
	}
	var devices []Device
	for _, text := range texts {
		var device Device
		if err := json.Unmarshal([]byte(text), &device); err != nil {
			return nil, err
		}
		if device.Person == id {
			devices = append(devices, device)
		}
	}
	slices.SortFunc(devices, func(a, b Device) int {
		return cmp.Or(b.Paired.Compare(a.Paired), cmp.Compare(a.ID, b.ID))
	})
	return devices, nil
}
