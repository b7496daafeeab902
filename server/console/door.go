package console

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/fault"
	"vouch/server/web"
	"vouch/shared/wire"
)

const signInPath = "/console/sign-in"

// doorPage is a page for somebody who is not, or not yet, signed in.
type doorPage struct {
	Title  string
	Lines  []string
	Action string // where the button's form goes; "" is no button
	Button string
	Href   string // a link instead of a button
}

// signInHelp tells what to do without a link.
func (c *Console) signInHelp(to echo.Context) error {
	return c.show(to, http.StatusOK, "door", doorPage{
		Title: "Sign in with a link",
		Lines: []string{
			"The console opens with a one-time link. An administrator of your company makes one for you, under People.",
			"Are you the operator? “vouch init” prints a link for the first administrator.",
		},
	})
}

// signInButton shows a button instead of signing in at once: scanners that open every link of a
// mail would use the link up.
func (c *Console) signInButton(to echo.Context) error {
	person, err := c.rooms.Desk.Peek(to.Request().Context(), to.Param("token"))
	if err != nil {
		return c.deadLink(to, err)
	}
	return c.show(to, http.StatusOK, "door", doorPage{
		Title:  "Welcome, " + person.Name,
		Lines:  []string{"This link signs you in once, on this browser."},
		Action: signInPath + "/" + to.Param("token"), Button: "Sign in",
	})
}

func (c *Console) signIn(to echo.Context) error {
	if !sameSite(to.Request()) {
		return fault.New(fault.Forbidden, "Open the link itself, then press the button.")
	}
	session, cookie, err := c.rooms.Desk.SignIn(to.Request().Context(), to.Param("token"))
	if err != nil {
		return c.deadLink(to, err)
	}
	to.SetCookie(c.cookie(cookie, session.Until))
	return to.Redirect(http.StatusSeeOther, "/console")
}

// deadLink says the same whether a link was used, ran out or never was.
func (c *Console) deadLink(to echo.Context, err error) error {
	if !fault.Is(err, fault.Unauthorized) && !fault.Is(err, fault.NotFound) {
		return err
	}
	return c.show(to, http.StatusUnauthorized, "door", doorPage{
		Title: "This link does not work any more",
		Lines: []string{"It was used, or its time is over. Ask an administrator for another."},
	})
}

func (c *Console) signOut(v *visit) error {
	cookie, err := v.Cookie(cookieName)
	if err != nil {
		return err
	}
	if err := c.rooms.Desk.SignOut(v.ctx(), cookie.Value); err != nil {
		return err
	}
	v.SetCookie(c.cookie("", time.Unix(1, 0)))
	return v.Redirect(http.StatusSeeOther, signInPath)
}

// answer shows a problem to somebody of whom nothing is known.
func (c *Console) answer(to echo.Context, p wire.Problem) error {
	return c.show(to, p.Status, "door", doorPage{Title: headline(p.Status), Lines: []string{p.Title}, Href: "/console"})
}

// problemPage shows a problem inside the frame.
type problemPage struct {
	Frame   frame
	Message string
	Can     []string // who can do it, when the person cannot
}

// problem shows what went wrong; the log gets what Echo's own handler would give it.
func (c *Console) problem(v *visit, err error) error {
	p := web.Problem(err)
	if p.Status >= http.StatusInternalServerError {
		return err
	}
	page := problemPage{Frame: v.frame(headline(p.Status), ""), Message: p.Title}
	return c.show(v, p.Status, "problem", page)
}

func headline(status int) string {
	switch status {
	case http.StatusForbidden:
		return "Not yours to do"
	case http.StatusNotFound:
		return "Nothing here"
	case http.StatusConflict:
		return "That cannot be done as things stand"
	case http.StatusServiceUnavailable, http.StatusInternalServerError:
		return "Not just now"
	default:
		return "That did not work"
	}
}
