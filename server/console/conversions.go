package console

import (
	"context"

	"vouch/server/kv"
)

// Postbacks gives the secret with which a company's site signs what clicks led to.
type Postbacks interface {
	Secret(ctx context.Context, ws kv.Workspace) (string, error)
	Rotate(ctx context.Context, ws kv.Workspace) (string, error)
}

// conversionsPage tells a company how its site reports leads and sales.
type conversionsPage struct {
	Frame       frame
	URL, Secret string // the secret only when somebody asked to see it
}

func (c *Console) conversions(v *visit) error {
	return c.ok(v, "conversions", conversionsPage{Frame: v.frame("What clicks lead to", atSettings), URL: c.options.PublicURL})
}

// conversionSecret shows the secret, or the next one: a form, so that it stands in no address and
// no history.
func (c *Console) conversionSecret(v *visit) error {
	find := c.rooms.Postbacks.Secret
	if v.FormValue("do") == "rotate" {
		find = c.rooms.Postbacks.Rotate
	}
	secret, err := find(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	return c.ok(v, "conversions", conversionsPage{
		Frame: v.frame("What clicks lead to", atSettings), URL: c.options.PublicURL, Secret: secret,
	})
}
