package auth

import (
	"context"
	"time"

	"vouch/server/kv"
)

// ServiceID names a token that a person made for a program.
type ServiceID string

// Service is such a token, without its secret.
type Service struct {
	ID      ServiceID `json:"id"`
	Name    string    `json:"name"` // what it is for: "nightly publish"
	Person  PersonID  `json:"person"`
	Created time.Time `json:"created"`
}

// Services are tokens for programs such as `vouch packs publish`. Each acts for the person who
// made it, with the roles that person has at the moment of the call.
type Services struct {
	store  *kv.Store
	people *Directory
	now    kv.Clock
}

// NewServices over the directory.
func NewServices(store *kv.Store, people *Directory, now kv.Clock) *Services {
	return &Services{store: store, people: people, now: now}
}

// Create makes a token and tells its secret this once.
func (s *Services) Create(ctx context.Context, ws kv.Workspace, by PersonID, name string) (Service, string, error) {
	panic("not yet")
}

// List of the workspace, newest first.
func (s *Services) List(ctx context.Context, ws kv.Workspace) ([]Service, error) {
	panic("not yet")
}

// Revoke ends a token at once.
func (s *Services) Revoke(ctx context.Context, ws kv.Workspace, id ServiceID) error {
	panic("not yet")
}

// Verify tells who a service token speaks for; Unauthorized otherwise.
func (s *Services) Verify(ctx context.Context, token string) (Caller, error) { panic("not yet") }
