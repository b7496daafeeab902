package auth

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"vouch/server/kv"
	"vouch/shared/wire"
)

// A refresh token is "ws.family.generation.MAC". The store holds only which generation of a
// family is current, so a copy of the store forges nothing, and the successor of a token is
// always the same however many ask for it at once.
const (
	refreshLife  = 90 * 24 * time.Hour // of a family; then the device is paired anew
	refreshGrace = 30 * time.Second    // an answer that got lost may be asked for again
)

// firstGeneration is drawn, so that the number beside a person tells nothing of how often their
// browser was in use.
func firstGeneration() int64 {
	var drawn [8]byte
	_, _ = rand.Read(drawn[:])                              // never fails: it ends the program instead
	return 1 + int64(binary.BigEndian.Uint64(drawn[:])>>24) // 40 bits: exact in Lua's numbers
}

// startFamily writes the first generation.
func startFamily(ctx context.Context, p redis.Pipeliner, ws kv.Workspace, device Device, first int64, now time.Time) {
	until := now.Add(refreshLife)
	key := familyKey(ws, device.Family)
	p.HSet(ctx, key, "person", string(device.Person), "device", string(device.ID),
		"generation", first, "rotated", 0, "until", until.UnixMilli())
	p.PExpire(ctx, key, refreshLife)
}

// KEYS[1] -> the family, KEYS[2] -> incidents, KEYS[3] -> version
// ARGV[1] -> generation shown, ARGV[2] -> now in ms, ARGV[3] -> grace in ms,
// ARGV[4] -> channel of changes, ARGV[5] -> workspace, ARGV[6] -> most incidents kept
// returns    {outcome, version, person, device}: the generation to give, or "dead" when the
//
//	family is or becomes it.
//
// The successor is claimed here, before anything is minted: however many ask at once, one
// generation follows. A dead family is deleted, so that no grace outlives it.
var rotateFamily = kv.NewScript(`#!lua
local version, channel, ws = KEYS[3], ARGV[4], ARGV[5]
local held = redis.call('HMGET', KEYS[1], 'generation', 'rotated', 'until', 'person', 'device')
if not held[1] then return {'dead', '0'} end
local shown, now = tonumber(ARGV[1]), tonumber(ARGV[2])
local current, rotated = tonumber(held[1]), tonumber(held[2])
if now >= tonumber(held[3]) then
  redis.call('DEL', KEYS[1])
  return {'dead', '0'}
end
if shown == current then
  local after = string.format('%.0f', current + 1)
  redis.call('HSET', KEYS[1], 'generation', after, 'rotated', ARGV[2])
  return {after, '0', held[4], held[5]}
end
if shown == current - 1 and now - rotated <= tonumber(ARGV[3]) then
  return {held[1], '0', held[4], held[5]}
end
redis.call('DEL', KEYS[1])
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[6], '*',
  'kind', 'replayed', 'person', held[4], 'device', held[5], 'at', ARGV[2])
` + raise + `
return {'dead', tostring(raised)}
`)

// Refresh rotates the tokens of a device. The current refresh token gives its successor; the one
// before gives the same successor for thirty seconds; any older one means that somebody copied
// it: the family ends, and an incident says so.
func (d *Devices) Refresh(ctx context.Context, refresh string) (wire.Tokens, error) {
	ws, family, generation, ok := d.readRefresh(refresh)
	if !ok {
		return wire.Tokens{}, refused()
	}
	found, err := d.rotate(ctx, ws, family, generation)
	if err != nil {
		return wire.Tokens{}, kv.Fault("rotate a refresh token", err)
	}
	if len(found) != 4 {
		return wire.Tokens{}, refused()
	}
	next, err := strconv.ParseInt(found[0], 10, 64)
	if err != nil {
		return wire.Tokens{}, err
	}
	person, err := d.people.Person(ctx, ws, PersonID(found[2]))
	if err != nil {
		return wire.Tokens{}, unknownIsRefused(err)
	}
	if person.State == Disabled {
		return wire.Tokens{}, refused()
	}
	return d.tokens(ws, person.ID, DeviceID(found[3]), family, next)
}

func (d *Devices) rotate(ctx context.Context, ws kv.Workspace, family string, generation int64) ([]string, error) {
	found, err := rotateFamily.Run(ctx, d.store, []string{familyKey(ws, family), incidentsKey(ws), versionKey(ws)},
		generation, d.now().UnixMilli(), refreshGrace.Milliseconds(),
		changedChannel(), string(ws), mostIncidents).StringSlice()
	if err != nil {
		return nil, err
	}
	version, err := strconv.ParseInt(found[1], 10, 64)
	if version > 0 {
		d.people.vigil.heard(ws, version)
	}
	return found, err
}

func (d *Devices) tokens(ws kv.Workspace, id PersonID, device DeviceID, family string, generation int64) (wire.Tokens, error) {
	access, until, err := d.access.issue(ws, id, device, family)
	if err != nil {
		return wire.Tokens{}, err
	}
	return wire.Tokens{
		Access: access, ExpiresMs: until.UnixMilli(),
		Refresh: d.writeRefresh(ws, family, generation),
	}, nil
}

func (d *Devices) writeRefresh(ws kv.Workspace, family string, generation int64) string {
	body := fmt.Sprintf("%s.%s.%d", ws, family, generation)
	return body + "." + d.refreshMAC(body)
}

// readRefresh checks the MAC before anything is looked up.
func (d *Devices) readRefresh(token string) (ws kv.Workspace, family string, generation int64, ok bool) {
	const longest = 256 // no token of ours is longer
	end := strings.LastIndexByte(token, '.')
	if end < 0 || len(token) > longest {
		return "", "", 0, false
	}
	body, mac := token[:end], token[end+1:]
	if !hmac.Equal([]byte(mac), []byte(d.refreshMAC(body))) {
		return "", "", 0, false
	}
	parts := strings.Split(body, ".")
	if len(parts) != 3 {
		return "", "", 0, false
	}
	generation, err := strconv.ParseInt(parts[2], 10, 64)
	return kv.Workspace(parts[0]), parts[1], generation, err == nil
}

func (d *Devices) refreshMAC(body string) string {
	mac := hmac.New(sha256.New, d.refresh)
	mac.Write([]byte(body))
	return hex.EncodeToString(mac.Sum(nil))
}
