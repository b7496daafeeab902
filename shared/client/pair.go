package client

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"net/http"

	"vouch/shared/wire"
)

// Pair exchanges a pairing code for a state. device is what the desk's list shows.
func (c *Client) Pair(ctx context.Context, server, code, device string) (State, wire.PairResponse, error) {
	var paired wire.PairResponse
	one := call{
		method: http.MethodPost, server: server, path: "/v1/pair",
		in: wire.PairRequest{Code: code, Device: device},
	}
	if err := c.answer(ctx, one, &paired); err != nil {
		return State{}, wire.PairResponse{}, err
	}
	if _, err := publicKey(paired.Key); err != nil || paired.Workspace == "" {
		return State{}, wire.PairResponse{}, unreadable()
	}
	return State{
		Server: server, Workspace: paired.Workspace, Key: paired.Key, Tokens: paired.Tokens,
	}, paired, nil
}

// Refresh turns the tokens. A refresh whose answer got lost is asked for once more at once: the
// server gives the same successor for thirty seconds, and revokes the device after.
func (c *Client) Refresh(ctx context.Context, s State) (State, error) {
	one := call{
		method: http.MethodPost, server: s.Server, path: "/v1/token",
		in: wire.RefreshRequest{Refresh: s.Tokens.Refresh},
	}
	var turned wire.Tokens
	err := c.answer(ctx, one, &turned)
	if isKind(err, Unreachable) {
		err = c.answer(ctx, one, &turned)
	}
	if err != nil {
		return s, err
	}
	if turned.Access == "" || turned.Refresh == "" {
		return s, unreadable()
	}
	s.Tokens = turned
	if c.Turned != nil {
		c.Turned(turned)
	}
	return s, nil
}

// authorized sends with the state's token, and once more with a turned one after a 401.
func (c *Client) authorized(ctx context.Context, s State, one call, out any) (State, http.Header, error) {
	one.server, one.token = s.Server, s.Tokens.Access
	header, err := c.ask(ctx, one, out)
	if !isStatus(err, http.StatusUnauthorized) {
		return s, header, err
	}
	s, err = c.Refresh(ctx, s)
	if err != nil {
		return s, nil, err
	}
	one.token = s.Tokens.Access
	header, err = c.ask(ctx, one, out)
	return s, header, err
}

// Mint makes, or finds, this advocate's tracking link for a story.
func (c *Client) Mint(ctx context.Context, s State, r wire.LinkRequest) (State, wire.LinkResponse, error) {
	var minted wire.LinkResponse
	s, _, err := c.authorized(ctx, s, call{method: http.MethodPost, path: "/v1/links", in: r}, &minted)
	if err == nil && minted.URL == "" {
		err = unreadable()
	}
	return s, minted, err
}

func publicKey(encoded string) (ed25519.PublicKey, error) {
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, unreadable()
	}
	return key, nil
}
