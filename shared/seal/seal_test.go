package seal_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"testing"

	"vouch/shared/seal"
)

func TestOpenYieldsWhatWasSealed(t *testing.T) {
	public, private := keys(t)
	for _, payload := range [][]byte{nil, []byte("x"), bytes.Repeat([]byte("image "), 50_000)} {
		sealed := sealOf(t, private, header(7), payload)
		got, err := seal.Open(sealed, public, expect())
		if err != nil {
			t.Fatal(err)
		}
		if got.Header != header(7) || !bytes.Equal(got.Payload, payload) || got.Unchanged {
			t.Errorf("opened %+v with %d bytes, want %+v with %d", got.Header, len(got.Payload), header(7), len(payload))
		}
	}
}

func TestRefusals(t *testing.T) {
	public, private := keys(t)
	otherPublic, otherPrivate := keys(t)
	good := sealOf(t, private, header(7), []byte("the image of a program"))
	swapped := append(bytes.Clone(good[:len(good)-1]), 'M')
	foreign := header(7)
	foreign.Workspace = "globex"
	library := header(7)
	library.Kind = seal.Library

	for _, test := range []struct {
		name   string
		bundle []byte
		key    ed25519.PublicKey
		change func(*seal.Expect)
		want   error
	}{
		{"nothing", nil, public, nil, seal.ErrTorn},
		{"half a magic", good[:3], public, nil, seal.ErrTorn},
		{"the header's half", good[:40], public, nil, seal.ErrTorn},
		{"the last byte missing", good[:len(good)-1], public, nil, seal.ErrTorn},
		{"a byte too many", append(bytes.Clone(good), 0), public, nil, seal.ErrTampered},
		{"no bundle at all", []byte("<!doctype html><title>Sign in</title>"), public, nil, seal.ErrTampered},
		{"another payload", swapped, public, nil, seal.ErrTampered},
		{"another key's", sealOf(t, otherPrivate, header(7), []byte("x")), public, nil, seal.ErrTampered},
		{"another key pinned", good, otherPublic, nil, seal.ErrTampered},
		{"no key pinned", good, nil, nil, seal.ErrTampered},
		{"another workspace's", sealOf(t, private, foreign, []byte("x")), public, nil, seal.ErrForeign},
		{"of another kind", sealOf(t, private, library, []byte("x")), public, nil, seal.ErrKind},
		{"older", good, public, func(e *seal.Expect) { e.Newer = 8 }, seal.ErrOlder},
		{"another one of the revision held", good, public, func(e *seal.Expect) { e.Newer = 7 }, seal.ErrOlder},
	} {
		e := expect()
		if test.change != nil {
			test.change(&e)
		}
		got, err := seal.Open(test.bundle, test.key, e)
		if !errors.Is(err, test.want) || got.Payload != nil {
			t.Errorf("%s: %v with %d bytes, want %v with none", test.name, err, len(got.Payload), test.want)
		}
		if seal.Reason(err) == "" {
			t.Errorf("%s: %v has no name", test.name, err)
		}
	}
}

func TestEveryByteCounts(t *testing.T) {
	public, private := keys(t)
	good := sealOf(t, private, header(7), []byte("image"))
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1 << (i % 8)
		if got, err := seal.Open(bad, public, expect()); err == nil {
			t.Fatalf("a bit of byte %d turned, and it opened as %+v", i, got.Header)
		}
	}
}

func TestTheBundleHeldMayBeOpenedAgain(t *testing.T) {
	public, private := keys(t)
	sealed := sealOf(t, private, header(7), []byte("image"))
	e := expect()
	e.Newer, e.Held = 7, seal.DigestOf(sealed)
	got, err := seal.Open(sealed, public, e)
	if err != nil || !got.Unchanged {
		t.Errorf("opened with %v, unchanged %t", err, got.Unchanged)
	}
}

func TestSealRefusesWhatCouldNotBeRead(t *testing.T) {
	_, private := keys(t)
	sign := signer(private)
	long := header(7)
	long.Workspace = string(make([]byte, 256))
	for name, test := range map[string]struct {
		header  seal.Header
		sign    seal.Sign
		payload []byte
	}{
		"no revision":        {header(0), sign, nil},
		"a long workspace":   {long, sign, nil},
		"a payload too long": {header(1), sign, make([]byte, seal.MaxPayload+1)},
		"no signer":          {header(1), nil, nil},
	} {
		if _, err := seal.Seal(test.sign, test.header, test.payload); !errors.Is(err, seal.ErrHeader) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		f.Fatal(err)
	}
	good, err := seal.Seal(signer(private), header(7), []byte("image"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:60])
	f.Add([]byte("VSEAL1\n\xff"))
	f.Fuzz(func(t *testing.T, bundle []byte) {
		opened, err := seal.Open(bundle, public, expect())
		if err == nil && !bytes.Equal(bundle, good) {
			t.Errorf("%x opened as %+v", bundle, opened.Header)
		}
		if err != nil && seal.Reason(err) == "" {
			t.Errorf("%x: %v has no name", bundle, err)
		}
	})
}

func header(revision int64) seal.Header {
	return seal.Header{Kind: seal.Rules, Workspace: "acme", Revision: revision, IssuedMs: 1_795_000_000_000}
}

func expect() seal.Expect { return seal.Expect{Kind: seal.Rules, Workspace: "acme", Newer: 6} }

func keys(t *testing.T) (ed25519.PublicKey, ed25519.PrivateKey) {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return public, private
}

func signer(key ed25519.PrivateKey) seal.Sign {
	return func(message []byte) []byte { return ed25519.Sign(key, message) }
}

func sealOf(t *testing.T, key ed25519.PrivateKey, h seal.Header, payload []byte) []byte {
	t.Helper()
	sealed, err := seal.Seal(signer(key), h, payload)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}
