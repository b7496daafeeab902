package auth

import (
	"context"
	"time"

	"vouch/server/kv"
)

// Desk signs people in at the console: one-time links and the sessions they open.
type Desk struct {
	store  *kv.Store
	people *Directory
	now    kv.Clock
}

// NewDesk over the directory.
func NewDesk(store *kv.Store, people *Directory, now kv.Clock) *Desk {
	return &Desk{store: store, people: people, now: now}
}

// SignInPath is where the console shows the button of a one-time link.
func SignInPath(token string) string { return "/console/sign-in/" + token }

// Session is an open console.
type Session struct {
	Workspace kv.Workspace
	Person    Person
	CSRF      string // every form sends it back
	Until     time.Time
}

// Link makes a one-time sign-in link's token for a person; it lives seven days for an invitation
// (a person who never came) and an hour otherwise.
func (d *Desk) Link(ctx context.Context, ws kv.Workspace, id PersonID) (token string, err error) {
	panic("not yet")
}

// Peek tells whose link it is without using it, so that a scanner that opens every link in a
// mail uses nothing up. NotFound when it is used, expired or never was.
func (d *Desk) Peek(ctx context.Context, token string) (Person, error) { panic("not yet") }

// SignIn uses the link up and opens a session; cookie is what the browser keeps.
func (d *Desk) SignIn(ctx context.Context, token string) (session Session, cookie string, err error) {
	panic("not yet")
}

// Session finds the open session of a cookie; Unauthorized when there is none.
func (d *Desk) Session(ctx context.Context, cookie string) (Session, error) { panic("not yet") }

// SignOut ends the session.
func (d *Desk) SignOut(ctx context.Context, cookie string) error { panic("not yet") }
