// Package compile turns rules as people write them into a program.
package compile

import (
	"vouch/shared/program"
	"vouch/shared/rule"
)

// Compile makes one program of all packs, for a workspace with that profile (nil is empty).
// The error is an Error, or several joined, each pointing at pack, rule, line and field.
func Compile(packs []*rule.Pack, profile *rule.Profile) (*program.Program, error) {
	return &program.Program{}, nil
}
