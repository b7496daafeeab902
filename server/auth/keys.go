package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"vouch/server/kv"
)

// Keys of this room.

// peopleKey: HASH, person id -> storedPerson as JSON.
func peopleKey(ws kv.Workspace) string { return kv.Key(ws, "auth", "people") }

// administratorsKey: SET, ids of the active people with the Administrator role.
func administratorsKey(ws kv.Workspace) string { return kv.Key(ws, "auth", "administrators") }

// pseudonymsKey: HASH, pseudonym -> person id, and pseudonymKeysKey: HASH, person id -> key. Both
// are of older versions, which stored pseudonyms bare; Veil deletes them.
func pseudonymsKey(ws kv.Workspace) string    { return kv.Key(ws, "auth", "pseudonyms") }
func pseudonymKeysKey(ws kv.Workspace) string { return kv.Key(ws, "auth", "pseudonym-keys") }

// versionKey: STRING, how often people or devices of the workspace changed.
func versionKey(ws kv.Workspace) string { return kv.Key(ws, "auth", "version") }

// incidentsKey: STREAM, of incidents: kind, person, device, at (Unix ms).
func incidentsKey(ws kv.Workspace) string { return kv.Key(ws, "auth", "incidents") }

// linkKey: STRING, hash of a one-time link's secret -> storedLink; expires with the link.
func linkKey(ws kv.Workspace, hash string) string { return kv.Key(ws, "auth", "link", hash) }

// sessionKey: STRING, hash of a cookie's secret -> the session as JSON; expires when idle.
func sessionKey(ws kv.Workspace, hash string) string { return kv.Key(ws, "auth", "session", hash) }

// devicesKey: HASH, device id -> Device as JSON.
func devicesKey(ws kv.Workspace) string { return kv.Key(ws, "auth", "devices") }

// familyKey: HASH of a refresh family: person, device, generation, rotated (ms), until (ms). It
// is deleted when the family is revoked, so that nothing of it can be revived.
func familyKey(ws kv.Workspace, family string) string { return kv.Key(ws, "auth", "family", family) }

// servicesKey: HASH, service id -> the service and the hash of its secret as JSON.
func servicesKey(ws kv.Workspace) string { return kv.Key(ws, "auth", "services") }

// pairingKey: HASH of a pairing code: ws, person, secret (MAC), tries. Found by the first half of
// the code, before any workspace is known.
func pairingKey(first string) string { return kv.Shared("pairing", first) }

// newID is unguessable, though ids are not secrets.
func newID() string { return strings.ToLower(rand.Text()[:16]) }

// newSecret has 130 random bits.
func newSecret() string { return strings.ToLower(rand.Text()) }

// hashOf is enough for secrets of 130 random bits: there is nothing to guess from.
func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// A bearer secret that is looked up before its workspace is known carries it in front:
// "ws.secret". Whoever changes that part finds nothing.
func joinSecret(ws kv.Workspace, secret string) string { return string(ws) + "." + secret }

func splitSecret(token string) (ws kv.Workspace, secret string, ok bool) {
	const longest = 200 // no token of ours is longer
	before, after, ok := strings.Cut(token, ".")
	return kv.Workspace(before), after, ok && len(token) <= longest && before != "" && after != ""
}
