package links

import (
	"context"

	"vouch/server/activity"
	"vouch/server/fault"
)

// Known finds a link whatever became of it: paused, retired or leading where it no longer may.
func (s *Service) Known(ctx context.Context, code activity.Code) (*Link, error) {
	if !isCode(code) {
		return nil, errNoLink
	}
	link, err := s.load(ctx, code)
	if fault.Is(err, fault.NotFound) {
		return nil, errNoLink
	}
	return link, err
}
