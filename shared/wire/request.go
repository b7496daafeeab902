package wire

import "vouch/shared/check"

// CheckRequest is a draft on its way into the checker.
type CheckRequest struct {
	Text    string
	Surface string // post, comment, message, article or static
	Day     int64  // civil day: days since 1970-01-01 (UTC)
	Lang    string // BCP 47 primary tag; "" is unknown
	Context check.Context
}

// SuggestRequest asks for stories that fit what the author reads and writes; either text may
// be empty.
type SuggestRequest struct {
	Page  string
	Draft string
	K     int64 // at most so many
	NowMs int64 // Unix milliseconds: what has ended is left out, what is fresh is preferred
}

// RulebookRequest asks which rules concern a person, on a day.
type RulebookRequest struct {
	Day     int64 // civil day: days since 1970-01-01 (UTC)
	Context check.Context
}

// LoadRequest brings a sealed bundle, with what the device pinned and what it holds.
type LoadRequest struct {
	Key       string // Ed25519 public key, 32 raw bytes
	Workspace string
	Newer     int64  // the revision held; 0 is none
	Held      string // SHA-256 of the bundle held, 32 raw bytes; empty is none
	Bundle    []byte
}

// AppendCheck writes a check request.
func AppendCheck(dst []byte, q CheckRequest) []byte {
	dst = append(dst, CheckVersion)
	dst = appendText(dst, q.Text)
	dst = appendText(dst, q.Surface)
	dst = appendNumber(dst, q.Day)
	dst = appendText(dst, q.Lang)
	return appendContext(dst, q.Context)
}

func appendContext(dst []byte, c check.Context) []byte {
	dst = appendText(dst, c.Country)
	dst = appendText(dst, c.Role)
	dst = appendText(dst, c.Sector)
	dst = appendText(dst, c.Licence)
	dst = appendText(dst, c.Team)
	return appendNumber(dst, flagsOf(c))
}

// ReadCheck reads it back.
func ReadCheck(frame []byte) (CheckRequest, error) {
	r := openFrame(string(frame), CheckVersion)
	q := CheckRequest{Text: r.text(), Surface: r.text(), Day: r.number(), Lang: r.text()}
	q.Context = readContext(r)
	return q, r.end()
}

func readContext(r *reader[string]) check.Context {
	c := check.Context{Country: r.text(), Role: r.text(), Sector: r.text(), Licence: r.text(), Team: r.text()}
	setFlags(&c, r.number())
	return c
}

// AppendRulebookRequest writes a rulebook request.
func AppendRulebookRequest(dst []byte, q RulebookRequest) []byte {
	return appendContext(appendNumber(append(dst, FrameVersion), q.Day), q.Context)
}

// ReadRulebookRequest reads it back.
func ReadRulebookRequest(frame []byte) (RulebookRequest, error) {
	r := openFrame(string(frame), FrameVersion)
	q := RulebookRequest{Day: r.number(), Context: readContext(r)}
	return q, r.end()
}

// AppendSuggest writes a suggest request.
func AppendSuggest(dst []byte, q SuggestRequest) []byte {
	dst = append(dst, FrameVersion)
	dst = appendText(dst, q.Page)
	dst = appendText(dst, q.Draft)
	dst = appendNumber(dst, q.K)
	return appendNumber(dst, q.NowMs)
}

// ReadSuggest reads it back.
func ReadSuggest(frame []byte) (SuggestRequest, error) {
	r := openFrame(string(frame), FrameVersion)
	q := SuggestRequest{Page: r.text(), Draft: r.text(), K: r.number(), NowMs: r.number()}
	return q, r.end()
}

// NearRequest asks which posts of a week are nearly this text.
type NearRequest struct {
	Text string
	Week string // Published.Prints, unpacked from base64
	Own  string // fingerprints of posts of one's own, 8 bytes each, little-endian
}

// AppendNear writes a near request.
func AppendNear(dst []byte, q NearRequest) []byte {
	dst = append(dst, FrameVersion)
	dst = appendText(dst, q.Text)
	dst = appendText(dst, q.Week)
	return appendText(dst, q.Own)
}

// ReadNear reads it back.
func ReadNear(frame []byte) (NearRequest, error) {
	r := openFrame(string(frame), FrameVersion)
	q := NearRequest{Text: r.text(), Week: r.text(), Own: r.text()}
	return q, r.end()
}

// AppendLoad writes a load request.
func AppendLoad(dst []byte, q LoadRequest) []byte {
	dst = append(dst, FrameVersion)
	dst = appendText(dst, q.Key)
	dst = appendText(dst, q.Workspace)
	dst = appendNumber(dst, q.Newer)
	dst = appendText(dst, q.Held)
	return append(appendSize(dst, len(q.Bundle)), q.Bundle...)
}

// ReadLoad reads it back. Bundle shares the memory of frame.
func ReadLoad(frame []byte) (LoadRequest, error) {
	r := openFrame(frame, FrameVersion)
	q := LoadRequest{Key: r.text(), Workspace: r.text(), Newer: r.number(), Held: r.text()}
	q.Bundle = r.take(r.size())
	return q, r.end()
}

// flags are the yes-or-no circumstances, lowest bit first; the order is part of the frame.
func flags(c *check.Context) [7]*bool {
	return [...]*bool{
		&c.Compensated, &c.NonUser, &c.Image, &c.PaidMedia, &c.InRegistration, &c.Paused, &c.Static,
	}
}

func flagsOf(c check.Context) (bits int64) {
	for i, flag := range flags(&c) {
		if *flag {
			bits |= 1 << i
		}
	}
	return bits
}

func setFlags(c *check.Context, bits int64) {
	for i, flag := range flags(c) {
		*flag = bits&(1<<i) != 0
	}
}
