package auth

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// A pairing code is eight consonants, so that it spells no word, shown as XXXX-XXXX. The first
// half finds the record, the second is the secret: a record dies after five wrong secrets, so a
// guesser has 5 in 160,000 chances per record and a limit per network besides.
const (
	consonants  = "BCDFGHJKLMNPQRSTVWXZ"
	halfCode    = 4
	pairingLife = 10 * time.Minute
	pairingTry  = 5
)

// PairingCode is shown once at the desk as XXXX-XXXX.
type PairingCode struct {
	Text  string
	Until time.Time
}

// KEYS[1] -> the record of the first half
// ARGV[1] -> workspace, ARGV[2] -> person, ARGV[3] -> MAC of the code, ARGV[4] -> life in ms,
// ARGV[5] -> until when it may be used, Unix ms
// returns    1, or 0 when another code holds the first half.
var placeCode = kv.NewScript(`#!lua
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'ws', ARGV[1], 'person', ARGV[2], 'secret', ARGV[3], 'tries', 0, 'until', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
`)

// KEYS[1] -> the record of the first half
// ARGV[1] -> MAC of the code, ARGV[2] -> tries allowed, ARGV[3] -> now, Unix ms
// returns    {workspace, person}, or {} when there is no such code or the record is dead.
var takeCode = kv.NewScript(`#!lua
local held = redis.call('HMGET', KEYS[1], 'until', 'tries', 'secret', 'ws', 'person')
if not held[1] or tonumber(ARGV[3]) >= tonumber(held[1]) then return {} end
if tonumber(held[2]) >= tonumber(ARGV[2]) then return {} end
if held[3] ~= ARGV[1] then
  redis.call('HINCRBY', KEYS[1], 'tries', 1)
  return {}
end
redis.call('DEL', KEYS[1])
return {held[4], held[5]}
`)

// Code makes a pairing code for a person: single use, ten minutes, five tries.
func (d *Devices) Code(ctx context.Context, ws kv.Workspace, id PersonID) (PairingCode, error) {
	person, err := d.people.Person(ctx, ws, id)
	if err != nil {
		return PairingCode{}, err
	}
	if person.State == Disabled {
		return PairingCode{}, fault.New(fault.Conflict, "%s is disabled. Enable them first.", person.Name)
	}
	const attempts = 8 // of 160,000 first halves few are taken at a time
	for range attempts {
		code := drawCode()
		until := d.now().Add(pairingLife)
		placed, err := placeCode.Run(ctx, d.store, []string{pairingKey(code[:halfCode])},
			string(ws), string(id), d.codeMAC(code), pairingLife.Milliseconds(), until.UnixMilli()).Bool()
		if err != nil {
			return PairingCode{}, kv.Fault("make a pairing code", err)
		}
		if placed {
			return PairingCode{Text: code[:halfCode] + "-" + code[halfCode:], Until: until}, nil
		}
	}
	return PairingCode{}, fault.New(fault.Unavailable, "Too many pairing codes are open. Try again in a minute.")
}

// Pair exchanges a code for a device and its tokens. Unauthorized, in the same words, whether
// the code is wrong, used, expired or dead.
func (d *Devices) Pair(ctx context.Context, code, device string) (Paired, error) {
	code, ok := readCode(code)
	if !ok {
		return Paired{}, badCode()
	}
	found, err := takeCode.Run(ctx, d.store, []string{pairingKey(code[:halfCode])},
		d.codeMAC(code), pairingTry, d.now().UnixMilli()).StringSlice()
	if err != nil {
		return Paired{}, kv.Fault("use a pairing code", err)
	}
	if len(found) != 2 {
		return Paired{}, badCode()
	}
	return d.admit(ctx, kv.Workspace(found[0]), PersonID(found[1]), device)
}

func badCode() error {
	return fault.New(fault.Unauthorized,
		"This code does not work: it may be mistyped, used, or older than ten minutes. Get a new one at the desk.").At("code")
}

// readCode takes a code as people type it: any case, with or without the hyphen or spaces.
func readCode(typed string) (code string, ok bool) {
	const longest = 32 // of what is typed, before spaces are dropped
	if len(typed) > longest {
		return "", false
	}
	code = strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToUpper(typed))
	foreign := func(r rune) bool { return !strings.ContainsRune(consonants, r) }
	return code, len(code) == 2*halfCode && !strings.ContainsFunc(code, foreign)
}

// drawCode takes each letter alike: a byte that would favour some letters is drawn again.
func drawCode() string {
	const fair = 256 - 256%len(consonants)
	code := make([]byte, 0, 2*halfCode)
	var drawn [1]byte
	for len(code) < 2*halfCode {
		_, _ = rand.Read(drawn[:]) // never fails: it ends the program instead
		if int(drawn[0]) < fair {
			code = append(code, consonants[int(drawn[0])%len(consonants)])
		}
	}
	return string(code)
}

// codeMAC hides the code in the store: there are too few codes for a plain hash to do so.
func (d *Devices) codeMAC(code string) string {
	mac := hmac.New(sha256.New, d.pairing)
	mac.Write([]byte(code))
	return hex.EncodeToString(mac.Sum(nil))
}
