package auth_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/kv/kvtest"
)

func TestALinkWorksOnceAndPeekingUsesNothingUp(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Ada Advocate")
	link, err := h.desk.Link(ctx, h.ws, ada.ID)
	want(t, "link", err, "")
	for range 3 {
		person, err := h.desk.Peek(ctx, link)
		if err != nil || person.Name != ada.Name {
			t.Fatalf("Peek = %+v, %v", person, err)
		}
	}
	var opened atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, _, err := h.desk.SignIn(ctx, link); err == nil {
				opened.Add(1)
			}
		})
	}
	all.Wait()
	if opened.Load() != 1 {
		t.Errorf("one link opened %d sessions", opened.Load())
	}
	_, err = h.desk.Peek(ctx, link)
	want(t, "a used link", err, fault.Unauthorized)
	person, _ := h.people.Person(ctx, h.ws, ada.ID)
	if person.State != auth.Active {
		t.Errorf("who came is %q", person.State)
	}
}

// A link that leaked is dead once its person was shut out, also when they are let in again.
func TestALinkFromBeforeSomebodyWasDisabledIsDead(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Ada Advocate")
	old, err := h.desk.Link(ctx, h.ws, ada.ID)
	want(t, "link", err, "")
	h.clock.pass(time.Second)
	want(t, "disable", h.people.Disable(ctx, h.ws, ada.ID), "")
	want(t, "enable", h.people.Enable(ctx, h.ws, ada.ID), "")
	_, err = h.desk.Peek(ctx, old)
	want(t, "a look at the old link", err, fault.Unauthorized)
	_, _, err = h.desk.SignIn(ctx, old)
	want(t, "the old link", err, fault.Unauthorized)
	h.clock.pass(time.Second)
	h.signedIn(ada)
}

func TestStrangersAreTurnedAway(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	_, cookie := h.signedIn(h.person("Ada Advocate"))
	_, secret, _ := strings.Cut(cookie, ".")
	cookies := []string{"", ".", "x", cookie + "x", cookie[:len(cookie)-1], string(h.other) + "." + secret, string(h.ws) + ".", strings.Repeat("a.", 4000)}
	for _, foreign := range cookies {
		_, err := h.desk.Session(ctx, foreign)
		want(t, "cookie "+foreign[:min(9, len(foreign))], err, fault.Unauthorized)
		_, _, err = h.desk.SignIn(ctx, foreign)
		want(t, "link "+foreign[:min(9, len(foreign))], err, fault.Unauthorized)
	}
}

func TestSessionsEnd(t *testing.T) {
	ends := map[string]func(h *house, person auth.Person, cookie string) error{
		"signed out": func(h *house, _ auth.Person, cookie string) error {
			return h.desk.SignOut(h.t.Context(), cookie)
		},
		"disabled": func(h *house, person auth.Person, _ string) error {
			return h.people.Disable(h.t.Context(), h.ws, person.ID)
		},
		"disabled and enabled": func(h *house, person auth.Person, _ string) error {
			h.clock.pass(time.Second)
			if err := h.people.Disable(h.t.Context(), h.ws, person.ID); err != nil {
				return err
			}
			return h.people.Enable(h.t.Context(), h.ws, person.ID)
		},
		"removed": func(h *house, person auth.Person, _ string) error {
			return h.people.Remove(h.t.Context(), h.ws, person.ID)
		},
		"a week passed": func(h *house, _ auth.Person, _ string) error {
			h.clock.pass(7 * 24 * time.Hour)
			return nil
		},
	}
	for what, end := range ends {
		t.Run(what, func(t *testing.T) {
			h := newHouse(t)
			ada := h.person("Ada Advocate")
			opened, cookie := h.signedIn(ada)
			session, err := h.desk.Session(t.Context(), cookie)
			if err != nil || session.Person.ID != ada.ID || session.Workspace != h.ws || session.CSRF != opened.CSRF || session.CSRF == "" {
				t.Fatalf("Session = %+v, %v", session, err)
			}
			want(t, "end", end(h, ada, cookie), "")
			_, err = h.desk.Session(t.Context(), cookie)
			want(t, "the session", err, fault.Unauthorized)
		})
	}
}

func TestTheStoreHoldsNoSecret(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Ada Advocate", auth.Compliance)
	link, err := h.desk.Link(ctx, h.ws, ada.ID)
	want(t, "link", err, "")
	_, cookie := h.signedIn(ada)
	_, token, err := h.services.Create(ctx, h.ws, ada.ID, "nightly publish")
	want(t, "service token", err, "")
	tokens := h.paired(ada).Tokens
	code, err := h.devices.Code(ctx, h.ws, ada.ID)
	want(t, "code", err, "")
	secrets := []string{tokens.Access, tokens.Refresh, code.Text, strings.ReplaceAll(code.Text, "-", "")}
	for _, token := range []string{link, cookie, token} {
		secrets = append(secrets, token[strings.LastIndexByte(token, '.')+1:])
	}
	for _, key := range kvtest.Keys(t, h.store, "*") {
		dump := key + h.store.Dump(ctx, key).Val()
		for _, secret := range secrets {
			if strings.Contains(dump, secret) {
				t.Errorf("%s holds a secret", key)
			}
		}
	}
}

func TestServiceTokensActForTheirPerson(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Cleo Compliance", auth.Compliance)
	service, token, err := h.services.Create(ctx, h.ws, ada.ID, "nightly publish")
	want(t, "create", err, "")
	caller, err := h.services.Verify(ctx, token)
	if err != nil || caller.Workspace != h.ws || caller.Person.ID != ada.ID {
		t.Fatalf("Verify = %+v, %v", caller, err)
	}
	access := h.paired(ada).Tokens.Access
	elsewhere := strings.Replace(token, string(h.ws), string(h.other), 1)
	for _, foreign := range []string{"", "vouchsvc.", token + "x", token[:len(token)-1], elsewhere, access} {
		_, err := h.services.Verify(ctx, foreign)
		want(t, "a foreign token", err, fault.Unauthorized)
	}
	if listed, err := h.services.List(ctx, h.ws); err != nil || len(listed) != 1 || listed[0] != service {
		t.Errorf("List = %+v, %v", listed, err)
	}
	want(t, "revoke over the border", h.services.Revoke(ctx, h.other, service.ID), fault.NotFound)
	want(t, "disable", h.people.Disable(ctx, h.ws, ada.ID), "")
	_, err = h.services.Verify(ctx, token)
	want(t, "of a disabled person", err, fault.Unauthorized)
	want(t, "enable", h.people.Enable(ctx, h.ws, ada.ID), "")
	want(t, "revoke", h.services.Revoke(ctx, h.ws, service.ID), "")
	_, err = h.services.Verify(ctx, token)
	want(t, "a revoked token", err, fault.Unauthorized)
}
