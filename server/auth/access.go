package auth

import (
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"vouch/server/kv"
)

// An access token is a JWT that a device shows with every request. Only EdDSA with a key of our
// own, named by its id, is taken; headers that bring or point at a key (jwk, jku, x5u) are never
// read.
const (
	accessLife     = 10 * time.Minute
	accessAudience = "extension"
	// accessSkew is how far the clock of the server that issued a token may run ahead of ours. A
	// token ends by our own clock to the second: a device turns it long before.
	accessSkew = 30 * time.Second
)

// AccessLife is how long what was signed with a key may be shown: a key that signs no more is
// known for so long.
const AccessLife = accessLife + accessSkew

// AccessKeys sign access tokens and take turns.
type AccessKeys interface {
	Signing() (id string, key ed25519.PrivateKey)
	Public(id string) (ed25519.PublicKey, bool) // false once it is forgotten
}

type accessClaims struct {
	jwt.RegisteredClaims
	Workspace string `json:"tid"`
	Device    string `json:"did"`
	Family    string `json:"sid"`
}

type accessTokens struct {
	keys   AccessKeys
	issuer string
	now    kv.Clock
	parser *jwt.Parser
	seen   remembered
}

func newAccessTokens(keys AccessKeys, issuer string, now kv.Clock) *accessTokens {
	return &accessTokens{
		keys: keys, issuer: issuer, now: now,
		parser: jwt.NewParser(
			jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}),
			jwt.WithIssuer(issuer), jwt.WithAudience(accessAudience),
			jwt.WithExpirationRequired(), jwt.WithIssuedAt(), jwt.WithLeeway(accessSkew),
			jwt.WithTimeFunc(now), jwt.WithStrictDecoding(),
		),
	}
}

func (a *accessTokens) issue(ws kv.Workspace, id PersonID, device DeviceID, family string) (token string, until time.Time, err error) {
	now := a.now()
	until = now.Add(accessLife).Truncate(time.Second)
	unsigned := jwt.NewWithClaims(jwt.SigningMethodEdDSA, accessClaims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: a.issuer, Audience: jwt.ClaimStrings{accessAudience}, Subject: string(id),
			ID: newID(), IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(until),
		},
		Workspace: string(ws), Device: string(device), Family: family,
	})
	kid, key := a.keys.Signing()
	unsigned.Header["kid"] = kid
	token, err = unsigned.SignedString(key)
	return token, until, err
}

// digest of a token, under which it is remembered.
type digest [sha256.Size]byte

// verify checks signature and claims, or finds that it did so before: a signature costs as much
// as three whole redirects. It says nothing about devices and people shut out meanwhile.
func (a *accessTokens) verify(token string) (*verifiedToken, error) {
	of := digest(sha256.Sum256([]byte(token)))
	found := a.seen.find(of)
	if found == nil {
		var err error
		if found, err = a.parse(token); err != nil {
			return nil, err
		}
	}
	if !a.now().Before(found.claims.ExpiresAt.Time) {
		return nil, jwt.ErrTokenExpired
	}
	if _, ok := a.keys.Public(found.key); !ok {
		return nil, errForeignKey // it leaked and was forgotten
	}
	a.seen.keep(of, found)
	return found, nil
}

func (a *accessTokens) parse(token string) (*verifiedToken, error) {
	var claims accessClaims
	parsed, err := a.parser.ParseWithClaims(token, &claims, a.keyFor)
	if err != nil {
		return nil, err
	}
	if claims.Workspace == "" || claims.Subject == "" || claims.Family == "" {
		return nil, jwt.ErrTokenInvalidClaims
	}
	kid, _ := parsed.Header["kid"].(string)
	return &verifiedToken{claims: claims, key: kid}, nil
}

var errForeignKey = errors.New("signed by a key that is not ours")

func (a *accessTokens) keyFor(token *jwt.Token) (any, error) {
	kid, _ := token.Header["kid"].(string)
	key, ok := a.keys.Public(kid)
	if !ok {
		return nil, errForeignKey
	}
	return key, nil
}
