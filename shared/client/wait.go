package client

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"vouch/shared/wire"
)

// Wait is how long a device leaves a server alone after exchanges that failed.
type Wait struct {
	Failures int   `json:"failures"` // in a row
	UntilMs  int64 `json:"until_ms"` // Unix milliseconds; 0 is not at all
	Asked    bool  `json:"asked"`    // the server asked for it; else it was not reached
}

// The waits double from the first to the longest: a laptop that comes back to a network is heard
// within minutes, and a server that fell is not knocked over again by everybody at once.
const (
	firstWait   = 2 * time.Second
	longestWait = 10 * time.Minute
	longestAsk  = time.Hour // that a server is believed to want
)

// backoff is the wait after so many failures in a row: half of it fixed, half drawn.
func backoff(failures int, random float64) time.Duration {
	wait := longestWait
	if doublings := failures - 1; doublings < 9 { // 2 s doubled nine times is past the longest
		wait = min(firstWait<<max(doublings, 0), longestWait)
	}
	return wait/2 + time.Duration(random*float64(wait/2))
}

// after is the wait that an exchange leaves behind. What the person must mend, such as an address
// or a pairing, is no reason to wait.
func (c *Client) after(err error, was Wait) Wait {
	e, failed := errors.AsType[*Error](err)
	if !failed || c.Now == nil || c.Random == nil {
		return Wait{}
	}
	busy := e.Status == http.StatusTooManyRequests || e.Status >= http.StatusInternalServerError
	if !busy && e.Kind != Unreachable {
		return Wait{}
	}
	wait := Wait{Failures: was.Failures + 1, Asked: e.RetryAfter > 0}
	pause := backoff(wait.Failures, c.Random())
	if wait.Asked { // never sooner; spread, since many were told the same
		pause = max(pause, e.RetryAfter+time.Duration(c.Random()*float64(e.RetryAfter)/4))
	}
	wait.UntilMs = c.Now().Add(pause).UnixMilli()
	return wait
}

// waiting is the refusal to send before a wait is over; nil when it is.
func (c *Client) waiting(w Wait) error {
	if c.Now == nil || c.Now().UnixMilli() >= w.UntilMs {
		return nil
	}
	title := "The server was not reached; this browser tries again by itself in a moment."
	if w.Asked {
		title = "The server is busy and asked for a little patience; this browser tries again by itself."
	}
	return &Error{Problem: wire.Problem{Kind: Waiting, Title: title}}
}

// retryAfter reads the header's two forms, seconds and a date; 0 is none that can be read.
func (c *Client) retryAfter(header string) time.Duration {
	if seconds, err := strconv.Atoi(header); err == nil {
		return min(time.Duration(max(seconds, 0))*time.Second, longestAsk)
	}
	at, err := http.ParseTime(header)
	if err != nil || c.Now == nil {
		return 0
	}
	return min(max(at.Sub(c.Now()), 0), longestAsk)
}
