package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"

	"vouch/shared/wire"
)

// maxAnswer bounds a JSON answer in bytes: the largest, 200 receipts with their reasons, stays
// well under 100 KB.
const maxAnswer = 1 << 20

// call is one request. Token is the bearer's; "" sends none.
type call struct {
	method, server, path, token string
	query                       url.Values
	match                       string // If-None-Match: a tag that makes 304 an answer
	in                          any    // nil sends no body
}

// answer sends one and decodes a 2xx answer into out; every other answer is an *Error.
func (c *Client) answer(ctx context.Context, one call, out any) error {
	_, err := c.ask(ctx, one, out)
	return err
}

// ask is answer, and what stands around it. A 304 leaves out as it is.
func (c *Client) ask(ctx context.Context, one call, out any) (http.Header, error) {
	response, err := c.send(ctx, one)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	if one.match != "" && response.StatusCode == http.StatusNotModified {
		return response.Header, nil
	}
	return response.Header, c.read(response, out)
}

func (c *Client) read(response *http.Response, out any) error {
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err != nil {
		return unreachable("The server's answer broke off.")
	}
	if len(body) > maxAnswer {
		return unreadable()
	}
	if response.StatusCode/100 != 2 {
		problem := problemOf(response.StatusCode, body)
		problem.RetryAfter = c.retryAfter(response.Header.Get("Retry-After"))
		return problem
	}
	if json.Unmarshal(body, out) != nil {
		return unreadable()
	}
	return nil
}

func (c *Client) send(ctx context.Context, one call) (*http.Response, error) {
	target, err := address(one.server, one.path, one.query)
	if err != nil {
		return nil, err
	}
	var body io.Reader = http.NoBody
	if one.in != nil {
		encoded, err := json.Marshal(one.in)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(encoded)
	}
	request, err := http.NewRequestWithContext(ctx, one.method, target, body)
	if err != nil {
		return nil, unreadable()
	}
	if one.in != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if one.token != "" {
		request.Header.Set("Authorization", "Bearer "+one.token)
	}
	if one.match != "" {
		request.Header.Set("If-None-Match", one.match)
	}
	response, err := c.Do(request)
	if err != nil {
		return nil, unreachable("The server could not be reached.")
	}
	return response, nil
}

// address joins server, path and query. Tokens travel over TLS, or stay on this machine.
func address(server, path string, query url.Values) (string, error) {
	u, err := url.Parse(server)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", invalidServer()
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())) {
		return "", invalidServer()
	}
	target := u.JoinPath(path)
	target.RawQuery = query.Encode()
	return target.String(), nil
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

func invalidServer() error {
	return &Error{Problem: wire.Problem{
		Kind:  "invalid",
		Field: "server",
		Title: "The server's address begins with https:// (http:// on this machine alone) and names nothing but the server.",
	}}
}

// problemOf reads a refusal; a body that is none gets words of its status.
func problemOf(status int, body []byte) *Error {
	var p Error
	if json.Unmarshal(body, &p.Problem) != nil || p.Title == "" {
		p.Problem = wire.Problem{Kind: kindOf(status), Title: "The server answered " + http.StatusText(status) + "."}
	}
	p.Status = status
	return &p
}

func kindOf(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "unauthorized"
	case http.StatusForbidden:
		return "forbidden"
	case http.StatusNotFound:
		return "not_found"
	case http.StatusConflict:
		return "conflict"
	}
	if status >= http.StatusInternalServerError || status == http.StatusTooManyRequests {
		return "unavailable"
	}
	return "invalid"
}

func isKind(err error, kind string) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Kind == kind
}

func isStatus(err error, status int) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Status == status
}
