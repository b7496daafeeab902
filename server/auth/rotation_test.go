package auth_test

import (
	"regexp"
	"sync"
	"testing"
	"time"

	"vouch/server/auth"
	"vouch/server/fault"
)

// Two servers share the key files; tokens are issued and shown at both while the keys turn again
// and again. Nobody is refused before their token ends.
func TestKeysTurnUnderLoadAndNobodyIsRefused(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	dir := t.TempDir()
	h.keys = h.turns(dir)
	h.open()
	second := *h
	second.keys = h.turns(dir)
	second.open()
	paired := h.paired(h.person("Ada Advocate"))
	servers := []*house{h, &second}
	kids := map[string]bool{}
	refresh := paired.Tokens.Refresh
	var shown []string // tokens that have not ended
	for range 12 {
		for i, server := range servers {
			tokens, err := server.devices.Refresh(ctx, refresh)
			want(t, "refresh", err, "")
			refresh = tokens.Refresh
			head, _ := parts(t, tokens.Access)
			kid, _ := head["kid"].(string)
			kids[kid] = true
			shown = append(shown, tokens.Access)
			if i == 0 {
				due := rotates(h)
				want(t, "rotate", h.keys.Rotate(false), due)
			}
		}
		var all sync.WaitGroup
		for _, token := range shown {
			for _, server := range servers {
				all.Go(func() {
					if _, err := server.devices.Verify(ctx, token); err != nil {
						t.Errorf("a token that has not ended: %v", err)
					}
				})
			}
		}
		all.Wait()
		h.clock.pass(5 * time.Minute)
		shown = shown[max(0, len(shown)-2):] // of this step: the one before ends now
	}
	if len(kids) < 4 {
		t.Errorf("only %d keys took part", len(kids))
	}
}

// rotates tells whether the next key is published long enough.
func rotates(h *house) fault.Kind {
	turns := h.keys.Turns()
	if h.clock.now().Sub(turns[len(turns)-1].Published) < 10*time.Minute {
		return fault.Conflict
	}
	return ""
}

func TestTokensOfAKeyThatLeakedAreDeadAtOnce(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	paired := h.paired(h.person("Ada Advocate"))
	_, err := h.devices.Verify(ctx, paired.Tokens.Access)
	want(t, "before, and remembered", err, "")
	want(t, "rotate", h.keys.Rotate(true), "")
	_, err = h.devices.Verify(ctx, paired.Tokens.Access)
	want(t, "after", err, fault.Unauthorized)
	tokens, err := h.devices.Refresh(ctx, paired.Tokens.Refresh)
	want(t, "the device turns its token", err, "")
	_, err = h.devices.Verify(ctx, tokens.Access)
	want(t, "and goes on", err, "")
}

// A server that watches asks nothing of the store for a token it knows, and hears at once, from
// itself and from others, that somebody is shut out.
func TestARememberedTokenEndsWithItsDevice(t *testing.T) {
	ends := map[string]func(at *house, paired auth.Paired) error{
		"unpaired": func(at *house, p auth.Paired) error { return at.devices.Unpair(at.t.Context(), at.ws, p.Device) },
		"disabled": func(at *house, p auth.Paired) error { return at.people.Disable(at.t.Context(), at.ws, p.Person.ID) },
		"removed":  func(at *house, p auth.Paired) error { return at.people.Remove(at.t.Context(), at.ws, p.Person.ID) },
		"replayed": func(at *house, p auth.Paired) error {
			for range 2 {
				tokens, err := at.devices.Refresh(at.t.Context(), p.Tokens.Refresh)
				if err != nil {
					return err
				}
				p.Tokens = tokens
			}
			return nil
		},
	}
	for what, end := range ends {
		t.Run(what, func(t *testing.T) {
			h, ctx := countedHouse(t), t.Context()
			elsewhere := h.beside()
			for _, server := range []*house{h, elsewhere} {
				server.watch()
			}
			paired := h.paired(h.person("Ada Advocate"))
			old := paired.Tokens.Refresh
			for _, server := range []*house{h, elsewhere} {
				server.remembers(paired.Tokens.Access)
			}
			want(t, what, end(h, paired), "")
			if what == "replayed" {
				_, err := h.devices.Refresh(ctx, old)
				want(t, "a token two generations old", err, fault.Unauthorized)
			}
			_, err := h.devices.Verify(ctx, paired.Tokens.Access)
			want(t, "here, at once", err, fault.Unauthorized)
			for { // a message is under way
				_, err := elsewhere.devices.Verify(ctx, paired.Tokens.Access)
				if fault.Is(err, fault.Unauthorized) {
					break
				}
				if ctx.Err() != nil {
					t.Fatal("another server never heard of it")
				}
			}
		})
	}
}

func TestARememberedTokenEndsToTheSecond(t *testing.T) {
	h, ctx := countedHouse(t), t.Context()
	h.watch()
	paired := h.paired(h.person("Ada Advocate"))
	h.remembers(paired.Tokens.Access)
	ends := time.UnixMilli(paired.Tokens.ExpiresMs)
	h.clock.pass(ends.Sub(h.clock.now()) - time.Nanosecond)
	_, err := h.devices.Verify(ctx, paired.Tokens.Access)
	want(t, "just before", err, "")
	h.clock.pass(time.Nanosecond)
	_, err = h.devices.Verify(ctx, paired.Tokens.Access)
	want(t, "then", err, fault.Unauthorized)
}

// A team is part of the next fact, so that a remembered caller must have the new one.
func TestARememberedCallerIsAsThePersonIsNow(t *testing.T) {
	h, ctx := countedHouse(t), t.Context()
	h.watch()
	ada := h.person("Ada Advocate")
	token := h.paired(ada).Tokens.Access
	h.remembers(token)
	want(t, "move", h.people.SetTeam(ctx, h.ws, ada.ID, "Support"), "")
	if caller, err := h.devices.Verify(ctx, token); err != nil || caller.Person.Team != "Support" {
		t.Errorf("%+v, %v", caller, err)
	}
}

// watch runs until the test ends.
func (h *house) watch() {
	var running sync.WaitGroup
	running.Go(func() { h.people.Watch(h.t.Context()) })
	h.t.Cleanup(running.Wait)
}

// remembers waits until the token costs no look at the store.
func (h *house) remembers(token string) {
	h.t.Helper()
	for {
		if _, err := h.devices.Verify(h.t.Context(), token); err != nil {
			h.t.Fatal(err)
		}
		before := h.asked()
		_, err := h.devices.Verify(h.t.Context(), token)
		if err == nil && h.asked() == before {
			return
		}
	}
}

var hgets = regexp.MustCompile(`cmdstat_hget:calls=(\d+)`)

// asked is how often the store was asked for a person, or anything else of a hash.
func (h *house) asked() string {
	h.t.Helper()
	stats, err := h.store.Info(h.t.Context(), "commandstats").Result()
	if err != nil {
		h.t.Fatal(err)
	}
	return hgets.FindString(stats)
}
