package conversions

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"time"

	"vouch/server/activity"
)

// A click's token is what a destination gets as the parameter cid: the link's code, the second of
// the click and half a MAC, 20 bytes in 27 letters. It names nobody, and needs no record of the
// click to be believed.
const (
	codeBytes = 8
	timeBytes = 4
	macBytes  = 8
)

// Token makes the cid of a click on a link.
func (s *Service) Token(code activity.Code, at time.Time) string {
	raw := make([]byte, 0, codeBytes+timeBytes+macBytes)
	raw = append(raw, code...)
	raw = binary.BigEndian.AppendUint32(raw, uint32(at.Unix())) //nolint:gosec // until 2106
	return base64.RawURLEncoding.EncodeToString(append(raw, s.mac(raw)...))
}

// click is what a token says.
type click struct {
	code activity.Code
	at   time.Time
}

// read believes only what this service made.
func (s *Service) read(token string) (click, bool) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) != codeBytes+timeBytes+macBytes {
		return click{}, false
	}
	said, mac := raw[:codeBytes+timeBytes], raw[codeBytes+timeBytes:]
	if !hmac.Equal(mac, s.mac(said)) {
		return click{}, false
	}
	return click{
		code: activity.Code(said[:codeBytes]),
		at:   time.Unix(int64(binary.BigEndian.Uint32(said[codeBytes:])), 0).UTC(),
	}, true
}

func (s *Service) mac(said []byte) []byte {
	h := hmac.New(sha256.New, s.key)
	_, _ = h.Write([]byte("cid\x00")) // a hash does not fail
	_, _ = h.Write(said)
	return h.Sum(nil)[:macBytes]
}
