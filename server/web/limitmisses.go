package web

import (
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/fault"
)

// Misses limits how often a network may ask one route for what is not there. While it is over
// the limit it is refused without a look at the store; whoever finds what they ask for costs
// nothing here. While the store is away nobody is refused: a reader comes first.
func (l *Limiter) Misses(rate Rate, route string) echo.MiddlewareFunc {
	over := penalties{longest: rate.Every * time.Duration(rate.Burst)}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if c.Path() != route {
				return next(c)
			}
			if wait := over.left(c, l.now()); wait > 0 {
				c.Set(answerKey, Answer(AnswerPage)) // a reader may stand behind the same address
				return tooMany(c, wait)
			}
			err := next(c)
			if !fault.Is(err, fault.NotFound) {
				return err
			}
			network := Network(c.RealIP())
			wait, limitErr := l.Take(c.Request().Context(), rate, network)
			if limitErr == nil && wait > 0 {
				over.add(network, l.now().Add(wait))
			}
			return err
		}
	}
}

// penalties remembers networks that are over a limit; it forgets all of them rather than grow.
type penalties struct {
	longest time.Duration // what is left beyond it comes from before the clock was set back

	mu    sync.Mutex
	until map[string]time.Time
}

// mostPenalties bounds the memory; a scan from more networks than this is no scan a limit stops.
const mostPenalties = 10_000

func (p *penalties) left(c echo.Context, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.until) == 0 {
		return 0 // nearly always; naming the network would cost every request
	}
	network := Network(c.RealIP())
	until, ok := p.until[network]
	left := until.Sub(now)
	if ok && (left <= 0 || left > p.longest) {
		delete(p.until, network)
		return 0
	}
	return left
}

func (p *penalties) add(network string, until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.until == nil || len(p.until) >= mostPenalties {
		p.until = map[string]time.Time{}
	}
	p.until[network] = until
}
