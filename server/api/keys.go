package api

import (
	"crypto/ed25519"
	"encoding/base64"
	"net/http"

	"github.com/labstack/echo/v4"

	"vouch/server/auth/keyring"
)

// keyList is GET /.well-known/jwks.json (RFC 7517): the public halves of the keys that sign access
// tokens, the one that waits among them, so that who keeps the list for as long as it says meets
// no unknown key.
func (a *API) keyList(c echo.Context) error {
	keys := []webKey{}
	for _, turn := range a.options.Keys() {
		keys = append(keys, webKeyOf(turn))
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=300")
	return c.JSON(http.StatusOK, map[string][]webKey{"keys": keys})
}

// webKey is an Ed25519 key in the form of RFC 8037.
type webKey struct {
	Type  string `json:"kty"`
	Curve string `json:"crv"`
	Use   string `json:"use"`
	Algo  string `json:"alg"`
	ID    string `json:"kid"`
	X     string `json:"x"`
}

func webKeyOf(turn keyring.Turn) webKey {
	public, _ := turn.Key.Public().(ed25519.PublicKey)
	return webKey{
		Type: "OKP", Curve: "Ed25519", Use: "sig", Algo: "EdDSA", ID: turn.ID,
		X: base64.RawURLEncoding.EncodeToString(public),
	}
}
