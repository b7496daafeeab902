package auth

import (
	"cmp"
	"context"
	"crypto/subtle"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"vouch/server/fault"
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

type storedService struct {
	Service
	Hash string `json:"hash"`
}

// Services are tokens for programs such as `vouch packs publish`. Each acts for the person who
// made it, with the roles that person has at the moment of the call.
type Services struct {
	store  *kv.Store
	people *Directory
	now    kv.Clock
}

// servicePrefix tells a service token from a device's access token, and lets secret scanners
// recognise one that was committed by mistake.
const servicePrefix = "vouchsvc."

// NewServices over the directory.
func NewServices(store *kv.Store, people *Directory, now kv.Clock) *Services {
	return &Services{store: store, people: people, now: now}
}

// Create makes a token and tells its secret this once.
func (s *Services) Create(ctx context.Context, ws kv.Workspace, by PersonID, name string) (Service, string, error) {
	name, err := cleanName(name)
	if err != nil {
		return Service{}, "", err
	}
	service := Service{ID: ServiceID(newID()), Name: name, Person: by, Created: s.now().UTC().Truncate(time.Second)}
	secret := newSecret()
	text, err := json.Marshal(storedService{Service: service, Hash: hashOf(secret)})
	if err != nil {
		return Service{}, "", err
	}
	if err := s.store.HSet(ctx, servicesKey(ws), string(service.ID), text).Err(); err != nil {
		return Service{}, "", kv.Fault("make a service token", err)
	}
	return service, servicePrefix + joinSecret(ws, string(service.ID)+"."+secret), nil
}

// List of the workspace, newest first.
func (s *Services) List(ctx context.Context, ws kv.Workspace) ([]Service, error) {
	texts, err := s.store.HVals(ctx, servicesKey(ws)).Result()
	if err != nil {
		return nil, kv.Fault("list service tokens", err)
	}
	services := make([]Service, 0, len(texts))
	for _, text := range texts {
		var stored storedService
		if err := json.Unmarshal([]byte(text), &stored); err != nil {
			return nil, err
		}
		services = append(services, stored.Service)
	}
	slices.SortFunc(services, func(a, b Service) int {
		return cmp.Or(b.Created.Compare(a.Created), cmp.Compare(a.ID, b.ID))
	})
	return services, nil
}

// Revoke ends a token at once.
func (s *Services) Revoke(ctx context.Context, ws kv.Workspace, id ServiceID) error {
	gone, err := s.store.HDel(ctx, servicesKey(ws), string(id)).Result()
	if err == nil && gone == 0 {
		return fault.New(fault.NotFound, "There is no such token.")
	}
	return kv.Fault("revoke a service token", err)
}

// Verify tells who a service token speaks for; Unauthorized otherwise.
func (s *Services) Verify(ctx context.Context, token string) (Caller, error) {
	token, marked := strings.CutPrefix(token, servicePrefix)
	ws, rest, ok := splitSecret(token)
	id, secret, whole := strings.Cut(rest, ".")
	if !marked || !ok || !whole {
		return Caller{}, refused()
	}
	text, err := s.store.HGet(ctx, servicesKey(ws), id).Result()
	if err != nil {
		return Caller{}, refusedOr("find a service token", err)
	}
	var stored storedService
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return Caller{}, err
	}
	if subtle.ConstantTimeCompare([]byte(stored.Hash), []byte(hashOf(secret))) != 1 {
		return Caller{}, refused()
	}
	person, err := s.people.Person(ctx, ws, stored.Person)
	if err != nil {
		return Caller{}, unknownIsRefused(err)
	}
	if person.State == Disabled {
		return Caller{}, refused()
	}
	return Caller{Workspace: ws, Person: person}, nil
}
