package auth

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// How long things at the desk live.
const (
	invitationLife = 7 * 24 * time.Hour // people read an invitation after their holiday
	linkLife       = time.Hour          // who asked for a link is waiting for it
	sessionIdle    = 12 * time.Hour     // a working day with its breaks
	sessionLife    = 7 * 24 * time.Hour // then sign in again, however busy
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

// storedSession is the record of a cookie.
type storedSession struct {
	Person PersonID  `json:"person"`
	CSRF   string    `json:"csrf"`
	Opened time.Time `json:"opened"`
}

// Link makes a one-time sign-in link's token for a person; it lives seven days for an invitation
// (a person who never came) and an hour otherwise.
func (d *Desk) Link(ctx context.Context, ws kv.Workspace, id PersonID) (token string, err error) {
	person, err := d.people.Person(ctx, ws, id)
	if err != nil {
		return "", err
	}
	life := linkLife
	switch person.State {
	case Disabled:
		return "", fault.New(fault.Conflict, "%s is disabled. Enable them first.", person.Name)
	case Invited:
		life = invitationLife
	case Active:
	}
	secret := newSecret()
	err = d.store.Set(ctx, linkKey(ws, hashOf(secret)), storedLink(id, d.now()), life).Err()
	return joinSecret(ws, secret), kv.Fault("make a sign-in link", err)
}

// Peek tells whose link it is without using it, so that a scanner that opens every link in a
// mail uses nothing up. Unauthorized when it is used, expired or never was.
func (d *Desk) Peek(ctx context.Context, token string) (Person, error) {
	ws, secret, ok := splitSecret(token)
	if !ok {
		return Person{}, refused()
	}
	stored, err := d.store.Get(ctx, linkKey(ws, hashOf(secret))).Result()
	if err != nil {
		return Person{}, refusedOr("look at a sign-in link", err)
	}
	return d.invited(ctx, ws, stored)
}

// SignIn uses the link up and opens a session; cookie is what the browser keeps.
func (d *Desk) SignIn(ctx context.Context, token string) (session Session, cookie string, err error) {
	ws, secret, ok := splitSecret(token)
	if !ok {
		return Session{}, "", refused()
	}
	stored, err := d.store.GetDel(ctx, linkKey(ws, hashOf(secret))).Result()
	if err != nil {
		return Session{}, "", refusedOr("use a sign-in link", err)
	}
	person, err := d.invited(ctx, ws, stored)
	if err != nil {
		return Session{}, "", err
	}
	person, err = d.people.arrived(ctx, ws, person.ID)
	if err != nil {
		return Session{}, "", unknownIsRefused(err)
	}
	return d.open(ctx, ws, person)
}

func (d *Desk) open(ctx context.Context, ws kv.Workspace, person Person) (Session, string, error) {
	opened := d.now().UTC()
	stored := storedSession{Person: person.ID, CSRF: newSecret(), Opened: opened}
	text, err := json.Marshal(stored)
	if err != nil {
		return Session{}, "", err
	}
	secret := newSecret()
	if err := d.store.Set(ctx, sessionKey(ws, hashOf(secret)), text, sessionIdle).Err(); err != nil {
		return Session{}, "", kv.Fault("open a session", err)
	}
	session := Session{Workspace: ws, Person: person, CSRF: stored.CSRF, Until: opened.Add(sessionLife)}
	return session, joinSecret(ws, secret), nil
}

// Session finds the open session of a cookie and keeps it from growing idle; Unauthorized when
// there is none.
func (d *Desk) Session(ctx context.Context, cookie string) (Session, error) {
	ws, secret, ok := splitSecret(cookie)
	if !ok {
		return Session{}, refused()
	}
	text, err := d.store.GetEx(ctx, sessionKey(ws, hashOf(secret)), sessionIdle).Result()
	if err != nil {
		return Session{}, refusedOr("find a session", err)
	}
	var stored storedSession
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return Session{}, err
	}
	person, err := d.allowed(ctx, ws, stored.Person)
	if err != nil {
		return Session{}, err
	}
	until := stored.Opened.Add(sessionLife)
	if !d.now().Before(until) || !stored.Opened.After(person.SignedOut) {
		return Session{}, refused()
	}
	return Session{Workspace: ws, Person: person, CSRF: stored.CSRF, Until: until}, nil
}

// SignOut ends the session.
func (d *Desk) SignOut(ctx context.Context, cookie string) error {
	ws, secret, ok := splitSecret(cookie)
	if !ok {
		return nil
	}
	return kv.Fault("sign out", d.store.Del(ctx, sessionKey(ws, hashOf(secret))).Err())
}

// storedLink is the record of a one-time link: whose it is, and when it was made in Unix ns.
func storedLink(id PersonID, made time.Time) string {
	return string(id) + " " + strconv.FormatInt(made.UnixNano(), 10)
}

// invited finds the person of a link. One that was made before they were shut out does not let
// them in again when they are let in again.
func (d *Desk) invited(ctx context.Context, ws kv.Workspace, stored string) (Person, error) {
	id, made, _ := strings.Cut(stored, " ")
	person, err := d.allowed(ctx, ws, PersonID(id))
	if err != nil {
		return Person{}, err
	}
	nanos, err := strconv.ParseInt(made, 10, 64)
	if err != nil || time.Unix(0, nanos).Before(person.SignedOut) {
		return Person{}, refused()
	}
	return person, nil
}

// allowed finds a person who may come in.
func (d *Desk) allowed(ctx context.Context, ws kv.Workspace, id PersonID) (Person, error) {
	person, err := d.people.Person(ctx, ws, id)
	if err != nil {
		return Person{}, unknownIsRefused(err)
	}
	if person.State == Disabled {
		return Person{}, refused()
	}
	return person, nil
}

func refusedOr(operation string, err error) error {
	if kv.Missing(err) {
		return refused()
	}
	return kv.Fault(operation, err)
}

// unknownIsRefused: a credential of a person who was removed is like any that does not work.
func unknownIsRefused(err error) error {
	if fault.Is(err, fault.NotFound) {
		return refused()
	}
	return err
}
