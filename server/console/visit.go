package console

import (
	"context"
	"crypto/subtle"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/kv"
	"vouch/server/workspace"
)

// visit is one request of somebody who is signed in.
type visit struct {
	echo.Context
	session auth.Session
	place   workspace.Workspace
}

func (v *visit) ctx() context.Context { return v.Request().Context() }
func (v *visit) ws() kv.Workspace     { return v.session.Workspace }
func (v *visit) who() auth.Person     { return v.session.Person }

// back sends the browser to a page after a form; said is a key of confirmations.
func (v *visit) back(address, said string) error {
	if said != "" {
		address += "?said=" + said
	}
	return v.Redirect(http.StatusSeeOther, address)
}

const (
	cookieName = "vouch_console"
	cookiePath = "/console"
	csrfField  = "csrf"
)

// cookie keeps a session in the browser. Lax, so that a link in a mail finds the person signed in.
func (c *Console) cookie(value string, until time.Time) *http.Cookie {
	return &http.Cookie{ //nolint:gosec // Secure follows the public address: the demo has no TLS
		Name: cookieName, Value: value, Path: cookiePath, Expires: until,
		Secure: c.options.Secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// handle is the way to every page of the console: signed in, the form is the session's own, the
// role is there.
func (c *Console) handle(r route) echo.HandlerFunc {
	return func(to echo.Context) error {
		v, err := c.enter(to)
		if fault.Is(err, fault.Unauthorized) {
			return to.Redirect(http.StatusSeeOther, signInPath)
		}
		if err != nil {
			return err
		}
		if r.method == http.MethodPost {
			if err := ownForm(v); err != nil {
				return c.problem(v, err)
			}
		}
		if !v.who().May(r.role) {
			return c.forbidden(v, r.role)
		}
		if err := r.do(c, v); err != nil {
			return c.problem(v, err)
		}
		return nil
	}
}

func (c *Console) enter(to echo.Context) (*visit, error) {
	cookie, err := to.Cookie(cookieName)
	if err != nil {
		return nil, fault.New(fault.Unauthorized, "Sign in first.")
	}
	ctx := to.Request().Context()
	session, err := c.rooms.Desk.Session(ctx, cookie.Value)
	if err != nil {
		return nil, err
	}
	place, err := c.rooms.Workspaces.Get(ctx, session.Workspace)
	return &visit{Context: to, session: session, place: place}, err
}

// ownForm refuses a form that another site made the browser send.
func ownForm(v *visit) error {
	sent := v.FormValue(csrfField)
	if !sameSite(v.Request()) || subtle.ConstantTimeCompare([]byte(sent), []byte(v.session.CSRF)) != 1 {
		return fault.New(fault.Forbidden,
			"This form does not belong to your session. Go back, load the page again, and send it once more.")
	}
	return nil
}

// sameSite trusts the header that browsers set and pages cannot; programs that send none pass on
// to the token.
func sameSite(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	default:
		return false
	}
}

func nothingHere() error {
	return fault.New(fault.NotFound, "There is nothing at this address.")
}
