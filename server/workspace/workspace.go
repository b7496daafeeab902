// Package workspace keeps what a company decided about itself: its name, its switches, the hosts
// that tracking links may lead to, and its teams. Every switch set here is shown on every device.
package workspace

import (
	"context"

	"vouch/server/kv"
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
	Destinations []string     `json:"destinations"` // hosts; "*.acme.example" covers those below
	Teams        []string     `json:"teams"`
}

// Workspaces of this installation.
type Workspaces struct {
	store *kv.Store
	now   kv.Clock
}

// New over a store.
func New(store *kv.Store, now kv.Clock) *Workspaces {
	return &Workspaces{store: store, now: now}
}

// Create makes a workspace with painting and the hold allowed and everything else off.
func (w *Workspaces) Create(ctx context.Context, id kv.Workspace, name string) (Workspace, error) {
	panic("not yet")
}

// Get finds a workspace; NotFound when there is none.
func (w *Workspaces) Get(ctx context.Context, id kv.Workspace) (Workspace, error) {
	panic("not yet")
}

// List names every workspace of this installation.
func (w *Workspaces) List(ctx context.Context) ([]kv.Workspace, error) { panic("not yet") }

// Rename gives the company another name.
func (w *Workspaces) Rename(ctx context.Context, id kv.Workspace, name string) error {
	panic("not yet")
}

// SetSwitches replaces the switches.
func (w *Workspaces) SetSwitches(ctx context.Context, id kv.Workspace, s Switches) error {
	panic("not yet")
}

// SetDestinations replaces the allowed hosts; Invalid with the line of the first that is no host.
func (w *Workspaces) SetDestinations(ctx context.Context, id kv.Workspace, hosts []string) error {
	panic("not yet")
}

// SetTeams replaces the names of the teams.
func (w *Workspaces) SetTeams(ctx context.Context, id kv.Workspace, teams []string) error {
	panic("not yet")
}

// Destination checks that a link may lead to this address and returns it in the form to store.
// Invalid otherwise, in words that name the reason.
func (w Workspace) Destination(address string) (string, error) { panic("not yet") }
