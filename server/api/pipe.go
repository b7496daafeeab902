package api

import (
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/kv"
)

// pipe leads from the hub to a handler that stays with its answer.
type pipe struct {
	mu    sync.Mutex
	text  []byte // not written yet
	ended bool
	moved chan struct{} // holds a token when there is something to see
}

// fullPipe is some hundred events, which a peer that takes anything has taken.
const fullPipe = 64 << 10 // bytes

func newPipe() *pipe { return &pipe{moved: make(chan struct{}, 1)} }

// Send implements devicesync.Line.
func (p *pipe) Send(text []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended || len(p.text)+len(text) > fullPipe {
		return errors.New("the peer takes nothing")
	}
	p.text = append(p.text, text...)
	p.nudge()
	return nil
}

// Gone implements devicesync.Line: the handler leaves by itself.
func (*pipe) Gone() bool { return false }

// Close implements devicesync.Line.
func (p *pipe) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	p.nudge()
}

func (p *pipe) nudge() {
	select {
	case p.moved <- struct{}{}:
	default:
	}
}

// take empties the pipe; ended says that nothing follows.
func (p *pipe) take() (text []byte, ended bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	text, p.text = p.text, nil
	return text, p.ended
}

// pour writes until the pipe ends or the browser goes away, and neither is an error.
func (p *pipe) pour(c echo.Context, now kv.Clock) error {
	c.Response().WriteHeader(http.StatusOK)
	// The end of the body is written after this; a peer that is gone is no matter.
	defer func() { _ = allowTime(c, now) }()
	for {
		select {
		case <-c.Request().Context().Done():
			return nil
		case <-p.moved:
		}
		text, ended := p.take()
		if err := send(c, now, text); err != nil || ended {
			return nil
		}
	}
}

// allowTime gives the peer a moment for what is written next.
func allowTime(c echo.Context, now kv.Clock) error {
	const patience = 10 * time.Second
	return http.NewResponseController(c.Response()).SetWriteDeadline(now().Add(patience))
}

func send(c echo.Context, now kv.Clock, text []byte) error {
	if err := allowTime(c, now); err != nil {
		return err
	}
	if _, err := c.Response().Write(text); err != nil {
		return err
	}
	return http.NewResponseController(c.Response()).Flush()
}
