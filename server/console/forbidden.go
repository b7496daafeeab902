package console

import (
	"net/http"

	"vouch/server/auth"
)

// forbidden says who can, so that the person knows whom to ask.
func (c *Console) forbidden(v *visit, role auth.Role) error {
	people, err := c.rooms.People.People(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	page := problemPage{
		Frame:   v.frame(headline(http.StatusForbidden), ""),
		Message: "This needs the role " + string(role) + ". You have: " + rolesInWords(v.who().Roles) + ".",
		Can:     namesWith(people, role),
	}
	return c.show(v, http.StatusForbidden, "problem", page)
}

func namesWith(people []auth.Person, role auth.Role) []string {
	var names []string
	for _, p := range people {
		if p.May(role) {
			names = append(names, p.Name)
		}
	}
	return names
}
