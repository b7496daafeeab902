package auth_test

import (
	"encoding/json"
	"strings"
	"testing"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/kv/kvtest"
)

// A copy of the store without the key files joins nobody to a pseudonym.
func TestTheStoreJoinsNobodyToAPseudonym(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Ada Advocate", auth.Administrator)
	h.signedIn(ada)
	h.paired(ada)
	found, err := h.people.ByPseudonym(ctx, h.ws, ada.Pseudonym)
	if err != nil || found.ID != ada.ID {
		t.Fatalf("ByPseudonym = %+v, %v", found, err)
	}
	for _, key := range kvtest.Keys(t, h.store, "*") {
		if strings.Contains(key+h.store.Dump(ctx, key).Val(), string(ada.Pseudonym)) {
			t.Errorf("%s holds the pseudonym", key)
		}
	}
	bo := h.person("Bo Builder")
	record := h.store.HGet(ctx, peopleKey(h), string(ada.ID)).Val()
	moved := strings.Replace(record, string(ada.ID), string(bo.ID), 1)
	if err := h.store.HSet(ctx, peopleKey(h), string(bo.ID), moved).Err(); err != nil {
		t.Fatal(err)
	}
	if found, err := h.people.Person(ctx, h.ws, bo.ID); err == nil {
		t.Errorf("a hidden pseudonym opens for somebody else: %+v", found)
	}
}

// An older version stored pseudonyms bare.
func TestBarePseudonymsAreVeiledAndStayTheSame(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	bare := strings.Repeat("ab", 16)
	record, err := json.Marshal(map[string]any{
		"id": "old", "name": "Olda Advocate", "team": "Field", "roles": []string{"advocate"}, "state": "active",
		"pseudonym": bare, "since": "2026-11-01T00:00:00Z",
	})
	want(t, "record", err, "")
	prefix := strings.TrimSuffix(peopleKey(h), "people")
	for key, value := range map[string]string{"people": string(record), "pseudonym-keys": "a key"} {
		want(t, "store", h.store.HSet(ctx, prefix+key, "old", value).Err(), "")
	}
	want(t, "store", h.store.HSet(ctx, prefix+"pseudonyms", bare, "old").Err(), "")
	for _, step := range []string{"bare", "veiled"} {
		found, err := h.people.ByPseudonym(ctx, h.ws, auth.Pseudonym(bare))
		if err != nil || found.Name != "Olda Advocate" || found.ID != "old" {
			t.Errorf("%s: %+v, %v", step, found, err)
		}
		want(t, "veil", h.people.Veil(ctx, h.ws), "")
	}
	for _, key := range kvtest.Keys(t, h.store, prefix+"*") {
		if strings.Contains(h.store.Dump(ctx, key).Val(), bare) {
			t.Errorf("%s still holds it", key)
		}
	}
	want(t, "remove", h.people.Remove(ctx, h.ws, "old"), "")
	_, err = h.people.ByPseudonym(ctx, h.ws, auth.Pseudonym(bare))
	want(t, "forgotten", err, fault.NotFound)
}

func peopleKey(h *house) string { return "{" + string(h.ws) + "}:auth:people" }
