// Package delta says how to make one piece of bytes from another that is much like it: a bundle
// from the one that a device holds.
//
// A delta is the magic and then, deflated, three lengths and three streams:
//
//	steps   three numbers a step: how many fresh bytes come first, how far the place of copying
//	        moves (zigzag), and how many bytes are copied from there
//	drift   one byte for each that is copied, added to it
//	fresh   the bytes that stand in no base
//
// The drift is the point: a new phrase moves the indices of every table behind it by one, so that
// hardly a kilobyte is as it was, and yet every number differs by the same little. Deflated, a
// drift of one thing is next to nothing.
//
// It promises that Make then Apply gives back the same bytes, whatever the two are; that Apply
// never panics and never makes more than it is allowed to; and nothing about authenticity: whoever
// applies a delta verifies the result as if it had come whole.
package delta

import "errors"

// ErrDelta is of bytes that are no delta, or none from this base.
var ErrDelta = errors.New("the delta does not fit")

const magic = "VDELTA1\n"
