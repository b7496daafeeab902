package web

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/kv"
)

// Rate is how often somebody may do something: Burst at once, then one every Every.
type Rate struct {
	Name  string // part of the key; two rates of one name share their counts
	Every time.Duration
	Burst int
}

// Of counts this rate for one subject: a network, a person, a workspace.
func (r Rate) Of(subject string) Cell { return Cell{r, subject} }

// Cell is one rate and whom it counts.
type Cell struct {
	Rate    Rate
	Subject string
}

// Limiter counts in Redis, so that several instances share a limit. It implements the generic
// cell rate algorithm: one instant per cell, the theoretical arrival time (TAT) of the next
// request if all came evenly; a request is refused when the TAT is more than the burst ahead.
// Subjects stand in the store as keyed hashes: no address, and no person beside what they do.
type Limiter struct {
	store *kv.Store
	hide  []byte
	now   kv.Clock
}

// NewLimiter over a store; the key hides subjects in it, and is the same on every instance.
func NewLimiter(store *kv.Store, key []byte, now kv.Clock) *Limiter {
	return &Limiter{store: store, hide: key, now: now}
}

// KEYS    -> the TAT of each cell, in microseconds since 1970
// ARGV[1] -> now; then for each cell its emission interval and its burst as time; microseconds
// returns    0 when every cell allows it, else how many microseconds until all do.
//
// A cell that refuses charges none of the others. A TAT further ahead than a burst comes from
// before the clock was set back: it is taken as a burst that is used up but for one.
var takeCells = kv.NewScript(`#!lua
local now, wait, after = tonumber(ARGV[1]), 0, {}
for i, key in ipairs(KEYS) do
  local interval, burst = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local tat = math.max(tonumber(redis.call('GET', key) or 0), now)
  if tat > now + burst then tat = now + burst - interval end
  after[i] = tat + interval
  wait = math.max(wait, after[i] - burst - now)
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.0f', after[i]), 'PX', math.ceil((after[i] - now) / 1000) + 1)
end
return 0
`)

// Take asks for one request of a subject that belongs to no workspace; wait is 0 when it may go
// on.
func (l *Limiter) Take(ctx context.Context, rate Rate, subject string) (wait time.Duration, err error) {
	cell := rate.Of(subject)
	return l.take(ctx, []string{kv.Shared("limit", rate.Name, l.hidden(cell))}, []Cell{cell})
}

// TakeAll asks for one request of several subjects within a workspace, in one step: all of them
// allow it and are charged, or none is.
func (l *Limiter) TakeAll(ctx context.Context, ws kv.Workspace, cells ...Cell) (wait time.Duration, err error) {
	keys := make([]string, len(cells))
	for i, cell := range cells {
		keys[i] = kv.Key(ws, "limit", cell.Rate.Name, l.hidden(cell))
	}
	return l.take(ctx, keys, cells)
}

func (l *Limiter) take(ctx context.Context, keys []string, cells []Cell) (time.Duration, error) {
	args := make([]any, 0, 1+2*len(cells))
	args = append(args, l.now().UnixMicro())
	for _, cell := range cells {
		interval := cell.Rate.Every.Microseconds()
		args = append(args, interval, interval*int64(cell.Rate.Burst))
	}
	micros, err := takeCells.Run(ctx, l.store, keys, args...).Int64()
	if err != nil {
		return 0, kv.Fault("limit "+cells[0].Rate.Name, err)
	}
	return time.Duration(micros) * time.Microsecond, nil
}

// hidden is HMAC-SHA256 of the subject, cut to 96 bits.
func (l *Limiter) hidden(cell Cell) string {
	mac := hmac.New(sha256.New, l.hide)
	mac.Write([]byte(cell.Subject))
	return hex.EncodeToString(mac.Sum(nil)[:12])
}

// Closed limits by the caller's network and refuses everybody while the store is away: for doors
// where guessing is the danger.
func (l *Limiter) Closed(rate Rate) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			wait, err := l.Take(c.Request().Context(), rate, Network(c.RealIP()))
			if err := pass(c, wait, err); err != nil {
				return err
			}
			return next(c)
		}
	}
}

// Pace limits what somebody does after they said who they are, such as a person, her network and
// her workspace; nil lets it go on. It refuses while the store is away, for nothing can be done
// without it then.
func (l *Limiter) Pace(c echo.Context, ws kv.Workspace, cells ...Cell) error {
	wait, err := l.TakeAll(c.Request().Context(), ws, cells...)
	return pass(c, wait, err)
}

func pass(c echo.Context, wait time.Duration, err error) error {
	if err != nil {
		return err
	}
	if wait > 0 {
		return tooMany(c, wait)
	}
	return nil
}

// tooMany is the one status that no kind of fault stands for: it is about the caller's pace.
func tooMany(c echo.Context, wait time.Duration) error {
	seconds := int(math.Ceil(wait.Seconds()))
	c.Response().Header().Set("Retry-After", strconv.Itoa(seconds))
	return echo.NewHTTPError(http.StatusTooManyRequests)
}
