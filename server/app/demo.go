package app

import "context"

// demo makes the workspace of the demo when there is none, and gives the codes of its first
// administrator.
func (r *rooms) demo(ctx context.Context, config Config, url string) (signIn, pairingCode string, err error) {
	return "", "", nil
}
