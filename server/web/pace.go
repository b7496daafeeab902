package web

import (
	"github.com/labstack/echo/v4"
)

// Pace limits what one subject does, such as a device, after it has said who it is; nil lets it
// go on. It refuses while the store is away, for nothing can be done without it then.
func (l *Limiter) Pace(c echo.Context, rate Rate, subject string) error {
	wait, err := l.Take(c.Request().Context(), rate, subject)
	if err != nil {
		return err
	}
	if wait > 0 {
		return tooMany(c, wait)
	}
	return nil
}
