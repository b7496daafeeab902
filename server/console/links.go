package console

import (
	"net/http"

	"vouch/server/activity"
	"vouch/server/content"
	"vouch/server/fault"
	"vouch/server/links"
	"vouch/server/web"
)

// link shows what a tracking link brought, and its QR code, to whoever it belongs to; to everybody
// else there is no such page. The address of a link with a plus behind it leads here.
func (c *Console) link(v *visit) error {
	found, err := c.ownLink(v)
	if err != nil {
		return err
	}
	if err := c.rooms.CatchUp(v.ctx(), v.ws()); err != nil {
		return err
	}
	page := linkPage{Frame: v.frame("A link of yours", atOverview), Code: string(found.Code), URL: c.linkURL(v, found.Code)}
	titles, _, err := c.titles(v)
	if err != nil {
		return err
	}
	page.Story = storyName(titles, string(found.Story))
	if !v.place.Mode.Aggregate {
		now := c.options.Now()
		days, err := c.rooms.Counters.OfLink(v.ctx(), v.ws(), found.Code, now.AddDate(0, 0, 1-usualSpan), now)
		if err != nil {
			return err
		}
		page.count(days)
	}
	return c.ok(v, "link", page)
}

// linkQR draws the code; the ending of the address says how.
func (c *Console) linkQR(v *visit) error {
	found, err := c.ownLink(v)
	if err != nil {
		return err
	}
	code, err := links.NewQR(c.linkURL(v, found.Code))
	if err != nil {
		return err
	}
	v.Response().Header().Set("Cache-Control", "private, max-age=3600")
	if v.Param("form") != "qr.png" {
		return v.Blob(http.StatusOK, "image/svg+xml", code.SVG())
	}
	const pixels = 12 // a module: 500 pixels and more in all, sharp on paper
	drawn, err := code.PNG(pixels)
	if err != nil {
		return err
	}
	return v.Blob(http.StatusOK, "image/png", drawn)
}

func (c *Console) linkURL(v *visit, code activity.Code) string {
	return c.rooms.Domains.Base(v.ws()) + "/l/" + string(code)
}

func (c *Console) ownLink(v *visit) (*links.Link, error) {
	found, err := c.rooms.Links.Known(v.ctx(), activity.Code(v.Param("code")))
	if err != nil {
		return nil, err
	}
	if found.Workspace != v.ws() || found.Advocate != activity.Pseudonym(v.who().Pseudonym) {
		return nil, fault.New(fault.NotFound, "You have no such link.")
	}
	return found, nil
}

// storyLinks shows what becomes of a story's links, those that are out included.
func (c *Console) storyLinks(v *visit) error {
	return c.showStoryLinks(v, http.StatusOK, targetForm{})
}

func (c *Console) showStoryLinks(v *visit, status int, form targetForm) error {
	story, err := c.rooms.Library.Story(v.ctx(), v.ws(), content.StoryID(v.Param("id")))
	if err != nil {
		return err
	}
	history, err := c.rooms.Links.History(v.ctx(), v.ws(), activity.Story(story.ID))
	if err != nil {
		return err
	}
	people, err := c.rooms.People.People(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	page := storyLinksOf(v.frame("Links of a story", atStories), story, history, people)
	if form.Wrong != "" {
		page.Form = form
	}
	return c.show(v, status, "links", page)
}

// saveStoryLinks changes them.
func (c *Console) saveStoryLinks(v *visit) error {
	form := targetFormFrom(v.FormValue)
	change, err := form.change()
	change.By = string(v.who().ID)
	if err == nil {
		err = c.rooms.Links.SetTarget(v.ctx(), v.ws(), activity.Story(v.Param("id")), form.seen(), change)
	}
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		p := web.Problem(err)
		form.Wrong, form.WrongField = p.Title, p.Field
		return c.showStoryLinks(v, p.Status, form)
	}
	if err != nil {
		return err
	}
	return v.back(storyAddress(content.StoryID(v.Param("id")))+"/links", "saved")
}
