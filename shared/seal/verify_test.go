package seal_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"vouch/shared/seal"
)

// TestDigestIsSHA256 compares with the standard library over every length of two blocks.
func TestDigestIsSHA256(t *testing.T) {
	message := make([]byte, 300)
	for i := range message {
		message[i] = byte(i * 7)
	}
	for n := range message {
		if got := seal.DigestOf(message[:n]); [32]byte(got) != sha256.Sum256(message[:n]) {
			t.Fatalf("the digest of %d bytes is %x", n, got)
		}
	}
}

// TestVerifiesAsTheStandardLibrary opens bundles whose signature or key was tampered with, and
// compares the answer with crypto/ed25519's. Workspaces of every length give messages of every
// length around the blocks of SHA-512.
func TestVerifiesAsTheStandardLibrary(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	seed := make([]byte, ed25519.SeedSize)
	for length := 1; length <= 255; length++ {
		for i := range seed {
			seed[i] = byte(random.Uint32())
		}
		key := ed25519.NewKeyFromSeed(seed)
		public := []byte(key.Public().(ed25519.PublicKey))
		workspace := string(bytes.Repeat([]byte{'w'}, length))
		for name, c := range map[string]struct{ public, signature func([]byte) []byte }{
			"as signed":              {same, same},
			"a bit of the key":       {flip(random), same},
			"a bit of R or S":        {same, flip(random)},
			"S not reduced":          {same, unreduced},
			"no signature":           {same, func(s []byte) []byte { return make([]byte, len(s)) }},
			"the identity as key":    {fixed("01"), same},
			"a key of small order":   {fixed("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"), func(s []byte) []byte { return append(fixed("01")(s[:32]), make([]byte, 32)...) }},
			"a key not reduced":      {fixed("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"), func(s []byte) []byte { return append(fixed("01")(s[:32]), make([]byte, 32)...) }},
			"a key on no curve":      {fixed("02"), same},
			"the identity, all zero": {fixed("01"), func(s []byte) []byte { return append(fixed("01")(s[:32]), make([]byte, 32)...) }},
		} {
			agree(t, name, key, c.public(slices.Clone(public)), c.signature, workspace)
		}
	}
}

func agree(t *testing.T, name string, key ed25519.PrivateKey, public []byte, tamper func([]byte) []byte, workspace string) {
	t.Helper()
	var message, signature []byte
	sign := func(m []byte) []byte {
		message, signature = slices.Clone(m), tamper(ed25519.Sign(key, m))
		return signature
	}
	bundle, err := seal.Seal(sign, seal.Header{Kind: seal.Rules, Workspace: workspace, Revision: 1}, []byte("image"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = seal.Open(bundle, public, seal.Expect{Kind: seal.Rules, Workspace: workspace})
	if want := ed25519.Verify(public, message, signature); (err == nil) != want {
		t.Fatalf("%s: opened with %v, the standard library says %t: key %x, signature %x", name, err, want, public, signature)
	}
}

func same(b []byte) []byte { return b }

func flip(random *rand.Rand) func([]byte) []byte {
	return func(b []byte) []byte {
		i := random.IntN(8 * len(b))
		b[i/8] ^= 1 << (i % 8)
		return b
	}
}

// fixed replaces 32 bytes, given in hexadecimal and filled up with zeros.
func fixed(s string) func([]byte) []byte {
	return func([]byte) []byte {
		b := make([]byte, 32)
		if _, err := hex.Decode(b, []byte(s)); err != nil {
			return nil
		}
		return b
	}
}

// unreduced adds the order of the group to S: the same signature to whoever does not look.
func unreduced(signature []byte) []byte {
	order, _ := new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
	s := slices.Clone(signature[32:])
	slices.Reverse(s)
	sum := new(big.Int).Add(new(big.Int).SetBytes(s), order).FillBytes(make([]byte, 32))
	slices.Reverse(sum)
	return append(slices.Clone(signature[:32]), sum...)
}
