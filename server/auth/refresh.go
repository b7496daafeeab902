package auth

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
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
	refreshGrace = 20 * time.Second    // an answer that got lost may be asked for again
)

// startFamily writes the first generation.
func startFamily(ctx context.Context, p redis.Pipeliner, ws kv.Workspace, device Device, now time.Time) {
	until := now.Add(refreshLife)
	key := familyKey(ws, device.Family)
	p.HSet(ctx, key, "person", string(device.Person), "device", string(device.ID),
		"generation", 1, "rotated", 0, "until", until.UnixMilli())
	p.PExpire(ctx, key, refreshLife)
}

// KEYS[1] -> the family
// ARGV[1] -> generation shown, ARGV[2] -> now in ms, ARGV[3] -> grace in ms
// returns    {generation to give, person, device}, or {} when the family is or becomes dead.
var rotateFamily = kv.NewScript(`#!lua
local held = redis.call('HMGET', KEYS[1], 'generation', 'rotated', 'until', 'person', 'device')
if not held[1] then return {} end
local shown, now = tonumber(ARGV[1]), tonumber(ARGV[2])
local current, rotated = tonumber(held[1]), tonumber(held[2])
if now >= tonumber(held[3]) then
  redis.call('DEL', KEYS[1])
  return {}
end
if shown == current then
  redis.call('HSET', KEYS[1], 'generation', current + 1, 'rotated', now)
  return {tostring(current + 1), held[4], held[5]}
end
if shown == current - 1 and now - rotated <= tonumber(ARGV[3]) then
  return {tostring(current), held[4], held[5]}
end
redis.call('DEL', KEYS[1])
return {}
`)

// Refresh rotates the tokens of a device. The current refresh token gives its successor; the one
// before gives the same successor for twenty seconds; any older one means that somebody copied
// it, and ends the family.
func (d *Devices) Refresh(ctx context.Context, refresh string) (wire.Tokens, error) {
	ws, family, generation, ok := d.readRefresh(refresh)
	if !ok {
		return wire.Tokens{}, refused()
	}
	found, err := rotateFamily.Run(ctx, d.store, []string{familyKey(ws, family)},
		generation, d.now().UnixMilli(), refreshGrace.Milliseconds()).StringSlice()
	if err != nil {
		return wire.Tokens{}, kv.Fault("rotate a refresh token", err)
	}
	if len(found) != 3 {
		return wire.Tokens{}, refused()
	}
	next, err := strconv.ParseInt(found[0], 10, 64)
	if err != nil {
		return wire.Tokens{}, err
	}
	person, err := d.people.Person(ctx, ws, PersonID(found[1]))
	if err != nil {
		return wire.Tokens{}, unknownIsRefused(err)
	}
	if person.State == Disabled {
		return wire.Tokens{}, refused()
	}
	return d.tokens(ws, person.ID, DeviceID(found[2]), family, next)
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
