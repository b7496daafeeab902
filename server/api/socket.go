package api

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/labstack/echo/v4"

	"vouch/server/devicesync"
)

// still says whether a token is good yet. It is made here and not beside its use, so that it
// holds the token and nothing else of the request.
func (a *API) still(token string) func(context.Context) error {
	devices := a.rooms.Devices
	return func(ctx context.Context) error {
		_, err := devices.Verify(ctx, token)
		return err
	}
}

// socket is a connection that was taken out of net/http. The head of the answer goes out with the
// first text; the answer ends with the connection, which HTTP/1.0 understands as well, so that it
// passes every proxy.
type socket struct {
	conn net.Conn
	raw  syscall.RawConn
	head []byte // nil once it is sent
}

// takeOver is http.ErrNotSupported where the connection is not this answer's alone.
func takeOver(c echo.Context) (devicesync.Line, error) {
	if c.Request().TLS != nil { // one writer cannot serve many who must be asked before they take
		return nil, http.ErrNotSupported
	}
	head := headOf(c.Response().Header())
	conn, _, err := http.NewResponseController(c.Response()).Hijack()
	if err != nil {
		return nil, err
	}
	plain, ok := conn.(syscall.Conn)
	if !ok {
		return nil, errors.Join(errors.New("a connection without a socket"), conn.Close())
	}
	raw, err := plain.SyscallConn()
	if err == nil {
		err = conn.SetDeadline(time.Time{})
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &socket{conn: conn, raw: raw, head: head}, nil
}

func headOf(header http.Header) []byte {
	header = header.Clone()
	header.Set("Connection", "close")
	var head bytes.Buffer
	head.WriteString("HTTP/1.1 200 OK\r\n")
	_ = header.Write(&head) // a buffer takes everything
	head.WriteString("\r\n")
	return head.Bytes()
}

// Send writes once and does not wait: what the kernel's buffer does not take, nobody reads.
func (s *socket) Send(text []byte) error {
	if s.head != nil {
		text, s.head = append(s.head, text...), nil
	}
	sent, failed := 0, error(nil)
	err := s.raw.Write(func(fd uintptr) bool {
		sent, failed = syscall.Write(int(fd), text)
		return true
	})
	if err == nil {
		err = failed
	}
	if err == nil && sent < len(text) {
		err = syscall.EAGAIN
	}
	return err
}

// Gone looks for the end of what the peer sends. A browser that listens sends nothing.
func (s *socket) Gone() bool {
	gone := false
	err := s.raw.Read(func(fd uintptr) bool {
		var some [256]byte
		n, err := syscall.Read(int(fd), some[:])
		gone = err == nil && n == 0 || err != nil && !errors.Is(err, syscall.EAGAIN) && !errors.Is(err, syscall.EINTR)
		return true
	})
	return gone || err != nil
}

func (s *socket) Close() { _ = s.conn.Close() } // what it still wanted to say is no matter
