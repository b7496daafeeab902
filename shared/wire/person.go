package wire

// Context is what rules ask about this person, which no draft shows. All of it is optional.
type Context struct {
	Country     string `json:"country,omitempty"` // ISO 3166, "US" or "US-CO"
	Role        string `json:"role,omitempty"`    // employee, ambassador, officer
	Licence     string `json:"licence,omitempty"` // commas part several: "series7,series63"
	Team        string `json:"team,omitempty"`
	Compensated bool   `json:"compensated,omitempty"` // sharing is paid for
}

// Published is what was published in the workspace within the last seven days, as fingerprints
// that no person stands beside: enough to say that a draft is nearly somebody's post, and nothing
// else. shared/near says what can and what cannot be read from one.
type Published struct {
	Day int64 `json:"day"` // civil day from which ages count back: days since 1970-01-01 (UTC)
	// Prints is 10 bytes each in standard base64, at most MaxPublished of them: the fingerprint,
	// little-endian, its age in days, and how many posts have it, 255 at most.
	Prints string `json:"prints"`
	// Own are those among Prints that the asking person published, on whichever device: 8 bytes each in
	// standard base64, one for each post.
	Own string `json:"own,omitempty"`
}

// MaxPublished is how many fingerprints one answer carries; of more the newest are kept.
const MaxPublished = 1000
