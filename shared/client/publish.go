package client

import (
	"context"
	"net/http"

	"vouch/shared/wire"
)

// Publish makes a pack live, with the token of a person of the compliance role. A refused pack
// is an *Error whose Problems name every fault.
func (c *Client) Publish(ctx context.Context, server, token string, r wire.PublishRequest) (wire.PublishResponse, error) {
	return c.administer(ctx, server, token, "/v1/packs", r)
}

// Rollback puts back what an earlier revision had, under a new one.
func (c *Client) Rollback(ctx context.Context, server, token string, r wire.RollbackRequest) (wire.PublishResponse, error) {
	return c.administer(ctx, server, token, "/v1/packs/rollback", r)
}

// PublishSurfaces makes surfaces live. A refused file is an *Error whose Problems name every fault
// and every snapshot whose expectation it breaks.
func (c *Client) PublishSurfaces(ctx context.Context, server, token string, r wire.SurfacesRequest) (wire.PublishResponse, error) {
	return c.administer(ctx, server, token, "/v1/surfaces", r)
}

// RollbackSurfaces puts back the surfaces of an earlier revision, under a new one.
func (c *Client) RollbackSurfaces(ctx context.Context, server, token string, r wire.RollbackRequest) (wire.PublishResponse, error) {
	return c.administer(ctx, server, token, "/v1/surfaces/rollback", r)
}

// Surfaces lists what went live, the newest first.
func (c *Client) Surfaces(ctx context.Context, server, token string) (wire.SurfacesHistory, error) {
	var history wire.SurfacesHistory
	one := call{method: http.MethodGet, server: server, path: "/v1/surfaces", token: token}
	return history, c.answer(ctx, one, &history)
}

func (c *Client) administer(ctx context.Context, server, token, path string, in any) (wire.PublishResponse, error) {
	var live wire.PublishResponse
	one := call{method: http.MethodPost, server: server, path: path, token: token, in: in}
	if err := c.answer(ctx, one, &live); err != nil {
		return wire.PublishResponse{}, err
	}
	if live.Revision == 0 {
		return wire.PublishResponse{}, unreadable()
	}
	return live, nil
}
