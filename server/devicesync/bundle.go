package devicesync

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/url"

	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/shared/delta"
)

// Parcel is a bundle on its way. Only one of the three is sent: the delta where there is one, else
// what the receiver can unpack.
type Parcel struct {
	Whole  []byte
	Packed []byte // Whole, by gzip
	Delta  []byte // from what the receiver holds; nil when there is none, or when Packed is smaller
}

// Bundle is a sealed bundle of this workspace by its digest; NotFound otherwise, whether it does
// not exist or is somebody else's. From is the digest of a bundle that the receiver holds, or "".
func (e *Exchange) Bundle(ctx context.Context, ws kv.Workspace, digest, from string) (Parcel, error) {
	whole, err := e.whole(ctx, ws, digest)
	if err != nil {
		return Parcel{}, err
	}
	packed, err := e.made(ctx, kv.Key(ws, digest, "packed"), func() []byte { return pack(whole) })
	if err != nil || from == "" || from == digest {
		return Parcel{Whole: whole, Packed: packed}, err
	}
	base, err := e.whole(ctx, ws, from)
	if fault.Is(err, fault.NotFound) { // replaced too long ago
		return Parcel{Whole: whole, Packed: packed}, nil
	}
	if err != nil {
		return Parcel{}, err
	}
	made, err := e.made(ctx, kv.Key(ws, digest, from), func() []byte { return smaller(delta.Make(base, whole), packed) })
	return Parcel{Whole: whole, Packed: packed, Delta: made}, err
}

// smaller is the delta if it is, and nil otherwise.
func smaller(made, packed []byte) []byte {
	if len(made) < len(packed) {
		return made
	}
	return nil
}

// whole reads a bundle, from memory when it can.
func (e *Exchange) whole(ctx context.Context, ws kv.Workspace, digest string) ([]byte, error) {
	if !isDigest(digest) {
		return nil, noBundle()
	}
	key := kv.Key(ws, digest)
	if sealed, ok := e.held.get(key); ok {
		return sealed, nil
	}
	for _, bundles := range []Bundles{e.rooms.Rules, e.rooms.Library, e.rooms.Surfaces} {
		sealed, err := bundles.Bundle(ctx, ws, digest)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		e.held.put(key, sealed)
		return sealed, nil
	}
	return nil, noBundle()
}

// made finds what was made before, or makes it; one after the other, since a thousand browsers ask
// for the same and each making takes a core for a moment.
func (e *Exchange) made(ctx context.Context, key string, build func() []byte) ([]byte, error) {
	if found, ok := e.held.get(key); ok {
		return found, nil
	}
	select {
	case e.making <- struct{}{}:
		defer func() { <-e.making }()
	case <-ctx.Done():
		return nil, kv.Fault("wait for a delta", ctx.Err())
	}
	if found, ok := e.held.get(key); ok {
		return found, nil
	}
	made := build()
	e.held.put(key, made)
	return made, nil
}

func pack(whole []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(whole) // a buffer takes everything
	_ = w.Close()
	return out.Bytes()
}

// pathOf is where a bundle lies for whoever knows it: no token is needed, so that caches between
// may keep it. The key is a MAC, since digests are shown at the desk and in receipts.
func (e *Exchange) pathOf(ws kv.Workspace, digest string) string {
	query := url.Values{"for": {string(ws)}, "key": {e.pathKey(ws, digest)}}
	return "/v1/bundles/" + digest + "?" + query.Encode()
}

func (e *Exchange) pathKey(ws kv.Workspace, digest string) string {
	mac := hmac.New(sha256.New, e.options.PathKey)
	mac.Write([]byte(kv.Key(ws, digest))) // in which no workspace reaches into another
	return hex.EncodeToString(mac.Sum(nil)[:16])
}

// Opens says whether a key is that of the bundle's path.
func (e *Exchange) Opens(ws kv.Workspace, digest, key string) bool {
	return hmac.Equal([]byte(e.pathKey(ws, digest)), []byte(key))
}

func noBundle() error {
	return fault.New(fault.NotFound, "There is no such bundle. It may have been replaced: sync again.")
}

// isDigest: lower-case hex of a SHA-256.
func isDigest(text string) bool {
	if len(text) != 64 {
		return false
	}
	for i := range len(text) {
		c := text[i]
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
