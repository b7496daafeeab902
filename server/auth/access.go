package auth

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"vouch/server/kv"
)

// An access token is a JWT that a device shows with every request. Only EdDSA with our own key id
// is taken; headers that name a key (jwk, jku, x5u) are never read.
const (
	accessLife     = 10 * time.Minute
	accessAudience = "extension"
)

type accessClaims struct {
	jwt.RegisteredClaims
	Workspace string `json:"tid"`
	Device    string `json:"did"`
	Family    string `json:"sid"`
}

type accessTokens struct {
	key    ed25519.PrivateKey
	id     string // of the key
	issuer string
	now    kv.Clock
	parser *jwt.Parser
	seen   verified
}

func newAccessTokens(key ed25519.PrivateKey, issuer string, now kv.Clock) *accessTokens {
	public, _ := key.Public().(ed25519.PublicKey)
	sum := sha256.Sum256(public)
	return &accessTokens{
		key: key, id: hex.EncodeToString(sum[:8]), issuer: issuer, now: now,
		parser: jwt.NewParser(
			jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}),
			jwt.WithIssuer(issuer), jwt.WithAudience(accessAudience),
			jwt.WithExpirationRequired(), jwt.WithTimeFunc(now), jwt.WithStrictDecoding(),
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
	unsigned.Header["kid"] = a.id
	token, err = unsigned.SignedString(a.key)
	return token, until, err
}

// verify checks signature and claims, or finds that it did so before: a signature costs as much
// as three whole redirects. It says nothing about devices and people shut out meanwhile.
func (a *accessTokens) verify(token string) (accessClaims, error) {
	digest := sha256.Sum256([]byte(token))
	if claims, ok := a.seen.find(digest); ok {
		if !a.now().Before(claims.ExpiresAt.Time) {
			return accessClaims{}, jwt.ErrTokenExpired
		}
		return claims, nil
	}
	var claims accessClaims
	if _, err := a.parser.ParseWithClaims(token, &claims, a.keyFor); err != nil {
		return accessClaims{}, err
	}
	if claims.Workspace == "" || claims.Subject == "" || claims.Family == "" {
		return accessClaims{}, jwt.ErrTokenInvalidClaims
	}
	a.seen.keep(digest, claims)
	return claims, nil
}

func (a *accessTokens) keyFor(token *jwt.Token) (any, error) {
	if token.Header["kid"] != a.id {
		return nil, errors.New("signed by a key that is not ours")
	}
	return a.key.Public(), nil
}

// verified remembers tokens that passed. It holds two generations of maps: when the young one is
// full it becomes the old one, so that memory is bounded and nothing has to be swept.
type verified struct {
	mu         sync.Mutex
	young, old map[[sha256.Size]byte]accessClaims
}

// verifiedPerGeneration: about 400 bytes each, so 26 MB at most.
const verifiedPerGeneration = 1 << 15

func (v *verified) find(digest [sha256.Size]byte) (accessClaims, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	claims, ok := v.young[digest]
	if !ok {
		claims, ok = v.old[digest]
	}
	return claims, ok
}

func (v *verified) keep(digest [sha256.Size]byte, claims accessClaims) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.young == nil || len(v.young) >= verifiedPerGeneration {
		v.young, v.old = make(map[[sha256.Size]byte]accessClaims), v.young
	}
	v.young[digest] = claims
}
