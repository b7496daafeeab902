package client

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"strings"

	"vouch/shared/delta"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// maxSealed bounds a sealed bundle in bytes: a payload, two names and the fixed fields.
const maxSealed = seal.MaxPayload + 1024

// bundleFetch downloads and verifies the bundles of one exchange.
type bundleFetch struct {
	client  *Client
	state   State
	key     ed25519.PublicKey
	refused []Refusal
}

// take returns the sealed bundle ref names, having noted it in held; nil when it is the one held
// or when it was refused.
func (f *bundleFetch) take(ctx context.Context, kind seal.Kind, ref *wire.BundleRef, held *Held) []byte {
	if ref == nil || ref.Revision == held.Revision && ref.Digest == held.Digest {
		return nil
	}
	sealed, reason := f.fetch(ctx, kind, *ref, *held)
	if reason != "" {
		f.refuse(kind, ref.Revision, reason)
		return nil
	}
	*held = Held{Revision: ref.Revision, Digest: ref.Digest}
	return sealed
}

func (f *bundleFetch) refuse(kind seal.Kind, revision int64, reason string) {
	f.refused = append(f.refused, Refusal{
		Kind: string(kind), Revision: revision, Reason: reason, Message: messageOf(reason),
	})
}

// fetch asks for a delta where there is something to make it from, and for the whole bundle where
// what came of that is not good: a delta is trusted with nothing.
func (f *bundleFetch) fetch(ctx context.Context, kind seal.Kind, ref wire.BundleRef, held Held) (sealed []byte, reason string) {
	if ref.Revision <= held.Revision {
		return nil, seal.Reason(seal.ErrOlder)
	}
	if ref.Bytes > maxSealed {
		return nil, "too_large"
	}
	want, err := hex.DecodeString(ref.Digest)
	if err != nil || len(want) != len(seal.Digest{}) {
		return nil, seal.Reason(seal.ErrTampered)
	}
	expect := seal.Expect{Kind: kind, Workspace: f.state.Workspace, Newer: held.Revision}
	if base := f.base(ctx, kind, held); base != nil {
		if sealed, _ = f.download(ctx, ref, held.Digest, base); f.verify(sealed, ref, expect, want) == "" {
			return sealed, ""
		}
	}
	if sealed, reason = f.download(ctx, ref, "", nil); reason != "" {
		return nil, reason
	}
	return sealed, f.verify(sealed, ref, expect, want)
}

// verify is "" for a bundle that is what was asked for, however it came.
func (f *bundleFetch) verify(sealed []byte, ref wire.BundleRef, expect seal.Expect, want []byte) (reason string) {
	bundle, err := seal.Open(sealed, f.key, expect)
	if err != nil {
		return seal.Reason(err)
	}
	if bundle.Revision != ref.Revision || seal.DigestOf(sealed) != seal.Digest(want) {
		return seal.Reason(seal.ErrTampered)
	}
	return ""
}

// base is the bundle that the device holds, if it is the one it says.
func (f *bundleFetch) base(ctx context.Context, kind seal.Kind, held Held) []byte {
	if f.client.Held == nil || held.Revision == 0 {
		return nil
	}
	base := f.client.Held(ctx, kind)
	if digest := seal.DigestOf(base); hex.EncodeToString(digest[:]) != held.Digest {
		return nil
	}
	return base
}

// download reads a bundle, or a delta from base, and at most one byte more than was announced.
func (f *bundleFetch) download(ctx context.Context, ref wire.BundleRef, from string, base []byte) (sealed []byte, reason string) {
	one := f.where(ref)
	if from != "" {
		one.query.Set("from", from)
	}
	response, err := f.client.send(ctx, one)
	if err != nil {
		return nil, Unreachable
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, Unreachable
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, int64(ref.Bytes)+1))
	if err == nil && response.Header.Get("Content-Type") == wire.DeltaType {
		body, err = delta.Apply(base, body, ref.Bytes)
	}
	switch {
	case err != nil || len(body) < ref.Bytes:
		return nil, seal.Reason(seal.ErrTorn)
	case len(body) > ref.Bytes:
		return nil, seal.Reason(seal.ErrTampered)
	}
	return body, ""
}

// where a bundle lies: at the path it was given, for which no token is needed and none is sent,
// or under its digest for whoever shows one.
func (f *bundleFetch) where(ref wire.BundleRef) call {
	const bundles = "/v1/bundles/"
	path, query, _ := strings.Cut(ref.Path, "?")
	values, err := url.ParseQuery(query)
	if path == bundles+ref.Digest && err == nil {
		return call{method: http.MethodGet, server: f.state.Server, path: path, query: values}
	}
	return call{
		method: http.MethodGet, server: f.state.Server, path: bundles + ref.Digest, query: url.Values{},
		token: f.state.Tokens.Access,
	}
}

func messageOf(reason string) string {
	switch reason {
	case seal.Reason(seal.ErrTorn):
		return "The download broke off; it is tried again."
	case seal.Reason(seal.ErrTampered):
		return "The bundle is not as your company signed it."
	case seal.Reason(seal.ErrForeign):
		return "The bundle belongs to another workspace."
	case seal.Reason(seal.ErrKind):
		return "The bundle is of another kind than asked for."
	case seal.Reason(seal.ErrOlder):
		return "The bundle is older than the one held."
	case Unreadable:
		return "The bundle is not in a form that this version can read."
	case "too_large":
		return "The bundle is larger than a device takes."
	}
	return "The bundle could not be downloaded."
}
