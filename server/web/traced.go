package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"vouch/server/tracing"
)

// traced gives a share of the requests a span, which like the log and the metrics names the route's
// template. A request that is not drawn passes as it came.
func traced(tracer *tracing.Tracer, proxies Proxies) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			ctx, span := tracer.Request(r.Context(), tracing.Asked{
				Method: methodOf(r.Method), Route: routeOf(c), Parent: proxies.parentOf(r),
			})
			if !span.On() {
				return next(c)
			}
			c.SetRequest(r.WithContext(ctx))
			defer func() { span.Answered(c.Response().Status) }() // a handler may give up the connection by a panic
			return next(c)
		}
	}
}

// parentOf is the trace that a request belongs to, when a proxy that is believed passed it on. A
// caller's own would let it choose what is traced, and mark its requests.
func (p Proxies) parentOf(r *http.Request) string {
	named := r.Header.Values("Traceparent")
	if len(named) != 1 || !p.passed(r) {
		return ""
	}
	return named[0]
}

// passed reports whether the request came through the proxies that are believed.
func (p Proxies) passed(r *http.Request) bool {
	if p.Count > 0 {
		return len(hopsOf(r)) >= p.Count
	}
	return p.trusts(parseHop(r.RemoteAddr))
}
