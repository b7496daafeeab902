// Package linkedin hands to Go what this folder knows of LinkedIn's pages: the surfaces that ship
// with the extension, and the snapshots against which any others are proved before they go live.
package linkedin

import "embed"

// Surfaces is the file that ships.
//
//go:embed surfaces.json
var Surfaces []byte

// Snapshots are pages with what is expected of them, as snapshots/README.md says.
//
//go:embed snapshots
var Snapshots embed.FS
