package auth

import (
	"context"
	"encoding/json"

	"vouch/server/kv"
)

// KEYS[1] -> people, KEYS[2] -> active administrators, KEYS[3] -> pseudonym keys,
// KEYS[4] -> pseudonyms, KEYS[5] -> version
// ARGV[1] -> person id, ARGV[2] -> pseudonym, ARGV[3] -> channel of changes, ARGV[4] -> workspace
// returns    {outcome, version}: "done", "last" (nobody would rule).
var removePerson = kv.NewScript(`#!lua
local version, channel, ws = KEYS[5], ARGV[3], ARGV[4]
if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 and redis.call('SCARD', KEYS[2]) == 1 then
  return {'last', '0'}
end
redis.call('SREM', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('HDEL', KEYS[4], ARGV[2])
redis.call('HDEL', KEYS[1], ARGV[1])
` + raise + `
return {'done', tostring(raised)}
`)

// Remove forgets the person: the record goes, and with it the only thing that tells their
// pseudonym; facts stay under a name that nobody can resolve. The last administrator stays:
// Conflict.
func (d *Directory) Remove(ctx context.Context, ws kv.Workspace, id PersonID) error {
	person, err := d.Person(ctx, ws, id) // a pseudonym never changes
	if err != nil {
		return err
	}
	keys := []string{
		peopleKey(ws), administratorsKey(ws), pseudonymKeysKey(ws), pseudonymsKey(ws), versionKey(ws),
	}
	outcome, err := d.alter(ctx, removePerson, ws, keys,
		string(id), string(person.Pseudonym), changedChannel(), string(ws))
	if err != nil {
		return kv.Fault("remove a person", err)
	}
	if outcome == "last" {
		return lastAdministrator()
	}
	if err := forgetServices(ctx, d.store, ws, id); err != nil {
		return err
	}
	if err := forgetIncidents(ctx, d.store, ws, id); err != nil {
		return err
	}
	return d.unpairAll(ctx, ws, id)
}

// forgetServices deletes the person's tokens for programs. They were dead with their person.
func forgetServices(ctx context.Context, store *kv.Store, ws kv.Workspace, id PersonID) error {
	texts, err := store.HVals(ctx, servicesKey(ws)).Result()
	if err != nil {
		return kv.Fault("list service tokens", err)
	}
	var theirs []string
	for _, text := range texts {
		var stored storedService
		if err := json.Unmarshal([]byte(text), &stored); err != nil {
			return err
		}
		if stored.Person == id {
			theirs = append(theirs, string(stored.ID))
		}
	}
	if len(theirs) == 0 {
		return nil
	}
	return kv.Fault("forget service tokens", store.HDel(ctx, servicesKey(ws), theirs...).Err())
}
