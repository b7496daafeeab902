// Package workspace keeps what a company decided about itself: its name, its switches, the hosts
// that tracking links may lead to, its teams, and how near its numbers may come to a person.
// Every switch set here is shown on every device.
package workspace

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/wire"
)

// Switches are the decisions of an administrator.
type Switches struct {
	PerPerson bool `json:"per_person"` // the console shows activity by person
	Regulated bool `json:"regulated"`  // findings by person go to the server
	Paint     bool `json:"paint"`      // devices may underline words in the page
	Hold      bool `json:"hold"`       // devices may hold a press of Post
}

// Workspace is one company.
type Workspace struct {
	ID           kv.Workspace `json:"id"`
	Name         string       `json:"name"`
	Demo         bool         `json:"demo"` // filled with invented facts; the console says so
	Switches     Switches     `json:"switches"`
	Destinations []string     `json:"destinations"` // rules, as server/links reads them: "*.acme.example"
	Teams        []string     `json:"teams"`
	Counting     Counting     `json:"counting,omitzero"`
	Mode         Mode         `json:"mode,omitzero"`
	Ages         wire.Ages    `json:"ages,omitzero"` // see RuleAges
}

// Workspaces of this installation.
type Workspaces struct {
	store   *kv.Store
	check   func(rule string) error
	signer  Signer
	now     kv.Clock
	trusted sync.Map // workspace -> statement and signature of its mode that were found to fit
}

// Signer gives the key that a workspace signs with; devices pin its public half.
type Signer func(kv.Workspace) (ed25519.PrivateKey, error)

// New over a store; check says whether an entry of the list of destinations can be read.
func New(store *kv.Store, check func(rule string) error, signer Signer, now kv.Clock) *Workspaces {
	return &Workspaces{store: store, check: check, signer: signer, now: now}
}

// recordKey: STRING, the Workspace as JSON.
func recordKey(id kv.Workspace) string { return kv.Key(id, "workspace") }

// indexKey: SET, the ids of all workspaces of this installation.
func indexKey() string { return kv.Shared("workspaces") }

// Create makes a workspace with painting and the hold allowed and everything else off. Conflict
// when the id is taken.
func (w *Workspaces) Create(ctx context.Context, id kv.Workspace, name string) (Workspace, error) {
	name, err := cleanName(name, "name")
	if err != nil {
		return Workspace{}, err
	}
	made := Workspace{ID: id, Name: name, Switches: Switches{Paint: true, Hold: true}}
	text, err := json.Marshal(made)
	if err != nil {
		return Workspace{}, err
	}
	// The index comes first: an id in it without a record is skipped, the reverse would be lost.
	if err := w.store.SAdd(ctx, indexKey(), string(id)).Err(); err != nil {
		return Workspace{}, kv.Fault("make a workspace", err)
	}
	fresh, err := w.store.SetNX(ctx, recordKey(id), text, 0).Result()
	if err != nil {
		return Workspace{}, kv.Fault("make a workspace", err)
	}
	if !fresh {
		return Workspace{}, fault.New(fault.Conflict, "This workspace exists already.")
	}
	return made, nil
}

// Get finds a workspace; NotFound when there is none.
func (w *Workspaces) Get(ctx context.Context, id kv.Workspace) (Workspace, error) {
	text, err := w.text(ctx, id)
	if err != nil {
		return Workspace{}, err
	}
	found, err := decode(text)
	if err != nil {
		return Workspace{}, err
	}
	err = w.trust(id, &found)
	return found, err
}

func (w *Workspaces) text(ctx context.Context, id kv.Workspace) (string, error) {
	text, err := w.store.Get(ctx, recordKey(id)).Result()
	if kv.Missing(err) {
		return "", fault.New(fault.NotFound, "There is no such workspace.")
	}
	return text, kv.Fault("find a workspace", err)
}

func decode(text string) (found Workspace, err error) {
	err = json.Unmarshal([]byte(text), &found)
	return found, err
}

// List names every workspace of this installation, in order.
func (w *Workspaces) List(ctx context.Context) ([]kv.Workspace, error) {
	members, err := w.store.SMembers(ctx, indexKey()).Result()
	if err != nil {
		return nil, kv.Fault("list workspaces", err)
	}
	slices.Sort(members)
	ids := make([]kv.Workspace, len(members))
	for i, member := range members {
		ids[i] = kv.Workspace(member)
	}
	return ids, nil
}

// Rename gives the company another name.
func (w *Workspaces) Rename(ctx context.Context, id kv.Workspace, name string) error {
	name, err := cleanName(name, "name")
	if err != nil {
		return err
	}
	return w.change(ctx, id, func(found *Workspace) error {
		found.Name = name
		return nil
	})
}

// SetSwitches replaces the switches. Conflict where the aggregate mode forbids one.
func (w *Workspaces) SetSwitches(ctx context.Context, id kv.Workspace, switches Switches) error {
	return w.change(ctx, id, func(found *Workspace) error {
		if found.Mode.Aggregate && switches != switches.aggregate() {
			return fault.New(fault.Conflict, "This workspace counts in aggregate only: activity by person and the regulated mode stay off.")
		}
		found.Switches = switches
		return nil
	})
}

// SetDestinations replaces the list of allowed destinations; Invalid with the line of the first
// entry that cannot be read.
func (w *Workspaces) SetDestinations(ctx context.Context, id kv.Workspace, rules []string) error {
	clean, err := cleanLines(rules, "destinations", func(line string) (string, error) {
		line = strings.TrimSpace(line)
		return line, w.check(line)
	})
	if err != nil {
		return err
	}
	return w.change(ctx, id, func(found *Workspace) error {
		found.Destinations = clean
		return nil
	})
}

// SetTeams replaces the names of the teams.
func (w *Workspaces) SetTeams(ctx context.Context, id kv.Workspace, teams []string) error {
	clean, err := cleanLines(teams, "teams", func(line string) (string, error) {
		return cleanName(line, "teams")
	})
	if err != nil {
		return err
	}
	return w.change(ctx, id, func(found *Workspace) error {
		found.Teams = clean
		return nil
	})
}

// cleanLines reads a list as an administrator types it, an entry a line: empty lines and
// repetitions are dropped, a bad entry is told with its line.
func cleanLines(lines []string, field string, clean func(string) (string, error)) ([]string, error) {
	var kept []string
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		entry, err := clean(line)
		if f, ok := fault.As(err); ok {
			return nil, f.At(field).OnLine(i + 1)
		}
		if err != nil {
			return nil, err
		}
		if !slices.Contains(kept, entry) {
			kept = append(kept, entry)
		}
	}
	return kept, nil
}

// MarkDemo says that this workspace is filled with invented facts.
func (w *Workspaces) MarkDemo(ctx context.Context, id kv.Workspace) error {
	return w.change(ctx, id, func(found *Workspace) error {
		found.Demo = true
		return nil
	})
}

// KEYS[1] -> the record
// ARGV[1] -> the record before, ARGV[2] -> the record after
// returns    1, or 0 when the record is not as before.
var replaceRecord = kv.NewScript(`#!lua
local held = redis.call('GET', KEYS[1])
if held ~= ARGV[1] and held ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
`)

// change rewrites the record; when somebody else was quicker it looks again.
func (w *Workspaces) change(ctx context.Context, id kv.Workspace, edit func(*Workspace) error) error {
	for {
		before, err := w.text(ctx, id)
		if err != nil {
			return err
		}
		found, err := decode(before)
		if err != nil {
			return err
		}
		if err := w.trust(id, &found); err != nil {
			return err
		}
		if err := edit(&found); err != nil {
			return err
		}
		after, err := json.Marshal(found)
		if err != nil {
			return err
		}
		done, err := replaceRecord.Run(ctx, w.store, []string{recordKey(id)}, before, string(after)).Bool()
		if err != nil {
			return kv.Fault("change a workspace", err)
		}
		if done {
			return nil
		}
	}
}

func cleanName(name, field string) (string, error) {
	const longest = 80 // bytes; what the console's heading shows without cutting
	name = strings.Join(strings.Fields(name), " ")
	if name == "" {
		return "", fault.New(fault.Invalid, "A name is needed.").At(field)
	}
	if len(name) > longest {
		return "", fault.New(fault.Invalid, "The name is too long: %d bytes at most.", longest).At(field)
	}
	return name, nil
}
