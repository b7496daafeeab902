package auth

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"

	"vouch/server/fault"
	"vouch/server/kv"
)

// veil hides pseudonyms in the store, which holds what their owners did: whoever reads the store
// without the key files finds people, and finds counts, and nothing that joins them. It is
// AES-256-GCM with a key of the installation; a hidden pseudonym opens for its own person alone.
type veil struct{ sealer cipher.AEAD }

var errVeil = errors.New("a pseudonym cannot be read: the key file is another than the one it was hidden with")

// VeilKey hides pseudonyms.
type VeilKey [32]byte

func newVeil(key VeilKey) veil {
	block, _ := aes.NewCipher(key[:]) // never fails: 32 bytes are a key
	sealer, _ := cipher.NewGCM(block) // never fails: the block has 16 bytes
	return veil{sealer}
}

func (v veil) hide(ws kv.Workspace, id PersonID, p Pseudonym) string {
	nonce := make([]byte, v.sealer.NonceSize())
	_, _ = rand.Read(nonce) // never fails: it ends the program instead
	return base64.RawStdEncoding.EncodeToString(v.sealer.Seal(nonce, nonce, []byte(p), owner(ws, id)))
}

func (v veil) lift(ws kv.Workspace, id PersonID, hidden string) (Pseudonym, error) {
	sealed, err := base64.RawStdEncoding.DecodeString(hidden)
	if err != nil || len(sealed) < v.sealer.NonceSize() {
		return "", errVeil
	}
	nonce, text := sealed[:v.sealer.NonceSize()], sealed[v.sealer.NonceSize():]
	open, err := v.sealer.Open(nil, nonce, text, owner(ws, id))
	if err != nil {
		return "", errVeil
	}
	return Pseudonym(open), nil
}

func owner(ws kv.Workspace, id PersonID) []byte { return []byte(kv.Key(ws, "person", string(id))) }

// newPseudonym has 128 random bits.
func newPseudonym() Pseudonym {
	var drawn [16]byte
	_, _ = rand.Read(drawn[:])
	return Pseudonym(hex.EncodeToString(drawn[:]))
}

// storedPerson is the record of a person.
type storedPerson struct {
	Person
	Hidden string    `json:"hidden,omitempty"`    // the pseudonym, veiled
	Bare   Pseudonym `json:"pseudonym,omitempty"` // as older versions stored it
}

func (d *Directory) decode(ws kv.Workspace, text string) (Person, error) {
	var stored storedPerson
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return Person{}, err
	}
	return d.unveil(ws, stored)
}

func (d *Directory) unveil(ws kv.Workspace, stored storedPerson) (person Person, err error) {
	person = stored.Person
	person.Pseudonym = stored.Bare
	if stored.Hidden != "" {
		person.Pseudonym, err = d.veil.lift(ws, person.ID, stored.Hidden)
	}
	return person, err
}

// encode writes the record of a person; hidden is what stood in it, "" when nothing did.
func (d *Directory) encode(ws kv.Workspace, person Person, hidden string) (string, error) {
	if hidden == "" {
		hidden = d.veil.hide(ws, person.ID, person.Pseudonym)
	}
	text, err := json.Marshal(storedPerson{Person: person, Hidden: hidden})
	return string(text), err
}

// Veil hides the pseudonyms that an older version stored bare. It may be run again and beside a
// running server.
func (d *Directory) Veil(ctx context.Context, ws kv.Workspace) error {
	texts, err := d.store.HVals(ctx, peopleKey(ws)).Result()
	if err != nil {
		return kv.Fault("list people", err)
	}
	for _, text := range texts {
		var stored storedPerson
		if err := json.Unmarshal([]byte(text), &stored); err != nil {
			return err
		}
		if stored.Bare == "" {
			continue
		}
		err := d.change(ctx, ws, stored.ID, func(*Person) error { return nil })
		if err != nil && !fault.Is(err, fault.NotFound) { // removed meanwhile
			return err
		}
	}
	return kv.Fault("veil pseudonyms", d.store.Del(ctx, pseudonymsKey(ws), pseudonymKeysKey(ws)).Err())
}
