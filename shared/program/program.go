// Package program is a rule pack as the machine reads it, and its binary image: what travels
// and what the browser loads.
package program

import "errors"

// ErrImage refuses bytes that are not a well-formed image.
var ErrImage = errors.New("not a rule program this version can read")

// Program is a set of rules ready to be run. It is immutable.
type Program struct {
	image []byte
}

// Append appends the program's image to dst.
func (p *Program) Append(dst []byte) []byte { return append(dst, p.image...) }

// Load reads an image and keeps it: the caller must not change image afterwards.
func Load(image []byte) (*Program, error) { return &Program{image: image}, nil }
