package activity

// Effects are changes that happen together or not at all.
type Effects struct{}
