package auth

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Directory keeps the people of every workspace.
type Directory struct {
	store *kv.Store
	now   kv.Clock
}

// NewDirectory over a store.
func NewDirectory(store *kv.Store, now kv.Clock) *Directory {
	return &Directory{store: store, now: now}
}

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
	id, key := PersonID(newID()), newSecret()
	person := Person{
		ID: id, Name: name, Team: asked.Team, Roles: roles, State: Invited,
		Pseudonym: pseudonym(key, id), Since: d.now().UTC().Truncate(time.Second),
	}
	text, err := json.Marshal(person)
	if err != nil {
		return Person{}, err
	}
	_, err = d.store.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HSet(ctx, pseudonymKeysKey(ws), string(id), key)
		p.HSet(ctx, pseudonymsKey(ws), string(person.Pseudonym), string(id))
		p.HSet(ctx, peopleKey(ws), string(id), text)
		return nil
	})
	return person, kv.Fault("add a person", err)
}

// pseudonym is HMAC-SHA256 of the person's id with a key of their own, cut to 128 bits.
func pseudonym(key string, id PersonID) Pseudonym {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(id))
	return Pseudonym(hex.EncodeToString(mac.Sum(nil)[:16]))
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
		person, err := decodePerson(text)
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
	return decodePerson(text)
}

func (d *Directory) text(ctx context.Context, ws kv.Workspace, id PersonID) (string, error) {
	text, err := d.store.HGet(ctx, peopleKey(ws), string(id)).Result()
	if kv.Missing(err) {
		return "", noPerson()
	}
	return text, kv.Fault("find a person", err)
}

func noPerson() error { return fault.New(fault.NotFound, "There is no such person.") }

func decodePerson(text string) (person Person, err error) {
	err = json.Unmarshal([]byte(text), &person)
	return person, err
}

// ByPseudonym finds who a fact speaks of; NotFound once they are forgotten.
func (d *Directory) ByPseudonym(ctx context.Context, ws kv.Workspace, p Pseudonym) (Person, error) {
	id, err := d.store.HGet(ctx, pseudonymsKey(ws), string(p)).Result()
	if kv.Missing(err) {
		return Person{}, noPerson()
	}
	if err != nil {
		return Person{}, kv.Fault("find a pseudonym", err)
	}
	return d.Person(ctx, ws, PersonID(id))
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
	return unpairAll(ctx, d.store, ws, id)
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
		person, err := decodePerson(text)
		if err != nil {
			return err
		}
		if err := edit(&person); err != nil {
			return err
		}
		after, err := json.Marshal(person)
		if err != nil {
			return err
		}
		rules := person.State == Active && person.May(Administrator)
		if done, err := d.replace(ctx, ws, id, text, string(after), rules); done || err != nil {
			return err
		}
	}
}

// KEYS[1] -> people, KEYS[2] -> active administrators
// ARGV[1] -> person id, ARGV[2] -> record before, ARGV[3] -> record after,
// ARGV[4] -> "1" when the person is an active administrator after it
// returns    "done", "changed" (the record is not as before), "last" (nobody would rule).
var replacePerson = kv.NewScript(`#!lua
local held = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if held ~= ARGV[2] and held ~= ARGV[3] then return 'changed' end
local rules = ARGV[4] == '1'
if not rules and redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 and redis.call('SCARD', KEYS[2]) == 1 then
  return 'last'
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call(rules and 'SADD' or 'SREM', KEYS[2], ARGV[1])
return 'done'
`)

func (d *Directory) replace(ctx context.Context, ws kv.Workspace, id PersonID, before, after string, rules bool) (done bool, err error) {
	flag := "0"
	if rules {
		flag = "1"
	}
	outcome, err := replacePerson.Run(ctx, d.store, []string{peopleKey(ws), administratorsKey(ws)},
		string(id), before, after, flag).Text()
	if err != nil {
		return false, kv.Fault("change a person", err)
	}
	if outcome == "last" {
		return false, lastAdministrator()
	}
	return outcome == "done", nil
}

func lastAdministrator() error {
	return fault.New(fault.Conflict, "This is the last administrator. Give somebody else the role first.")
}
