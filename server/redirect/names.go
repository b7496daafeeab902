package redirect

import (
	"strings"

	"github.com/labstack/echo/v4"

	"vouch/server/activity"
	"vouch/server/links"
)

// OnlyLinks hides everything but links under a company's own name for them: no page to sign in to
// and no API answers there. It stands before the routes.
func (e *Edge) OnlyLinks(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if _, own := e.options.Owner(r.Host); own && !strings.HasPrefix(r.URL.Path, "/l/") {
			return echo.ErrNotFound
		}
		return next(c)
	}
}

// resolve finds the link that is asked for. Under a company's own name no other company's is found.
func (e *Edge) resolve(c echo.Context) (*links.Link, error) {
	r, code := c.Request(), activity.Code(c.Param("code"))
	if owner, own := e.options.Owner(r.Host); own {
		return e.options.Links.ResolveOf(r.Context(), owner, code)
	}
	return e.options.Links.Resolve(r.Context(), code)
}
