package api

import (
	"net/netip"

	"github.com/labstack/echo/v4"

	"vouch/server/activity"
	"vouch/server/auth"
)

// noting tells the links where an advocate works, so that clicks from there on links of their own
// stand apart. Should it fail, they count as others' do: nobody is refused for it, and what ails
// the store is told by whatever asks it next.
func (a *API) noting(handle asCaller) asCaller {
	return func(c echo.Context, caller auth.Caller) error {
		if address, err := netip.ParseAddr(c.RealIP()); err == nil {
			who := activity.Pseudonym(caller.Person.Pseudonym)
			_ = a.rooms.Links.NoteOwn(c.Request().Context(), caller.Workspace, who, address, c.Request().UserAgent())
		}
		return handle(c, caller)
	}
}
