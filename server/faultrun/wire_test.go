package faultrun_test

import (
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// wireTap is the network between a server and its Redis. It can be slow, cut, or dead without
// either side being told.
type wireTap struct {
	listener        net.Listener
	network, target string

	mu    sync.Mutex
	conns map[net.Conn]bool
	delay time.Duration
	down  bool          // refuses connections
	pass  chan struct{} // closed while bytes pass
}

func newWire(t *testing.T, redis string) *wireTap {
	t.Helper()
	at, err := url.Parse(redis)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // it is closed with the test
	if err != nil {
		t.Fatal(err)
	}
	w := &wireTap{listener: listener, network: "tcp", target: at.Host, conns: map[net.Conn]bool{}, pass: make(chan struct{})}
	close(w.pass)
	if strings.HasPrefix(redis, "unix") {
		w.network, w.target = "unix", at.Path
	}
	go w.accept()
	t.Cleanup(func() {
		_ = listener.Close()
		w.thaw()
		w.cut()
	})
	return w
}

func (w *wireTap) url() string { return "redis://" + w.listener.Addr().String() }

func (w *wireTap) accept() {
	for {
		near, err := w.listener.Accept()
		if err != nil {
			return
		}
		go w.join(near)
	}
}

func (w *wireTap) join(near net.Conn) {
	far, err := net.Dial(w.network, w.target) //nolint:noctx // Redis is here, or is not
	if err != nil || !w.keep(near, far) {
		_ = near.Close()
		return
	}
	go w.carry(near, far)
	w.carry(far, near)
}

func (w *wireTap) keep(near, far net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.down {
		_ = far.Close()
		return false
	}
	w.conns[near], w.conns[far] = true, true
	return true
}

// carry moves bytes one way until either side ends.
func (w *wireTap) carry(from, to net.Conn) {
	defer w.drop(from, to)
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			w.gate()
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// gate holds bytes back as long as the network does.
func (w *wireTap) gate() {
	w.mu.Lock()
	delay, pass := w.delay, w.pass
	w.mu.Unlock()
	<-pass
	if delay > 0 {
		<-time.After(delay)
	}
}

func (w *wireTap) drop(all ...net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range all {
		_ = c.Close()
		delete(w.conns, c)
	}
}

// cut ends every connection; later ones are made.
func (w *wireTap) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.conns {
		_ = c.Close()
	}
}

// part cuts, and refuses connections until mend.
func (w *wireTap) part() {
	w.mu.Lock()
	w.down = true
	w.mu.Unlock()
	w.cut()
}

func (w *wireTap) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down, w.delay = false, 0
}

// slow makes every packet late.
func (w *wireTap) slow(delay time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.delay = delay
}

// freeze swallows everything and closes nothing, until thaw.
func (w *wireTap) freeze() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pass = make(chan struct{})
}

func (w *wireTap) thaw() {
	w.mu.Lock()
	defer w.mu.Unlock()
	select {
	case <-w.pass:
	default:
		close(w.pass)
	}
}
