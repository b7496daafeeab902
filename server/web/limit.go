package web

import (
	"context"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Rate is how often one network may do something: Burst at once, then one every Every.
type Rate struct {
	Name  string // part of the key; two rates of one name share their counts
	Every time.Duration
	Burst int
}

// Limiter counts in Redis, so that several instances share a limit. It implements the generic
// cell rate algorithm: one instant per key, the theoretical arrival time (TAT) of the next
// request if all came evenly; a request is refused when the TAT is more than the burst ahead.
type Limiter struct {
	store *kv.Store
	now   kv.Clock
}

// NewLimiter over a store.
func NewLimiter(store *kv.Store, now kv.Clock) *Limiter {
	return &Limiter{store: store, now: now}
}

// KEYS[1] -> the TAT of one rate and network, in microseconds since 1970
// ARGV[1] -> now, ARGV[2] -> emission interval, ARGV[3] -> burst as time; all microseconds
// returns    0 when allowed, else how many microseconds to wait.
var takeCell = kv.NewScript(`#!lua
local now, interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local tat = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local wait = tat + interval - burst - now
if wait > 0 then return wait end
local after = tat + interval
redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000) + 1)
return 0
`)

// Take asks for one request of a subject; wait is 0 when it may go on.
func (l *Limiter) Take(ctx context.Context, rate Rate, subject string) (wait time.Duration, err error) {
	key := kv.Shared("limit", rate.Name, subject)
	interval := rate.Every.Microseconds()
	micros, err := takeCell.Run(ctx, l.store, []string{key},
		l.now().UnixMicro(), interval, interval*int64(rate.Burst)).Int64()
	if err != nil {
		return 0, kv.Fault("limit "+rate.Name, err)
	}
	return time.Duration(micros) * time.Microsecond, nil
}

// Closed limits by the caller's network and refuses everybody while the store is away: for doors
// where guessing is the danger.
func (l *Limiter) Closed(rate Rate) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			wait, err := l.Take(c.Request().Context(), rate, Network(c.RealIP()))
			if err != nil {
				return err
			}
			if wait > 0 {
				return tooMany(c, wait)
			}
			return next(c)
		}
	}
}

// tooMany is the one status that no kind of fault stands for: it is about the caller's pace.
func tooMany(c echo.Context, wait time.Duration) error {
	seconds := int(math.Ceil(wait.Seconds()))
	c.Response().Header().Set("Retry-After", strconv.Itoa(seconds))
	return echo.NewHTTPError(http.StatusTooManyRequests)
}

// Misses limits how often a network may ask one route for what is not there. While it is over
// the limit it is refused without a look at the store; whoever finds what they ask for costs
// nothing here.
func (l *Limiter) Misses(rate Rate, route string) echo.MiddlewareFunc {
	var over penalties
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
	if ok && !now.Before(until) {
		delete(p.until, network)
	}
	return until.Sub(now)
}

func (p *penalties) add(network string, until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.until == nil || len(p.until) >= mostPenalties {
		p.until = map[string]time.Time{}
	}
	p.until[network] = until
}
