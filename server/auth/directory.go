package auth

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Directory keeps the people of every workspace.
type Directory struct {
	store *kv.Store
	now   kv.Clock
	veil  veil
	vigil *vigil
}

// NewDirectory over a store, in which the key hides pseudonyms.
func NewDirectory(store *kv.Store, key VeilKey, now kv.Clock) *Directory {
	return &Directory{store: store, now: now, veil: newVeil(key), vigil: newVigil(store, now)}
}

// Watch keeps what this server remembers of callers in step with others on the same store, until
// ctx ends. Without it nothing is remembered.
func (d *Directory) Watch(ctx context.Context) { d.vigil.run(ctx) }

// NewPerson is what an administrator says about somebody.
type NewPerson struct {
	Name  string
	Team  string
	Roles []Role
}

// Add makes a person in the state Invited.
func (d *Directory) Add(ctx context.Context, ws kv.Workspace, asked NewPerson) (Person, error) {
	name, err := cleanName(asked.Name)
	if err != nil {
		return Person{}, err
	}
	roles, err := ParseRoles(names(asked.Roles))
	if err != nil {
		return Person{}, err
	}
	person := Person{
		ID: PersonID(newID()), Name: name, Team: asked.Team, Roles: roles, State: Invited,
		Pseudonym: newPseudonym(), Since: d.now().UTC().Truncate(time.Second),
	}
	text, err := d.encode(ws, person, "")
	if err != nil {
		return Person{}, err
	}
	err = d.store.HSet(ctx, peopleKey(ws), string(person.ID), text).Err()
	return person, kv.Fault("add a person", err)
}

func names(roles []Role) []string {
	texts := make([]string, len(roles))
	for i, role := range roles {
		texts[i] = string(role)
	}
	return texts
}

// People of the workspace by name.
func (d *Directory) People(ctx context.Context, ws kv.Workspace) ([]Person, error) {
	texts, err := d.store.HVals(ctx, peopleKey(ws)).Result()
	if err != nil {
		return nil, kv.Fault("list people", err)
	}
	people := make([]Person, 0, len(texts))
	for _, text := range texts {
		person, err := d.decode(ws, text)
		if err != nil {
			return nil, err
		}
		people = append(people, person)
	}
	slices.SortFunc(people, func(a, b Person) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return people, nil
}

// Person by id; NotFound when there is none in this workspace.
func (d *Directory) Person(ctx context.Context, ws kv.Workspace, id PersonID) (Person, error) {
	text, err := d.text(ctx, ws, id)
	if err != nil {
		return Person{}, err
	}
	return d.decode(ws, text)
}

func (d *Directory) text(ctx context.Context, ws kv.Workspace, id PersonID) (string, error) {
	text, err := d.store.HGet(ctx, peopleKey(ws), string(id)).Result()
	if kv.Missing(err) {
		return "", noPerson()
	}
	return text, kv.Fault("find a person", err)
}

func noPerson() error { return fault.New(fault.NotFound, "There is no such person.") }

// ByPseudonym finds who a fact speaks of; NotFound once they are forgotten.
func (d *Directory) ByPseudonym(ctx context.Context, ws kv.Workspace, p Pseudonym) (Person, error) {
	people, err := d.People(ctx, ws)
	if err != nil {
		return Person{}, err
	}
	at := slices.IndexFunc(people, func(each Person) bool { return each.Pseudonym == p })
	if at < 0 {
		return Person{}, noPerson()
	}
	return people[at], nil
}

// SetRoles replaces the roles. The last administrator stays one: Conflict.
func (d *Directory) SetRoles(ctx context.Context, ws kv.Workspace, id PersonID, roles []Role) error {
	clean, err := ParseRoles(names(roles))
	if err != nil {
		return err
	}
	return d.change(ctx, ws, id, func(p *Person) error {
		p.Roles = clean
		return nil
	})
}

// SetName renames the person, in what is recorded already as well: records name nobody.
func (d *Directory) SetName(ctx context.Context, ws kv.Workspace, id PersonID, name string) error {
	clean, err := cleanName(name)
	if err != nil {
		return err
	}
	return d.change(ctx, ws, id, func(p *Person) error {
		p.Name = clean
		return nil
	})
}

// SetTeam moves the person; "" is no team. Facts recorded so far keep the team they had.
func (d *Directory) SetTeam(ctx context.Context, ws kv.Workspace, id PersonID, team string) error {
	return d.change(ctx, ws, id, func(p *Person) error {
		p.Team = team
		return nil
	})
}

// Disable refuses the person everywhere from now on: consoles are signed out, and a device has to
// be paired anew after Enable. The last administrator stays: Conflict.
func (d *Directory) Disable(ctx context.Context, ws kv.Workspace, id PersonID) error {
	err := d.change(ctx, ws, id, func(p *Person) error {
		p.State = Disabled
		p.SignedOut = d.now().UTC()
		return nil
	})
	if err != nil {
		return err
	}
	return d.unpairAll(ctx, ws, id)
}

// Enable lets a disabled person in again.
func (d *Directory) Enable(ctx context.Context, ws kv.Workspace, id PersonID) error {
	return d.change(ctx, ws, id, func(p *Person) error {
		if p.State == Disabled {
			p.State = Active
		}
		return nil
	})
}

// arrived notes that an invited person came.
func (d *Directory) arrived(ctx context.Context, ws kv.Workspace, id PersonID) (person Person, err error) {
	err = d.change(ctx, ws, id, func(p *Person) error {
		if p.State == Disabled {
			return refused()
		}
		p.State = Active
		person = *p
		return nil
	})
	return person, err
}

// change rewrites a person; when somebody else was quicker it looks again.
func (d *Directory) change(ctx context.Context, ws kv.Workspace, id PersonID, edit func(*Person) error) error {
	for {
		text, err := d.text(ctx, ws, id)
		if err != nil {
			return err
		}
		after, person, err := d.edited(ws, text, edit)
		if err != nil {
			return err
		}
		rules := person.State == Active && person.May(Administrator)
		if done, err := d.replace(ctx, ws, id, text, after, rules); done || err != nil {
			return err
		}
	}
}

// edited is the record after an edit.
func (d *Directory) edited(ws kv.Workspace, text string, edit func(*Person) error) (after string, person Person, err error) {
	var stored storedPerson
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return "", Person{}, err
	}
	if person, err = d.unveil(ws, stored); err != nil {
		return "", Person{}, err
	}
	if err := edit(&person); err != nil {
		return "", Person{}, err
	}
	after, err = d.encode(ws, person, stored.Hidden)
	return after, person, err
}

// KEYS[1] -> people, KEYS[2] -> active administrators, KEYS[3] -> version
// ARGV[1] -> person id, ARGV[2] -> record before, ARGV[3] -> record after,
// ARGV[4] -> "1" when the person is an active administrator after it,
// ARGV[5] -> channel of changes, ARGV[6] -> workspace
// returns    {outcome, version}: "done", "changed" (the record is not as before), "last" (nobody
//
//	would rule).
var replacePerson = kv.NewScript(`#!lua
local version, channel, ws = KEYS[3], ARGV[5], ARGV[6]
local held = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if held ~= ARGV[2] and held ~= ARGV[3] then return {'changed', '0'} end
local rules = ARGV[4] == '1'
if not rules and redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 and redis.call('SCARD', KEYS[2]) == 1 then
  return {'last', '0'}
end
redis.call(rules and 'SADD' or 'SREM', KEYS[2], ARGV[1])
if held == ARGV[3] then return {'done', '0'} end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
` + raise + `
return {'done', tostring(raised)}
`)

func (d *Directory) replace(ctx context.Context, ws kv.Workspace, id PersonID, before, after string, rules bool) (done bool, err error) {
	flag := "0"
	if rules {
		flag = "1"
	}
	outcome, err := d.alter(ctx, replacePerson, ws, []string{peopleKey(ws), administratorsKey(ws), versionKey(ws)},
		string(id), before, after, flag, changedChannel(), string(ws))
	if err != nil {
		return false, kv.Fault("change a person", err)
	}
	if outcome == "last" {
		return false, lastAdministrator()
	}
	return outcome == "done", nil
}

// alter runs a script that returns {outcome, version}, and takes the version to heart at once.
func (d *Directory) alter(ctx context.Context, script *kv.Script, ws kv.Workspace, keys []string, args ...any) (outcome string, err error) {
	found, err := script.Run(ctx, d.store, keys, args...).StringSlice()
	if err != nil {
		return "", err
	}
	version, err := strconv.ParseInt(found[1], 10, 64)
	if version > 0 {
		d.vigil.heard(ws, version)
	}
	return found[0], err
}

func lastAdministrator() error {
	return fault.New(fault.Conflict, "This is the last administrator. Give somebody else the role first.")
}
