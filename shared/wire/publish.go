package wire

// PublishRequest asks for a pack to go live: POST /v1/packs, with a token of a person of the
// compliance role.
type PublishRequest struct {
	File string `json:"file"` // what problems are reported against
	YAML string `json:"yaml"`
	Why  string `json:"why"`
}

// RollbackRequest asks for everything as it was at an earlier revision, under a new one:
// POST /v1/packs/rollback.
type RollbackRequest struct {
	To  int64  `json:"to"` // 0 is the one before the newest
	Why string `json:"why"`
}

// PublishResponse says what is live now; both requests return it.
type PublishResponse struct {
	Revision int64  `json:"revision"`
	Digest   string `json:"digest"` // of the bundle
	Diff     string `json:"diff"`   // unified, of the YAML
}

// SurfacesRequest asks for surfaces to go live: POST /v1/surfaces, with a token of a person of the
// compliance role; PublishResponse and RollbackRequest serve them too.
type SurfacesRequest struct {
	File string `json:"file"` // what problems are reported against
	JSON string `json:"json"`
	Why  string `json:"why"`
}

// SurfacesHistory is GET /v1/surfaces: what went live, the newest first.
type SurfacesHistory struct {
	Changes []SurfacesChange `json:"changes"`
}

// SurfacesChange is one revision of the surfaces.
type SurfacesChange struct {
	Revision int64  `json:"revision"`
	At       string `json:"at"`  // RFC 3339, UTC
	Act      string `json:"act"` // published, rolled back
	BackTo   int64  `json:"back_to,omitempty"`
	Who      string `json:"who"`
	Why      string `json:"why"`
}

// PackProblem is one fault of a pack or of surfaces, told at its place. A refused publication lists them in
// Problem.Problems; Example is set when the fault is an example that did not come out.
type PackProblem struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column,omitempty"`
	Rule    string `json:"rule,omitempty"`
	Field   string `json:"field,omitempty"`
	Reason  string `json:"reason"`
	Example bool   `json:"example,omitempty"`
}
