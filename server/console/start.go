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
	Todo      []todo // what the company still lacks, for those who can give it
}

// todo is something without which part of Vouch stands idle.
type todo struct {
	Path  string
	Title string
	Why   string
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

// company is what a new workspace has to be told.
type company struct {
	names, destinations, stories, people int // names: what its profile says beyond the company's own
}

// missing lists what this person may add to the company, in the order in which it is needed.
func missing(has company, may func(auth.Role) bool) []todo {
	var list []todo
	want := func(role auth.Role, has int, path, title, why string) {
		if has == 0 && may(role) {
			list = append(list, todo{path, title, why})
		}
	}
	want(auth.Compliance, has.names, "/console/rules/profile", "Tell the rules your company's names",
		"Products, tags and competitors stand in the profile; rules that need them stay silent without.")
	want(auth.Administrator, has.destinations, "/console/settings", "Allow destinations",
		"Tracking links lead only to hosts on a list. It is empty, so no story can be offered.")
	want(auth.Author, has.stories, "/console/stories/new", "Add a story", "The panel has nothing to offer yet.")
	want(auth.Administrator, has.people-1, "/console/people", "Invite people", "You are the only one here.")
	return list
}

func (c *Console) todo(v *visit) ([]todo, error) {
	live, err := c.rooms.Rules.Live(v.ctx(), v.ws())
	if err != nil {
		return nil, err
	}
	stories, err := c.rooms.Library.Stories(v.ctx(), v.ws())
	if err != nil {
		return nil, err
	}
	people, err := c.rooms.People.People(v.ctx(), v.ws())
	if err != nil {
		return nil, err
	}
	has := company{destinations: len(v.place.Destinations), stories: len(stories), people: len(people)}
	if p := live.Profile; p != nil {
		has.names = len(p.Products) + len(p.Company.Tags) + len(p.Competitors)
	}
	return missing(has, v.who().May), nil
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
	if page.Todo, err = c.todo(v); err != nil {
		return startPage{}, err
	}
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
