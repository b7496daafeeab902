package auth_test

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"vouch/server/auth"
	"vouch/server/fault"
)

func TestPairingTakesACodeAsPeopleTypeIt(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Ada Advocate")
	code, err := h.devices.Code(ctx, h.ws, ada.ID)
	want(t, "code", err, "")
	if len(code.Text) != 9 || code.Text[4] != '-' || strings.ContainsAny(code.Text, "AEIOUY0123456789") {
		t.Errorf("the code is %q", code.Text)
	}
	typed := " " + strings.ToLower(strings.ReplaceAll(code.Text, "-", " ")) + " "
	paired, err := h.devices.Pair(ctx, typed, "Chromium\x00 on\nLinux")
	if err != nil || paired.Workspace != h.ws || paired.Person.ID != ada.ID || paired.Person.State != auth.Active {
		t.Fatalf("Pair = %+v, %v", paired, err)
	}
	devices, err := h.devices.Of(ctx, h.ws, ada.ID)
	if err != nil || len(devices) != 1 || devices[0].Name != "Chromium onLinux" || devices[0].ID != paired.Device {
		t.Errorf("Of = %+v, %v", devices, err)
	}
	_, err = h.devices.Pair(ctx, code.Text, "again")
	want(t, "a used code", err, fault.Unauthorized)
}

// Two browsers type the same code at the same moment: one of them is paired.
func TestACodeIsClaimedOnce(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Ada Advocate")
	code, err := h.devices.Code(ctx, h.ws, ada.ID)
	want(t, "code", err, "")
	var claimed atomic.Int32
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			if _, err := h.beside().devices.Pair(ctx, code.Text, ""); err == nil {
				claimed.Add(1)
			}
		})
	}
	all.Wait()
	if devices, err := h.devices.Of(ctx, h.ws, ada.ID); claimed.Load() != 1 || len(devices) != 1 || err != nil {
		t.Errorf("%d claimed it, %d devices, %v", claimed.Load(), len(devices), err)
	}
}

func TestACodeEndsAfterTenMinutes(t *testing.T) {
	for passed, kind := range map[time.Duration]fault.Kind{10*time.Minute - time.Millisecond: "", 10 * time.Minute: fault.Unauthorized} {
		h, ctx := newHouse(t), t.Context()
		code, err := h.devices.Code(ctx, h.ws, h.person("Ada Advocate").ID)
		want(t, "code", err, "")
		h.clock.pass(passed)
		_, err = h.devices.Pair(ctx, code.Text, "")
		want(t, "after "+passed.String(), err, kind)
	}
}

// Ten thousand guesses at the second half of a code whose first half is known, and at whole codes:
// none pairs, and the code itself is dead after the fifth.
func TestTenThousandGuessesPairNothing(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Ada Advocate")
	code, err := h.devices.Code(ctx, h.ws, ada.ID)
	want(t, "code", err, "")
	const letters = "BCDFGHJKLMNPQRSTVWXZ"
	for n := range 10_000 {
		guess := []byte(code.Text[:5])
		for range 4 {
			guess = append(guess, letters[n%len(letters)])
			n /= len(letters)
		}
		if string(guess) == code.Text {
			continue // 1 in 160,000: the one guess that would be no guess
		}
		if _, err := h.devices.Pair(ctx, string(guess), ""); !fault.Is(err, fault.Unauthorized) {
			t.Fatalf("guess %s: %v", guess, err)
		}
	}
	_, err = h.devices.Pair(ctx, code.Text, "")
	want(t, "the right code after all that", err, fault.Unauthorized)
	if devices, err := h.devices.Of(ctx, h.ws, ada.ID); len(devices) != 0 || err != nil {
		t.Errorf("%d devices, %v", len(devices), err)
	}
}

func TestACodeDiesAfterFiveTries(t *testing.T) {
	cases := []struct {
		wrong int
		kind  fault.Kind
	}{{4, ""}, {5, fault.Unauthorized}}
	for _, c := range cases {
		h, ctx := newHouse(t), t.Context()
		code, err := h.devices.Code(ctx, h.ws, h.person("Ada Advocate").ID)
		want(t, "code", err, "")
		wrong := code.Text[:5] + "BBBB"
		if wrong == code.Text {
			wrong = code.Text[:5] + "CCCC"
		}
		for range c.wrong {
			_, err = h.devices.Pair(ctx, wrong, "")
			want(t, "a wrong code", err, fault.Unauthorized)
		}
		_, err = h.devices.Pair(ctx, code.Text, "")
		want(t, "the right code then", err, c.kind)
	}
}

func TestStrangeCodesAreTurnedAway(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	for _, code := range []string{"", "-", "BCDF", "BCDF-GHJ", "BCDF-GHJKL", "AEIO-UAEI", "BCDF-GHJ\x00", strings.Repeat("B", 1<<20), "ßßßß-ßßßß", "*"} {
		_, err := h.devices.Pair(ctx, code, "")
		want(t, "code", err, fault.Unauthorized)
	}
	_, err := h.devices.Code(ctx, h.other, h.person("Ada Advocate").ID)
	want(t, "a code for a person of another workspace", err, fault.NotFound)
}

func TestForgedAccessTokens(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	ada := h.person("Ada Advocate")
	good := h.paired(ada).Tokens.Access
	head, claims := parts(t, good)
	kid, key := h.keys.Signing()
	public, _ := key.Public().(ed25519.PublicKey)
	if head["kid"] != kid {
		t.Errorf("the header names key %v, signed by %s", head["kid"], kid)
	}
	turns := h.keys.Turns()
	next := turns[len(turns)-1]
	_, stranger, err := ed25519.GenerateKey(nil)
	want(t, "key", err, "")

	with := func(from map[string]any, changes ...any) map[string]any {
		changed := maps.Clone(from)
		for i := 0; i < len(changes); i += 2 {
			name, _ := changes[i].(string)
			if changes[i+1] == nil {
				delete(changed, name)
			} else {
				changed[name] = changes[i+1]
			}
		}
		return changed
	}
	own := func(head, claims map[string]any) string {
		body := encode(t, head) + "." + encode(t, claims)
		return body + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(key, []byte(body)))
	}
	now := h.clock.now().Unix()
	strangerKey, _ := stranger.Public().(ed25519.PublicKey)
	jwk := map[string]any{"kty": "OKP", "crv": "Ed25519", "x": base64.RawURLEncoding.EncodeToString(strangerKey)}
	byStranger := func(head map[string]any) string {
		body := encode(t, head) + "." + encode(t, claims)
		return body + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(stranger, []byte(body)))
	}
	flipped := []byte(good)
	flipped[strings.IndexByte(good, '.')+5] ^= 1

	forged := map[string]string{
		"empty":                     "",
		"no token":                  "a.b.c",
		"alg none":                  encode(t, with(head, "alg", "none")) + "." + encode(t, claims) + ".",
		"alg NONE with signature":   own(with(head, "alg", "NONE"), claims),
		"HS256 with the public key": hs256(t, with(head, "alg", "HS256"), claims, public),
		"EdDSA of a stranger":       byStranger(head),
		"stranger with jwk":         byStranger(with(head, "jwk", jwk)),
		"stranger with jku":         byStranger(with(head, "jku", "https://evil.example/keys")),
		"stranger with x5u":         byStranger(with(head, "x5u", "https://evil.example/cert")),
		"another kid":               own(with(head, "kid", "0000000000000000"), claims),
		"the kid of another key":    own(with(head, "kid", next.ID), claims),
		"kid that is a URL":         own(with(head, "kid", "https://evil.example/keys/1"), claims),
		"kid that is a query":       own(with(head, "kid", kid+"' OR '1'='1"), claims),
		"kid that is a path":        own(with(head, "kid", "../../dev/null"), claims),
		"kid that is a number":      own(with(head, "kid", 7), claims),
		"no kid":                    own(with(head, "kid", nil), claims),
		"no exp":                    own(head, with(claims, "exp", nil)),
		"expired":                   own(head, with(claims, "exp", now)),
		"not yet":                   own(head, with(claims, "nbf", now+31)),
		"issued in the future":      own(head, with(claims, "iat", now+31)),
		"exp that is a text":        own(head, with(claims, "exp", "tomorrow")),
		"another audience":          own(head, with(claims, "aud", []string{"console"})),
		"no audience":               own(head, with(claims, "aud", nil)),
		"another issuer":            own(head, with(claims, "iss", "https://evil.example")),
		"another workspace":         own(head, with(claims, "tid", string(h.other))),
		"no workspace":              own(head, with(claims, "tid", nil)),
		"a family that never was":   own(head, with(claims, "sid", "0123456789abcdef")),
		"a person who never was":    own(head, with(claims, "sub", "nobody")),
		"a critical header":         own(with(head, "alg", "ES256"), claims),
		"one bit flipped":           string(flipped),
		"cut short":                 good[:len(good)-1],
		"longer":                    good + "A",
		"padded":                    good + "=",
		"two tokens":                good + " " + good,
	}
	for what, token := range forged {
		_, err := h.devices.Verify(ctx, token)
		want(t, what, err, fault.Unauthorized)
	}
	taken := map[string]string{
		"the test's own way to sign":    own(head, claims),
		"a clock that is 30 s ahead":    own(head, with(claims, "nbf", now+30, "iat", now+30)),
		"headers that name another key": own(with(head, "jwk", jwk, "jku", "https://evil.example/keys", "x5u", "https://evil.example/cert"), claims),
		"a second before its end":       own(head, with(claims, "exp", now+1)),
	}
	for what, token := range taken {
		if caller, err := h.devices.Verify(ctx, token); err != nil || caller.Person.ID != ada.ID {
			t.Errorf("%s: %+v, %v", what, caller, err)
		}
	}
	_, err = h.devices.Verify(ctx, good)
	want(t, "the real one", err, "")
}

func TestAnAccessTokenEndsWhenItShould(t *testing.T) {
	ends := map[string]func(h *house, paired auth.Paired) error{
		"ten minutes passed": func(h *house, _ auth.Paired) error { h.clock.pass(10 * time.Minute); return nil },
		"unpaired": func(h *house, paired auth.Paired) error {
			return h.devices.Unpair(h.t.Context(), h.ws, paired.Device)
		},
		"disabled": func(h *house, paired auth.Paired) error {
			return h.people.Disable(h.t.Context(), h.ws, paired.Person.ID)
		},
		"disabled and enabled": func(h *house, paired auth.Paired) error {
			if err := h.people.Disable(h.t.Context(), h.ws, paired.Person.ID); err != nil {
				return err
			}
			return h.people.Enable(h.t.Context(), h.ws, paired.Person.ID)
		},
		"removed": func(h *house, paired auth.Paired) error {
			return h.people.Remove(h.t.Context(), h.ws, paired.Person.ID)
		},
	}
	for what, end := range ends {
		t.Run(what, func(t *testing.T) {
			h, ctx := newHouse(t), t.Context()
			paired := h.paired(h.person("Ada Advocate"))
			h.clock.pass(10*time.Minute - time.Second)
			for range 2 { // the second is found in memory
				caller, err := h.devices.Verify(ctx, paired.Tokens.Access)
				if err != nil || caller.Device != paired.Device || caller.Workspace != h.ws {
					t.Fatalf("Verify = %+v, %v", caller, err)
				}
			}
			if what == "ten minutes passed" {
				h.clock.pass(-9 * time.Minute)
			}
			want(t, "end", end(h, paired), "")
			_, err := h.devices.Verify(ctx, paired.Tokens.Access)
			want(t, "the token", err, fault.Unauthorized)
		})
	}
}

func TestConcurrentRefreshesGetOneSuccessor(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	refresh := h.paired(h.person("Ada Advocate")).Tokens.Refresh
	successors := make([]string, 64)
	var all sync.WaitGroup
	for i := range successors {
		all.Go(func() {
			tokens, err := h.devices.Refresh(ctx, refresh)
			if err != nil {
				t.Errorf("refresh %d: %v", i, err)
			}
			successors[i] = tokens.Refresh
		})
	}
	all.Wait()
	for _, successor := range successors {
		if successor != successors[0] || successor == refresh {
			t.Fatal("two successors of one token")
		}
	}
}

func TestReplayAfterTheGraceEndsTheFamily(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	paired := h.paired(h.person("Ada Advocate"))
	first := paired.Tokens
	second, err := h.devices.Refresh(ctx, first.Refresh)
	want(t, "rotate", err, "")
	h.clock.pass(30 * time.Second)
	again, err := h.devices.Refresh(ctx, first.Refresh)
	if err != nil || again.Refresh != second.Refresh {
		t.Fatalf("within the grace: %v, the same successor %v", err, again.Refresh == second.Refresh)
	}
	h.clock.pass(time.Millisecond)
	_, err = h.devices.Refresh(ctx, first.Refresh)
	want(t, "a replay", err, fault.Unauthorized)
	_, err = h.devices.Refresh(ctx, second.Refresh)
	want(t, "the successor after a replay", err, fault.Unauthorized)
	_, err = h.devices.Verify(ctx, second.Access)
	want(t, "the access token after a replay", err, fault.Unauthorized)
	h.clock.pass(-30 * time.Second)
	_, err = h.devices.Refresh(ctx, first.Refresh)
	want(t, "a clock that is set back revives nothing", err, fault.Unauthorized)
	incidents, err := h.people.Incidents(ctx, h.ws)
	if err != nil || len(incidents) != 1 || incidents[0].Kind != auth.Replayed ||
		incidents[0].Person != paired.Person.ID || incidents[0].Device != paired.Device {
		t.Errorf("Incidents = %+v, %v", incidents, err)
	}
}

// Whoever shuts a device out shuts out also an answer that got lost just before.
func TestTheGraceDoesNotOutliveRevocation(t *testing.T) {
	ends := map[string]func(h *house, paired auth.Paired) error{
		"unpaired": func(h *house, p auth.Paired) error { return h.devices.Unpair(h.t.Context(), h.ws, p.Device) },
		"disabled": func(h *house, p auth.Paired) error { return h.people.Disable(h.t.Context(), h.ws, p.Person.ID) },
		"removed":  func(h *house, p auth.Paired) error { return h.people.Remove(h.t.Context(), h.ws, p.Person.ID) },
	}
	for what, end := range ends {
		h, ctx := newHouse(t), t.Context()
		paired := h.paired(h.person("Ada Advocate"))
		second, err := h.devices.Refresh(ctx, paired.Tokens.Refresh)
		want(t, "rotate", err, "")
		want(t, what, end(h, paired), "")
		for _, token := range []string{paired.Tokens.Refresh, second.Refresh} {
			_, err = h.devices.Refresh(ctx, token)
			want(t, what+", then within the grace", err, fault.Unauthorized)
		}
	}
}

func TestOlderAndForgedRefreshTokens(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	refresh := h.paired(h.person("Ada Advocate")).Tokens.Refresh
	forged := []string{
		"", "...", refresh + "0", refresh[:len(refresh)-1], raised(t, refresh),
		strings.Replace(refresh, string(h.ws), string(h.other), 1), strings.Repeat("a", 1<<16),
	}
	for _, token := range forged {
		_, err := h.devices.Refresh(ctx, token)
		want(t, "a forged token", err, fault.Unauthorized)
	}
	second, err := h.devices.Refresh(ctx, refresh)
	want(t, "forgeries end nothing", err, "")
	_, err = h.devices.Refresh(ctx, second.Refresh)
	want(t, "rotate again", err, "")
	_, err = h.devices.Refresh(ctx, refresh)
	want(t, "two generations old, within the grace", err, fault.Unauthorized)
}

func TestAFamilyEndsAfterNinetyDays(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	refresh := h.paired(h.person("Ada Advocate")).Tokens.Refresh
	h.clock.pass(90*24*time.Hour - time.Minute)
	tokens, err := h.devices.Refresh(ctx, refresh)
	want(t, "just before", err, "")
	h.clock.pass(time.Minute)
	_, err = h.devices.Refresh(ctx, tokens.Refresh)
	want(t, "however busy", err, fault.Unauthorized)
}

// raised is the token with its generation one higher, and the MAC as it was.
func raised(t *testing.T, refresh string) string {
	t.Helper()
	pieces := strings.Split(refresh, ".")
	generation, err := strconv.ParseInt(pieces[2], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	pieces[2] = strconv.FormatInt(generation+1, 10)
	return strings.Join(pieces, ".")
}

func parts(t *testing.T, token string) (head, claims map[string]any) {
	t.Helper()
	pieces := strings.Split(token, ".")
	for i, into := range []*map[string]any{&head, &claims} {
		text, err := base64.RawURLEncoding.DecodeString(pieces[i])
		if err == nil {
			err = json.Unmarshal(text, into)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return head, claims
}

func encode(t *testing.T, part map[string]any) string {
	t.Helper()
	text, err := json.Marshal(part)
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

func hs256(t *testing.T, head, claims map[string]any, key []byte) string {
	t.Helper()
	if jwt.SigningMethodHS256.Hash.Size() != sha256.Size {
		t.Fatal("HS256 is not what this test thinks")
	}
	body := encode(t, head) + "." + encode(t, claims)
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(body))
	return body + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
