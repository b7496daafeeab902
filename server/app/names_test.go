package app

import (
	"testing"
	"time"

	"vouch/server/auth"
	"vouch/server/kv/kvtest"
)

// Every device that asked after a publication had all people of its company read anew.
func TestPeopleAreReadOnceForManyWhoAsk(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	store, ws := kvtest.Start(t), kvtest.Workspace(t)
	people := auth.NewDirectory(store, auth.VeilKey{1}, clock)
	add := func(name string) auth.Person {
		t.Helper()
		person, err := people.Add(t.Context(), ws, auth.NewPerson{Name: name, Roles: []auth.Role{auth.Advocate}})
		if err != nil {
			t.Fatal(err)
		}
		return person
	}
	known := newNames(people, clock)
	told := func(of auth.Person) string {
		t.Helper()
		names, err := known.of(t.Context(), ws)
		if err != nil {
			t.Fatal(err)
		}
		return names[of.Pseudonym]
	}
	ada := add("Ada Advocate")
	if got := told(ada); got != "Ada Advocate" {
		t.Fatalf("she is called %q", got)
	}
	bo := add("Bo Advocate")
	if got := told(bo); got != "" {
		t.Errorf("people were read again at once: %q", got)
	}
	now = now.Add(namesKept)
	if got := told(bo); got != "Bo Advocate" {
		t.Errorf("after a while he is called %q", got)
	}
	now = now.Add(-time.Hour)
	cy := add("Cy Advocate")
	if got := told(cy); got != "Cy Advocate" {
		t.Errorf("after the clock was set back she is called %q", got)
	}
}
