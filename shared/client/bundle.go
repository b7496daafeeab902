package client

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"net/http"

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
		f.refused = append(f.refused, Refusal{
			Kind: string(kind), Revision: ref.Revision, Reason: reason, Message: messageOf(reason),
		})
		return nil
	}
	*held = Held{Revision: ref.Revision, Digest: ref.Digest}
	return sealed
}

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
	sealed, reason = f.download(ctx, ref)
	if reason != "" {
		return nil, reason
	}
	bundle, err := seal.Open(sealed, f.key, seal.Expect{
		Kind: kind, Workspace: f.state.Workspace, Newer: held.Revision,
	})
	if err != nil {
		return nil, seal.Reason(err)
	}
	if bundle.Revision != ref.Revision || seal.DigestOf(sealed) != seal.Digest(want) {
		return nil, seal.Reason(seal.ErrTampered)
	}
	return sealed, ""
}

// download reads at most one byte more than was announced.
func (f *bundleFetch) download(ctx context.Context, ref wire.BundleRef) (sealed []byte, reason string) {
	response, err := f.client.send(ctx, call{
		method: http.MethodGet, server: f.state.Server, path: "/v1/bundles/" + ref.Digest,
		token: f.state.Tokens.Access,
	})
	if err != nil {
		return nil, Unreachable
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, Unreachable
	}
	sealed, err = io.ReadAll(io.LimitReader(response.Body, int64(ref.Bytes)+1))
	switch {
	case err != nil || len(sealed) < ref.Bytes:
		return nil, seal.Reason(seal.ErrTorn)
	case len(sealed) > ref.Bytes:
		return nil, seal.Reason(seal.ErrTampered)
	}
	return sealed, ""
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
	case "too_large":
		return "The bundle is larger than a device takes."
	}
	return "The bundle could not be downloaded."
}
