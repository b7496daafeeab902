package auth_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/kv/kvtest"
)

func TestPeopleStayInTheirWorkspace(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	bo, ada := h.person("Bo Builder"), h.person("  Ada   Advocate ", auth.Author)

	people, err := h.people.People(ctx, h.ws)
	if err != nil || len(people) != 2 || people[0].ID != ada.ID || people[1].ID != bo.ID {
		t.Fatalf("People = %+v, %v", people, err)
	}
	if ada.Name != "Ada Advocate" || !slices.Equal(ada.Roles, []auth.Role{auth.Advocate, auth.Author}) || ada.State != auth.Invited {
		t.Errorf("Add = %+v", ada)
	}
	_, err = h.people.Person(ctx, h.other, ada.ID)
	want(t, "a person of another workspace", err, fault.NotFound)
	_, err = h.people.ByPseudonym(ctx, h.other, ada.Pseudonym)
	want(t, "a pseudonym of another workspace", err, fault.NotFound)
	want(t, "disable over the border", h.people.Disable(ctx, h.other, ada.ID), fault.NotFound)
	want(t, "remove over the border", h.people.Remove(ctx, h.other, ada.ID), fault.NotFound)
}

func TestBadPeopleAreRefused(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	cases := map[string]auth.NewPerson{
		"no name":   {Name: " \t"},
		"long name": {Name: strings.Repeat("n", 121)},
		"no role":   {Name: "Ada", Roles: []auth.Role{"owner"}},
	}
	for what, person := range cases {
		_, err := h.people.Add(ctx, h.ws, person)
		want(t, what, err, fault.Invalid)
	}
}

func TestForgettingAPersonLosesThePseudonym(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Ada Advocate")
	found, err := h.people.ByPseudonym(ctx, h.ws, ada.Pseudonym)
	if err != nil || found.ID != ada.ID {
		t.Fatalf("ByPseudonym = %+v, %v", found, err)
	}
	h.paired(ada)
	_, _, err = h.services.Create(ctx, h.ws, ada.ID, "nightly publish")
	want(t, "a token", err, "")
	want(t, "remove", h.people.Remove(ctx, h.ws, ada.ID), "")
	_, err = h.people.ByPseudonym(ctx, h.ws, ada.Pseudonym)
	want(t, "a forgotten pseudonym", err, fault.NotFound)
	for _, key := range kvtest.Keys(t, h.store, "*"+string(h.ws)+"*") {
		dump := h.store.Dump(ctx, key).Val()
		if strings.Contains(key+dump, string(ada.ID)) || strings.Contains(dump, string(ada.Pseudonym)) {
			t.Errorf("%s still names the person", key)
		}
	}
}

// Somebody edits the person while they are removed: removed they are, and wholly.
func TestARemovalIsNotLostAmongEdits(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	for range 20 {
		ada := h.person("Ada Advocate")
		gone := make(chan struct{})
		var editing sync.WaitGroup
		for _, team := range []string{"Field", "Support"} {
			editing.Go(func() {
				for i := 0; ; i++ {
					select {
					case <-gone:
						return
					default:
						_ = h.people.SetTeam(ctx, h.ws, ada.ID, team+strings.Repeat("!", i%2)) // NotFound in the end
					}
				}
			})
		}
		err := h.people.Remove(ctx, h.ws, ada.ID)
		close(gone)
		editing.Wait()
		want(t, "remove", err, "")
		_, err = h.people.Person(ctx, h.ws, ada.ID)
		want(t, "who was removed", err, fault.NotFound)
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	first := h.person("First", auth.Administrator)
	h.signedIn(first)
	second := h.person("Second", auth.Administrator) // invited, so nobody who could rule yet

	want(t, "disable the last", h.people.Disable(ctx, h.ws, first.ID), fault.Conflict)
	want(t, "remove the last", h.people.Remove(ctx, h.ws, first.ID), fault.Conflict)
	want(t, "take the role of the last", h.people.SetRoles(ctx, h.ws, first.ID, nil), fault.Conflict)
	want(t, "move the last", h.people.SetTeam(ctx, h.ws, first.ID, "Support"), "")
	h.signedIn(second)
	want(t, "disable one of two", h.people.Disable(ctx, h.ws, first.ID), "")
	want(t, "disable who is left", h.people.Disable(ctx, h.ws, second.ID), fault.Conflict)
	want(t, "enable again", h.people.Enable(ctx, h.ws, first.ID), "")
}

func TestRolesDecideWhatAPersonMay(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Ada Advocate")
	want(t, "no role", ada.Need(auth.Compliance), fault.Forbidden)
	want(t, "set roles", h.people.SetRoles(ctx, h.ws, ada.ID, []auth.Role{auth.Compliance}), "")
	want(t, "set team", h.people.SetTeam(ctx, h.ws, ada.ID, "Support"), "")
	want(t, "set name", h.people.SetName(ctx, h.ws, ada.ID, " Ada  Advocate-Author "), "")
	want(t, "no name", h.people.SetName(ctx, h.ws, ada.ID, " "), fault.Invalid)
	ada, err := h.people.Person(ctx, h.ws, ada.ID)
	if err != nil || ada.Team != "Support" || ada.Name != "Ada Advocate-Author" {
		t.Errorf("Person = %+v, %v", ada, err)
	}
	want(t, "the role", ada.Need(auth.Compliance), "")
	want(t, "disable", h.people.Disable(ctx, h.ws, ada.ID), "")
	ada, _ = h.people.Person(ctx, h.ws, ada.ID)
	want(t, "a disabled person", ada.Need(auth.Advocate), fault.Forbidden)
	want(t, "nobody", h.people.SetTeam(ctx, h.ws, auth.PersonID(kvtest.Workspace(t)), "x"), fault.NotFound)
}
