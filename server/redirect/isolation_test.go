package redirect_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"vouch/server/activity"
	"vouch/server/kv"
	"vouch/server/kv/kvtest"
	"vouch/server/links"
	"vouch/server/points"
	"vouch/server/points/pointstest"
	"vouch/shared/wire"

	crypto "crypto/rand"
)

// Whatever ids two workspaces use, each key that their facts, links and points make belongs to
// exactly one of them, or holds a single link.
func TestKeysOfTwoWorkspacesAreDisjoint(t *testing.T) {
	_, store := kvtest.StartServer(t)
	random := rand.New(rand.NewPCG(3, 5))
	for range 40 {
		for _, ws := range []kv.Workspace{"acme", "acme:x", "{acme}", "a", "acme}:count:{globex"} {
			live(t, store, ws, random)
		}
	}
	keys, err := store.Keys(t.Context(), "*").Result()
	if err != nil || len(keys) < 20 {
		t.Fatal(len(keys), err)
	}
	for _, key := range keys {
		owners := 0
		for _, ws := range []kv.Workspace{"acme", "acme:x", "{acme}", "a", "acme}:count:{globex"} {
			if strings.HasPrefix(key, kv.Key(ws)+":") {
				owners++
			}
		}
		shared := strings.HasPrefix(key, "vouch:link:") && len(key) == len("vouch:link:")+8
		if tag := strings.Count(key, "{"); owners != 1 && !shared || owners == 1 && tag != 1 {
			t.Errorf("%q belongs to %d workspaces and has %d tags", key, owners, tag)
		}
	}
}

// live lets somebody in a workspace share, mint and be clicked, under ids that want out.
func live(t *testing.T, store *kv.Store, ws kv.Workspace, random *rand.Rand) {
	t.Helper()
	nasty := []string{"s", "{b}", "}", ":", "a:b", "*", "\x00", "\n", "%7B", "é", strings.Repeat("x", 60)}
	pick := func() string { return nasty[random.IntN(len(nasty))] }
	who := activity.Who{Advocate: activity.Pseudonym(pick()), Team: activity.Team(pick())}
	room := links.New(store, links.Options{Destinations: list{"acme.example"}, Now: time.Now, Rand: crypto.Reader})
	link, err := room.Mint(t.Context(), ws, links.Request{
		Story: activity.Story(pick()), Advocate: who.Advocate, Team: who.Team, Channel: "linkedin", Destination: destination,
	})
	if err != nil {
		t.Fatal(err)
	}
	fact := wire.Fact{
		ID: "00000000-0000-4000-8000-" + strings.Repeat("0", 11) + string('0'+rune(random.IntN(10))), Kind: wire.Shared,
		AtMs: time.Now().UnixMilli(), Story: pick(), Code: pick(),
	}
	if _, err := activity.NewLog(store, time.Now).Record(t.Context(), ws, who, []wire.Fact{fact}); err != nil {
		t.Fatal(err)
	}
	err = activity.NewClicks(store, "a", time.Now).Record(t.Context(), ws, activity.Click{
		At: time.Now(), Code: link.Code, Story: link.Story, Advocate: who.Advocate, Team: who.Team,
		Class: activity.Person, Visitor: activity.Visitor(random.Uint64()),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := room.Visitor(t.Context(), ws, pick(), pick()); err != nil {
		t.Fatal(err)
	}
	follower := activity.NewFollower(store, activity.NewCounters(store), points.NewLedger(store, time.Now, &pointstest.Company{}))
	if err := follower.CatchUp(t.Context(), ws); err != nil {
		t.Fatal(err)
	}
}
