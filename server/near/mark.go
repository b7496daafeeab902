package near

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"time"

	"vouch/server/kv"
)

// Author is a name that one person of a workspace has and nobody else. It is stored nowhere here.
type Author string

// marks are made with one key.
type marks struct{ key []byte }

// of begins the marks of an author's posts of one day.
func (m marks) of(ws kv.Workspace, by Author, day time.Time) author {
	mac := hmac.New(sha256.New, m.key)
	mac.Write([]byte(string(ws) + "\x00" + string(by) + "\x00" + day.Format(time.DateOnly)))
	return author{hmac.New(sha256.New, mac.Sum(nil))}
}

// author is a person on a day. It is not safe for concurrent use.
type author struct{ mac hash.Hash }

// markBytes of a hash are kept: 1,000 posts a day share none by chance, and the row stays small.
const markBytes = 8

// print is the mark of a post with this fingerprint, as 16 hex digits.
func (a author) print(bits uint64) string {
	a.mac.Reset()
	a.mac.Write(binary.LittleEndian.AppendUint64(nil, bits))
	return hex.EncodeToString(a.mac.Sum(nil)[:markBytes])
}
