package wire

import "vouch/shared/check"

// CheckRequest is a draft on its way into the checker. Surface is post, comment, message,
// article or static.
type CheckRequest struct {
	Text    string
	Surface string
	Day     int64 // civil day, days since 1970-01-01 UTC
	Lang    string
	Context check.Context
}

// SuggestRequest asks for stories that fit what the author reads and writes; either may be empty.
type SuggestRequest struct {
	Page  string
	Draft string
	K     int64 // at most so many
	NowMs int64 // Unix milliseconds: what has ended is left out, what is fresh is preferred
}

// LoadRequest brings a sealed bundle with what the device pinned and holds.
type LoadRequest struct {
	Key       string // Ed25519 public key, 32 raw bytes
	Workspace string
	Newer     int64  // the revision held, 0 is none
	Held      string // digest of the bundle held, 32 raw bytes or empty
	Bundle    string
}
