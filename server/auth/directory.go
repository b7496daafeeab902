package auth

import (
	"context"

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
func (d *Directory) Add(ctx context.Context, ws kv.Workspace, person NewPerson) (Person, error) {
	panic("not yet")
}

// People of the workspace by name.
func (d *Directory) People(ctx context.Context, ws kv.Workspace) ([]Person, error) {
	panic("not yet")
}

// Person by id; NotFound when there is none in this workspace.
func (d *Directory) Person(ctx context.Context, ws kv.Workspace, id PersonID) (Person, error) {
	panic("not yet")
}

// ByPseudonym finds who a fact speaks of; NotFound once they are forgotten.
func (d *Directory) ByPseudonym(ctx context.Context, ws kv.Workspace, p Pseudonym) (Person, error) {
	panic("not yet")
}

// SetRoles replaces the roles. The last administrator stays one: Conflict.
func (d *Directory) SetRoles(ctx context.Context, ws kv.Workspace, id PersonID, roles []Role) error {
	panic("not yet")
}

// SetTeam moves the person; "" is no team. Facts recorded so far keep the team they had.
func (d *Directory) SetTeam(ctx context.Context, ws kv.Workspace, id PersonID, team string) error {
	panic("not yet")
}

// Disable refuses the person everywhere from now on. The last administrator stays: Conflict.
func (d *Directory) Disable(ctx context.Context, ws kv.Workspace, id PersonID) error {
	panic("not yet")
}

// Enable lets a disabled person in again.
func (d *Directory) Enable(ctx context.Context, ws kv.Workspace, id PersonID) error {
	panic("not yet")
}

// Remove forgets the person: the record and the key of the pseudonym are deleted, facts stay
// under a name that nobody can resolve. The last administrator stays: Conflict.
func (d *Directory) Remove(ctx context.Context, ws kv.Workspace, id PersonID) error {
	panic("not yet")
}
