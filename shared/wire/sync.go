// Package wire is what crosses a border: the sync exchange, facts, bundles' payloads and the
// bytes that enter and leave the Wasm modules.
//
// Types here are the one source of extension/wire/types.gen.ts (scripts/wiregen). Field names
// on the wire are lower-case with underscores; instants are RFC 3339 in UTC or end in _ms.
package wire

// The versions of the exchange. A server speaks every one from OldestProtocol to Protocol, answers
// in the one it was asked in, and refuses others with a clear message. What a reader may overlook
// needs no new version: unknown fields are left alone on both sides.
const (
	Protocol       = 1
	OldestProtocol = 1
)

// PairRequest exchanges a pairing code for a device's tokens: POST /v1/pair.
type PairRequest struct {
	Code   string `json:"code"`
	Device string `json:"device"` // what the desk's list shows: "Chromium on Linux"
}

// PairResponse is what a device keeps. Key is pinned: bundles signed by another are refused.
type PairResponse struct {
	Workspace     string `json:"workspace"`
	WorkspaceName string `json:"workspace_name"`
	Key           string `json:"key"` // Ed25519 public key, standard base64
	Advocate      string `json:"advocate"`
	AdvocateName  string `json:"advocate_name"`
	Device        string `json:"device"`
	Tokens        Tokens `json:"tokens"`
}

// Tokens of one device. Access lives ten minutes; Refresh is single use.
type Tokens struct {
	Access    string `json:"access"`
	Refresh   string `json:"refresh"`
	ExpiresMs int64  `json:"expires_ms"` // Unix milliseconds, of Access
}

// RefreshRequest rotates tokens: POST /v1/token -> Tokens.
type RefreshRequest struct {
	Refresh string `json:"refresh"`
}

// SyncRequest is one exchange with a browser: POST /v1/sync. A device that has nothing to tell
// asks by GET, with the same names in the query and the tag of its last answer in If-None-Match.
type SyncRequest struct {
	Protocol  int    `json:"protocol"`
	Rules     int64  `json:"rules"`               // revision held, 0 is none
	Library   int64  `json:"library"`             // revision held, 0 is none
	Surfaces  int64  `json:"surfaces,omitempty"`  // revision held, 0 is none
	Extension string `json:"extension,omitempty"` // version of the extension: "0.2.0"
	Outbox    []Fact `json:"outbox"`              // at most MaxOutbox
}

// MaxOutbox is how many facts one exchange takes; the rest wait for the next.
const MaxOutbox = 200

// SyncResponse returns a receipt for each outbox item, in order, and what changed.
type SyncResponse struct {
	Protocol int        `json:"protocol"`
	Receipts []Receipt  `json:"receipts"`
	Rules    *BundleRef `json:"rules,omitempty"`    // absent: unchanged
	Library  *BundleRef `json:"library,omitempty"`  // absent: unchanged
	Surfaces *BundleRef `json:"surfaces,omitempty"` // absent: unchanged
	Update   *Update    `json:"update,omitempty"`   // absent: the extension is new enough
	Settings Settings   `json:"settings"`
	Standing Standing   `json:"standing"`
	// Published is absent where nothing was, and from older servers.
	Published *Published `json:"published,omitempty"`
	NextPoll  int        `json:"next_poll_s"` // seconds; spread over devices already
}

// NextPollHeader carries next_poll_s beside a 304, which has no body.
const NextPollHeader = "Vouch-Next-Poll"

// BundleRef names an immutable signed bundle: GET /v1/bundles/{digest}.
type BundleRef struct {
	Revision int64  `json:"revision"`
	Digest   string `json:"digest"` // lower-case hex SHA-256 of the whole sealed bundle
	Bytes    int    `json:"bytes"`
	// Path is where the bundle lies for whoever knows it, no token needed, so that caches between
	// may keep it: "/v1/bundles/DIGEST?for=...&key=...". With "&from=DIGEST" the answer may be a
	// delta from a bundle that the device holds (DeltaType). Empty: ask with the token.
	Path string `json:"path,omitempty"`
}

// DeltaType is the media type of a delta; a whole bundle is application/octet-stream.
const DeltaType = "application/vnd.vouch.delta"

// Update asks for a newer extension.
type Update struct {
	Version string `json:"version"` // the one to have
	Title   string `json:"title"`   // a sentence for the panel
}

// ReceiptStatus says what became of an outbox item.
type ReceiptStatus string

// The receipts. A refused item is dropped by the device and its reason shown; it is never resent.
const (
	Recorded  ReceiptStatus = "recorded"
	Duplicate ReceiptStatus = "duplicate"
	Refused   ReceiptStatus = "refused"
)

// Receipt answers one outbox item.
type Receipt struct {
	ID     string        `json:"id"`
	Status ReceiptStatus `json:"status"`
	Reason string        `json:"reason,omitempty"`
}

// Settings of the workspace that every device shows.
type Settings struct {
	WorkspaceName string   `json:"workspace_name"`
	PerPerson     bool     `json:"per_person"` // the console shows activity by person
	Regulated     bool     `json:"regulated"`  // per-person findings go to the server
	Paint         bool     `json:"paint"`      // painting is allowed
	Hold          bool     `json:"hold"`       // the hold on Post is allowed
	Practice      string   `json:"practice"`   // address of the practice page
	Names         []string `json:"names"`      // the company's names, for the panel's words
	// Mode is absent in a workspace that never chose one, and from older servers.
	Mode *Mode `json:"mode,omitempty"`
	// Ages is absent from older servers; then UsualAges hold.
	Ages *Ages `json:"ages,omitempty"`
	// Context is this person's, in an exchange of theirs; absent from older servers.
	Context *Context `json:"context,omitempty"`
}

// LinkRequest mints, or finds, this advocate's tracking link: POST /v1/links -> LinkResponse.
type LinkRequest struct {
	Story   string `json:"story"`
	Channel string `json:"channel"` // "linkedin"
}

// LinkResponse holds the link to put into the caption.
type LinkResponse struct {
	Story string `json:"story"`
	Code  string `json:"code"`
	URL   string `json:"url"`
}

// StreamEvent is what GET /v1/stream sends as `event: revision`: the revisions that are out, and
// where they lie, so that an open composer fetches them without another question.
type StreamEvent struct {
	Rules      int64      `json:"rules"`
	Library    int64      `json:"library"`
	Surfaces   int64      `json:"surfaces,omitempty"`
	RulesAt    *BundleRef `json:"rules_at,omitempty"`
	LibraryAt  *BundleRef `json:"library_at,omitempty"`
	SurfacesAt *BundleRef `json:"surfaces_at,omitempty"`
}

// Problem is every error's body: application/problem+json.
type Problem struct {
	Status int    `json:"status"`
	Kind   string `json:"kind"`  // invalid, unauthorized, forbidden, not_found, conflict, unavailable
	Title  string `json:"title"` // a sentence the person can act on
	Field  string `json:"field,omitempty"`
	Line   int    `json:"line,omitempty"`

	Problems []PackProblem `json:"problems,omitempty"` // of a refused pack
}
