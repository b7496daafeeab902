package conversions

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// SignatureHeader carries "t=<Unix seconds>,v1=<hex>", where hex is HMAC-SHA256 under a
// workspace's secret of the seconds, a dot, and the body.
const SignatureHeader = "Vouch-Signature"

// fresh is how far a signature's time may be from ours, so that a postback that was listened to
// cannot be sent again tomorrow.
const fresh = 5 * time.Minute

// Secret is the workspace's current secret for signing postbacks. Nothing of it is stored: it is
// derived from this server's key and the number of its turn.
func (s *Service) Secret(ctx context.Context, ws kv.Workspace) (string, error) {
	turn, err := s.turn(ctx, ws)
	return s.secret(ws, turn), err
}

// Rotate turns to the next secret. The one before goes on working until the next turn, so that a
// shop can be switched over.
func (s *Service) Rotate(ctx context.Context, ws kv.Workspace) (string, error) {
	turn, err := s.store.Incr(ctx, turnKey(ws)).Result()
	return s.secret(ws, turn), kv.Fault("turn the secret of postbacks", err)
}

func (s *Service) turn(ctx context.Context, ws kv.Workspace) (int64, error) {
	turn, err := s.store.Get(ctx, turnKey(ws)).Int64()
	if kv.Missing(err) {
		return 0, nil
	}
	return turn, kv.Fault("read the secret of postbacks", err)
}

func (s *Service) secret(ws kv.Workspace, turn int64) string {
	h := hmac.New(sha256.New, s.key)
	_, _ = h.Write([]byte("postback\x00" + string(ws) + "\x00" + strconv.FormatInt(turn, 10))) // a hash does not fail
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// turnKey STRING: how often the secret was turned.
func turnKey(ws kv.Workspace) string { return kv.Key(ws, "conversions", "turn") }

// Sign makes the header of a body, as a shop would.
func Sign(secret string, body []byte, at time.Time) string {
	seconds := strconv.FormatInt(at.Unix(), 10)
	return "t=" + seconds + ",v1=" + hex.EncodeToString(signature(secret, seconds, body))
}

func signature(secret, seconds string, body []byte) []byte {
	h := hmac.New(sha256.New, []byte(secret))
	_, _ = h.Write([]byte(seconds + ".")) // a hash does not fail
	_, _ = h.Write(body)
	return h.Sum(nil)
}

// verify holds a header against the workspace's secrets; Unauthorized when it fits neither.
func (s *Service) verify(ctx context.Context, ws kv.Workspace, header string, body []byte) error {
	seconds, said, err := parseSignature(header)
	if err != nil {
		return unsigned(err)
	}
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return unsigned(err)
	}
	if age := s.now().Sub(time.Unix(at, 0)); age > fresh || age < -fresh {
		return unsigned(errors.New("the signature is of another time"))
	}
	turn, err := s.turn(ctx, ws)
	if err != nil {
		return err
	}
	for _, known := range []int64{turn, turn - 1} {
		if known >= 0 && hmac.Equal(said, signature(s.secret(ws, known), seconds, body)) {
			return nil
		}
	}
	return unsigned(errors.New("no secret fits"))
}

func parseSignature(header string) (seconds string, said []byte, err error) {
	time, code, found := strings.Cut(header, ",")
	seconds, isTime := strings.CutPrefix(time, "t=")
	code, isCode := strings.CutPrefix(code, "v1=")
	if !found || !isTime || !isCode {
		return "", nil, errors.New("the header is not of the form t=SECONDS,v1=CODE")
	}
	said, err = hex.DecodeString(code)
	return seconds, said, err
}

func unsigned(cause error) error {
	return fault.New(fault.Unauthorized,
		"The postback is not signed by this workspace: %s must be t=<Unix seconds>,v1=<HMAC-SHA256 of seconds, a dot and the body, in hex>, at most five minutes old.",
		SignatureHeader).Because(cause)
}
