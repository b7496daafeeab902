// Package fault is how a server room says that something could not be done.
//
// There are six kinds. Each fault carries a sentence for the person, which tells what to do, and
// may carry a cause for the log, which the person never sees. Edges turn a fault into a status
// once (server/web); rooms never think in statuses. An error that is no fault is a defect: edges
// log it and answer that something went wrong on our side.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what sort of failure it is. Its text is the "kind" of wire.Problem.
type Kind string

// The six kinds.
const (
	Invalid      Kind = "invalid"      // what was asked cannot be right; asking again will not help
	Unauthorized Kind = "unauthorized" // nobody we know is asking
	Forbidden    Kind = "forbidden"    // we know who is asking, and they may not
	NotFound     Kind = "not_found"    // not there, or not theirs to know of
	Conflict     Kind = "conflict"     // it changed meanwhile, or it is already so
	Unavailable  Kind = "unavailable"  // not now; asking again later may help
)

// Error is a fault.
type Error struct {
	Kind    Kind
	Message string // a sentence the person can act on; no cause, no identifier of somebody else
	Field   string // the input at fault, when there is one
	Line    int    // 1-based line of a text input; 0 is none
	Cause   error  // for the log only
}

// New makes a fault with a sentence for the person.
func New(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// Because adds the cause that the log shall show.
func (e *Error) Because(cause error) *Error {
	copied := *e
	copied.Cause = cause
	return &copied
}

// At adds the field at fault.
func (e *Error) At(field string) *Error {
	copied := *e
	copied.Field = field
	return &copied
}

// OnLine adds the 1-based line at fault.
func (e *Error) OnLine(line int) *Error {
	copied := *e
	copied.Line = line
	return &copied
}

// Error is for the log: the kind, the sentence and the cause.
func (e *Error) Error() string {
	text := string(e.Kind) + ": " + e.Message
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// As finds the fault in err; ok is false when there is none.
func As(err error) (fault *Error, ok bool) {
	ok = errors.As(err, &fault)
	return fault, ok
}

// Is reports whether err is a fault of this kind.
func Is(err error, kind Kind) bool {
	fault, ok := As(err)
	return ok && fault.Kind == kind
}
