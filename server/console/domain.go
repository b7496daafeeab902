package console

// domainPart is the company's own name for its links, on the settings page.
type domainPart struct {
	Name  string // "" while links stand under the installation's address
	Base  string // where links stand now
	Typed string
}

func (c *Console) domainPart(v *visit) domainPart {
	name := string(c.rooms.Domains.Of(v.ws()))
	return domainPart{Name: name, Base: c.rooms.Domains.Base(v.ws()) + "/l/", Typed: name}
}

func (c *Console) saveDomain(v *visit) error {
	return c.saved(v, "domain", c.rooms.Domains.Claim(v.ctx(), v.ws(), v.FormValue("domain")))
}

func (c *Console) releaseDomain(v *visit) error {
	return c.saved(v, "domain", c.rooms.Domains.Release(v.ctx(), v.ws()))
}
