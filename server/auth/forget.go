package auth

import (
	"context"
	"encoding/json"

	"vouch/server/kv"
)

// KEYS[1] -> people, KEYS[2] -> active administrators, KEYS[3] -> pseudonym keys,
// KEYS[4] -> pseudonyms
// ARGV[1] -> person id, ARGV[2] -> pseudonym
// returns    "done", "last" (nobody would rule), "none" (no such person).
var removePerson = kv.NewScript(`#!lua
if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 and redis.call('SCARD', KEYS[2]) == 1 then
  return 'last'
end
redis.call('SREM', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('HDEL', KEYS[4], ARGV[2])
return redis.call('HDEL', KEYS[1], ARGV[1]) == 1 and 'done' or 'none'
`)

// Remove forgets the person: the record and the key of the pseudonym are deleted in one step,
// facts stay under a name that nobody can resolve. The last administrator stays: Conflict.
func (d *Directory) Remove(ctx context.Context, ws kv.Workspace, id PersonID) error {
	person, err := d.Person(ctx, ws, id) // a pseudonym never changes
	if err != nil {
		return err
	}
	keys := []string{peopleKey(ws), administratorsKey(ws), pseudonymKeysKey(ws), pseudonymsKey(ws)}
	outcome, err := removePerson.Run(ctx, d.store, keys, string(id), string(person.Pseudonym)).Text()
	if err != nil {
		return kv.Fault("remove a person", err)
	}
	if outcome == "last" {
		return lastAdministrator()
	}
	// "none" is somebody who removed them too, or our own step whose answer was lost.
	if err := forgetServices(ctx, d.store, ws, id); err != nil {
		return err
	}
	return unpairAll(ctx, d.store, ws, id)
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
