package app_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"vouch/server/app"
	"vouch/shared/wire"
)

// keyList is GET /.well-known/jwks.json.
func (p *program) keyList() map[string]ed25519.PublicKey {
	p.t.Helper()
	listed := decode[struct {
		Keys []map[string]string `json:"keys"`
	}](p.t, p.get("/.well-known/jwks.json", ""), http.StatusOK)
	keys := map[string]ed25519.PublicKey{}
	for _, key := range listed.Keys {
		x, err := base64.RawURLEncoding.DecodeString(key["x"])
		if err != nil || key["kty"] != "OKP" || key["crv"] != "Ed25519" || key["alg"] != "EdDSA" || key["use"] != "sig" || len(key) != 6 {
			p.t.Errorf("key %v: %v", key, err)
		}
		keys[key["kid"]] = x
	}
	return keys
}

// An operator turns the keys beside a running server: whoever keeps the list verifies what is
// signed before and after, and no device is refused for longer than it takes to turn its token.
func TestTheKeysOfTokensArePublishedAndTurn(t *testing.T) {
	p := bootBare(t, "")
	paired := p.pair(p.secondCompany().pairingCode())
	before := p.keyList()
	if len(before) != 2 {
		t.Fatalf("%d keys are published, want the one that signs and the one that waits", len(before))
	}
	if cached := p.get("/.well-known/jwks.json", "").header.Get("Cache-Control"); !strings.Contains(cached, "max-age=300") {
		t.Errorf("the list is kept for %q", cached)
	}
	verify := func(token string) string {
		parsed, err := jwt.Parse(token, func(t *jwt.Token) (any, error) {
			kid, _ := t.Header["kid"].(string)
			return before[kid], nil
		}, jwt.WithValidMethods([]string{"EdDSA"}))
		if err != nil {
			t.Fatalf("somebody with the list of before: %v", err)
		}
		kid, _ := parsed.Header["kid"].(string)
		return kid
	}
	first := verify(paired.Tokens.Access)
	keys, err := app.Keys(app.Config{Data: p.data, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := keys.Rotate(true); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); p.keyList()[first] != nil; {
		if time.Now().After(deadline) {
			t.Fatal("the server never followed")
		}
	}
	tokens := decode[wire.Tokens](t, p.post("/v1/token", "", wire.RefreshRequest{Refresh: paired.Tokens.Refresh}), http.StatusOK)
	if verify(tokens.Access) == first {
		t.Error("the key that leaked goes on signing")
	}
	p.sync(tokens.Access, wire.SyncRequest{})
	if got := p.get("/v1/stream", paired.Tokens.Access); got.status != http.StatusUnauthorized {
		t.Errorf("a token of the key that leaked: %d", got.status)
	}
	if after := p.keyList(); len(after) != 2 || after[first] != nil {
		text, _ := json.Marshal(after)
		t.Errorf("published after it: %s", text)
	}
}
