package console

import (
	"net/http"

	"vouch/server/auth"
)

// startPage leads a person from nothing to a checked draft.
type startPage struct {
	Frame     frame
	Server    string // what to type into the panel
	Extension string
	Practice  string
	Code      string // a pairing code, just made
	Until     string
	Devices   []deviceRow
	MayTokens bool
	Tokens    []tokenRow
	NewToken  string // the secret of a token, shown this once
}

type deviceRow struct {
	ID     auth.DeviceID
	Name   string
	Paired string
}

type tokenRow struct {
	ID      auth.ServiceID
	Name    string
	Created string
}

func deviceRows(devices []auth.Device) []deviceRow {
	var rows []deviceRow
	for _, d := range devices {
		rows = append(rows, deviceRow{ID: d.ID, Name: d.Name, Paired: day(d.Paired)})
	}
	return rows
}

// ownTokens are those that act for this person.
func ownTokens(services []auth.Service, id auth.PersonID) []tokenRow {
	var rows []tokenRow
	for _, s := range services {
		if s.Person == id {
			rows = append(rows, tokenRow{ID: s.ID, Name: s.Name, Created: day(s.Created)})
		}
	}
	return rows
}

// home is the overview for whoever has a device, and the first steps for whoever has none.
func (c *Console) home(v *visit) error {
	devices, err := c.rooms.Devices.Of(v.ctx(), v.ws(), v.who().ID)
	if err != nil {
		return err
	}
	if len(devices) == 0 {
		return v.Redirect(http.StatusSeeOther, string(atStart))
	}
	return v.Redirect(http.StatusSeeOther, string(atOverview))
}

func (c *Console) startModel(v *visit) (startPage, error) {
	page := startPage{
		Frame: v.frame("Get started", atStart), Server: c.options.PublicURL,
		Extension: c.options.Extension, Practice: c.options.Practice,
		MayTokens: v.who().May(auth.Compliance),
	}
	devices, err := c.rooms.Devices.Of(v.ctx(), v.ws(), v.who().ID)
	if err != nil {
		return startPage{}, err
	}
	page.Devices = deviceRows(devices)
	if !page.MayTokens {
		return page, nil
	}
	services, err := c.rooms.Services.List(v.ctx(), v.ws())
	page.Tokens = ownTokens(services, v.who().ID)
	return page, err
}

func (c *Console) start(v *visit) error {
	page, err := c.startModel(v)
	if err != nil {
		return err
	}
	return c.ok(v, "start", page)
}

func (c *Console) pairingCode(v *visit) error {
	code, err := c.rooms.Devices.Code(v.ctx(), v.ws(), v.who().ID)
	if err != nil {
		return err
	}
	page, err := c.startModel(v)
	if err != nil {
		return err
	}
	page.Code, page.Until = code.Text, moment(code.Until)
	return c.ok(v, "start", page)
}

// unpair shuts out one of the person's own devices.
func (c *Console) unpair(v *visit) error {
	if err := c.unpairFrom(v, v.who().ID, auth.DeviceID(v.Param("id"))); err != nil {
		return err
	}
	return v.back(string(atStart), "unpaired")
}

// unpairFrom shuts a device out, if it is that person's.
func (c *Console) unpairFrom(v *visit, person auth.PersonID, device auth.DeviceID) error {
	devices, err := c.rooms.Devices.Of(v.ctx(), v.ws(), person)
	if err != nil {
		return err
	}
	for _, d := range devices {
		if d.ID == device {
			return c.rooms.Devices.Unpair(v.ctx(), v.ws(), device)
		}
	}
	return nothingHere()
}

func (c *Console) createToken(v *visit) error {
	_, secret, err := c.rooms.Services.Create(v.ctx(), v.ws(), v.who().ID, v.FormValue("name"))
	if err != nil {
		return err
	}
	page, err := c.startModel(v)
	if err != nil {
		return err
	}
	page.NewToken = secret
	return c.ok(v, "start", page)
}

// revokeToken ends one of the person's own tokens.
func (c *Console) revokeToken(v *visit) error {
	id := auth.ServiceID(v.Param("id"))
	services, err := c.rooms.Services.List(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	for _, s := range services {
		if s.ID == id && s.Person == v.who().ID {
			if err := c.rooms.Services.Revoke(v.ctx(), v.ws(), id); err != nil {
				return err
			}
			return v.back(string(atStart), "revoked")
		}
	}
	return nothingHere()
}
