package console

import (
	"time"

	"vouch/server/auth"
	"vouch/server/fault"
	"vouch/server/workspace"
)

// modePart is the aggregate mode on the settings page.
type modePart struct {
	On    bool
	Since string
	Doubt string // what is wrong with the record
	Asked string // who asked to end it; "" is nobody
	Own   bool   // whoever looks asked
	Until string // when the request lapses
}

func (c *Console) modePart(v *visit) (modePart, error) {
	mode := v.place.Mode
	part := modePart{On: mode.Aggregate, Since: day(time.UnixMilli(mode.AtMs))}
	if mode.Doubted {
		part.Doubt = "The record of this mode does not carry your company's signature: somebody altered it in the store. It counts as on."
	}
	if mode.Request == nil {
		return part, nil
	}
	people, err := c.rooms.People.People(v.ctx(), v.ws())
	if err != nil {
		return part, err
	}
	part.Asked, part.Own = "Somebody who left", mode.Request.By == string(v.who().ID)
	part.Until = moment(mode.Request.Lapses())
	for _, p := range people {
		if string(p.ID) == mode.Request.By {
			part.Asked = p.Name
		}
	}
	return part, nil
}

func (v *visit) administrator() workspace.Administrator {
	return workspace.Administrator{ID: string(v.who().ID), Since: v.who().Since}
}

// beginAggregate also hides the pseudonyms that an older version left bare in the store.
func (c *Console) beginAggregate(v *visit) error {
	if err := c.rooms.Workspaces.Aggregate(v.ctx(), v.ws(), v.administrator()); err != nil {
		return err
	}
	if err := c.rooms.People.Veil(v.ctx(), v.ws()); err != nil {
		return err
	}
	return v.back(string(atSettings), "aggregate")
}

func (c *Console) askToEndAggregate(v *visit) error {
	if err := c.rooms.Workspaces.AskToEnd(v.ctx(), v.ws(), v.administrator()); err != nil {
		return err
	}
	return v.back(string(atSettings), "asked")
}

func (c *Console) keepAggregate(v *visit) error {
	if err := c.rooms.Workspaces.Keep(v.ctx(), v.ws()); err != nil {
		return err
	}
	return v.back(string(atSettings), "kept")
}

// endAggregate takes the word of a second person, and that they are still here.
func (c *Console) endAggregate(v *visit) error {
	asked := v.place.Mode.Request
	if asked != nil {
		if err := c.stillRules(v, asked.By); err != nil {
			return err
		}
	}
	if err := c.rooms.Workspaces.End(v.ctx(), v.ws(), v.administrator()); err != nil {
		return err
	}
	return v.back(string(atSettings), "ended")
}

// stillRules refuses the request of somebody who was shut out, or lost the role.
func (c *Console) stillRules(v *visit, id string) error {
	person, err := c.rooms.People.Person(v.ctx(), v.ws(), auth.PersonID(id))
	if fault.Is(err, fault.NotFound) {
		return notTheirs()
	}
	if err != nil {
		return err
	}
	if !person.May(auth.Administrator) {
		return notTheirs()
	}
	return nil
}

func notTheirs() error {
	return fault.New(fault.Conflict, "Whoever asked for it is no administrator any more. Ask again.")
}
