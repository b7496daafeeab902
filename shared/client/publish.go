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
