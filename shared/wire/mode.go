package wire

import "strconv"

// Mode says how near numbers may come to a person in a workspace. Its signature is by the key
// that devices pin, so that nobody who merely writes to the server's store can alter it unseen.
type Mode struct {
	Aggregate bool  `json:"aggregate"` // nobody but a person herself sees what she did
	Ending    bool  `json:"ending"`    // somebody asked to end it, and a second has to agree
	Turn      int64 `json:"turn"`      // rises with every change; 0 is a workspace that never chose
	AtMs      int64 `json:"at_ms"`     // when it was changed
	// Signature is Ed25519 over Statement, standard base64; empty in turn 0.
	Signature string `json:"signature"`
}

// Statement is what is signed.
func (m Mode) Statement(workspace string) []byte {
	text := append([]byte("vouch workspace mode 1\x00"), workspace...)
	for _, number := range []int64{yes(m.Aggregate), yes(m.Ending), m.Turn, m.AtMs} {
		text = strconv.AppendInt(append(text, 0), number, 10)
	}
	return text
}

func yes(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
