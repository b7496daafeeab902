package console

import (
	"net/http"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/web"
)

func (c *Console) people(v *visit) error {
	return c.showPeople(v, http.StatusOK, inviteForm{})
}

// invite adds a person and shows their one-time link, this once.
func (c *Console) invite(v *visit) error {
	form := inviteForm{Person: v.FormValue("name"), Team: v.FormValue("team"), Roles: v.Request().Form["roles"]}
	person, err := c.addPerson(v, form)
	if fault.Is(err, fault.Invalid) {
		p := web.Problem(err)
		form.Wrong = p.Title
		return c.showPeople(v, p.Status, form)
	}
	if err != nil {
		return err
	}
	return c.showLink(v, person)
}

func (c *Console) addPerson(v *visit, form inviteForm) (auth.Person, error) {
	roles, err := auth.ParseRoles(form.Roles)
	if err != nil {
		return auth.Person{}, err
	}
	if err := knownTeam(v.place.Teams, form.Team); err != nil {
		return auth.Person{}, err
	}
	return c.rooms.People.Add(v.ctx(), v.ws(), auth.NewPerson{Name: form.Person, Team: form.Team, Roles: roles})
}

func (c *Console) showPeople(v *visit, status int, form inviteForm) error {
	people, err := c.rooms.People.People(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	page := peopleOf(v.frame("People", atPeople), people, v.place.Teams, form)
	return c.show(v, status, "people", page)
}

func (c *Console) person(v *visit) error {
	page, err := c.personModel(v)
	if err != nil {
		return err
	}
	return c.ok(v, "person", page)
}

func (c *Console) personModel(v *visit) (personPage, error) {
	id := auth.PersonID(v.Param("id"))
	person, err := c.rooms.People.Person(v.ctx(), v.ws(), id)
	if err != nil {
		return personPage{}, err
	}
	devices, err := c.rooms.Devices.Of(v.ctx(), v.ws(), id)
	if err != nil {
		return personPage{}, err
	}
	page := personOf(v.frame(person.Name, atPeople), person, v.place.Teams, devices)
	incidents, err := c.rooms.People.Incidents(v.ctx(), v.ws())
	page.Incidents = incidentsOf(incidents, id)
	return page, err
}

func (c *Console) savePerson(v *visit) error {
	id := auth.PersonID(v.Param("id"))
	if err := v.Request().ParseForm(); err != nil {
		return fault.New(fault.Invalid, "The form cannot be read.").Because(err)
	}
	roles, err := auth.ParseRoles(v.Request().Form["roles"])
	if err != nil {
		return err
	}
	team := v.FormValue("team")
	if err := knownTeam(v.place.Teams, team); err != nil {
		return err
	}
	if err := c.rooms.People.SetName(v.ctx(), v.ws(), id, v.FormValue("name")); err != nil {
		return err
	}
	if err := c.rooms.People.SetRoles(v.ctx(), v.ws(), id, roles); err != nil {
		return err
	}
	if err := c.rooms.People.SetTeam(v.ctx(), v.ws(), id, team); err != nil {
		return err
	}
	if err := c.rooms.People.SetCircumstances(v.ctx(), v.ws(), id, auth.Circumstances{
		Country: v.FormValue("country"), Position: auth.Position(v.FormValue("position")), Licence: v.FormValue("licence"),
	}); err != nil {
		return err
	}
	return v.back(personAddress(id), "saved")
}

// signInLink makes a one-time link for somebody to send.
func (c *Console) signInLink(v *visit) error {
	person, err := c.rooms.People.Person(v.ctx(), v.ws(), auth.PersonID(v.Param("id")))
	if err != nil {
		return err
	}
	return c.showLink(v, person)
}

func (c *Console) showLink(v *visit, person auth.Person) error {
	token, err := c.rooms.Desk.Link(v.ctx(), v.ws(), person.ID)
	if err != nil {
		return err
	}
	devices, err := c.rooms.Devices.Of(v.ctx(), v.ws(), person.ID)
	if err != nil {
		return err
	}
	page := personOf(v.frame(person.Name, atPeople), person, v.place.Teams, devices)
	page.Link = c.options.PublicURL + auth.SignInPath(token)
	return c.ok(v, "person", page)
}

func (c *Console) codeFor(v *visit) error {
	code, err := c.rooms.Devices.Code(v.ctx(), v.ws(), auth.PersonID(v.Param("id")))
	if err != nil {
		return err
	}
	page, err := c.personModel(v)
	if err != nil {
		return err
	}
	page.Code, page.Until = code.Text, moment(code.Until)
	return c.ok(v, "person", page)
}

func (c *Console) disable(v *visit) error {
	id := auth.PersonID(v.Param("id"))
	if err := c.rooms.People.Disable(v.ctx(), v.ws(), id); err != nil {
		return err
	}
	return v.back(personAddress(id), "disabled")
}

func (c *Console) enable(v *visit) error {
	id := auth.PersonID(v.Param("id"))
	if err := c.rooms.People.Enable(v.ctx(), v.ws(), id); err != nil {
		return err
	}
	return v.back(personAddress(id), "enabled")
}

func (c *Console) remove(v *visit) error {
	if v.FormValue("sure") != "yes" {
		return fault.New(fault.Invalid, "Removing cannot be undone. Go back and tick the box that says so.")
	}
	if err := c.rooms.People.Remove(v.ctx(), v.ws(), auth.PersonID(v.Param("id"))); err != nil {
		return err
	}
	return v.back(string(atPeople), "removed")
}

func (c *Console) unpairOf(v *visit) error {
	id := auth.PersonID(v.Param("id"))
	if err := c.unpairFrom(v, id, auth.DeviceID(v.Param("device"))); err != nil {
		return err
	}
	return v.back(personAddress(id), "unpaired")
}

func personAddress(id auth.PersonID) string { return string(atPeople) + "/" + string(id) }
