package console

import (
	"net/http"

	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/fault"
	"vouch/server/web"
)

// stories lists the library; every caption is judged again by the rules of this moment, since
// rules change after a story was saved.
func (c *Console) stories(v *visit) error {
	stories, err := c.rooms.Library.Stories(v.ctx(), v.ws())
	if err != nil {
		return err
	}
	var captions []string
	for _, s := range stories {
		captions = append(captions, s.Captions...)
	}
	reports, err := c.rooms.Library.Check(v.ctx(), v.ws(), captions)
	if err != nil {
		return err
	}
	page := storiesOf(v.frame("Stories", atStories), stories, reports, c.options.Now())
	page.MayEdit = v.who().May(auth.Author)
	return c.ok(v, "stories", page)
}

func (c *Console) newStory(v *visit) error {
	form := storyForm{Published: c.options.Now().UTC().Format(dateLayout)}
	return c.storyEditor(v, http.StatusOK, form)
}

func (c *Console) editStory(v *visit) error {
	story, err := c.rooms.Library.Story(v.ctx(), v.ws(), content.StoryID(v.Param("id")))
	if err != nil {
		return err
	}
	form := formOf(story)
	form.Reports, err = c.captionRows(v, story.Captions)
	if err != nil {
		return err
	}
	return c.storyEditor(v, http.StatusOK, form)
}

// saveStory checks, or checks and saves, what stands in the form.
func (c *Console) saveStory(v *visit) error {
	form := storyFormFrom(v.Request().FormValue, v.Param("id"))
	story, err := form.story()
	if err == nil && v.FormValue("do") == "check" {
		if form.Reports, err = c.captionRows(v, story.Captions); err == nil {
			return c.storyEditor(v, http.StatusOK, form)
		}
	}
	if err != nil {
		return c.storyAgain(v, form, err)
	}
	saved, reports, err := c.keep(v, story)
	if err != nil {
		form.Reports = captionRowsOf(reports)
		return c.storyAgain(v, form, err)
	}
	if form.ID == "" {
		return v.back(string(atStories), "added")
	}
	return v.back(storyAddress(saved.ID), "saved")
}

func (c *Console) keep(v *visit, s content.Story) (content.Story, []content.CaptionReport, error) {
	if s.ID == "" {
		return c.rooms.Library.Add(v.ctx(), v.ws(), v.who(), s)
	}
	return c.rooms.Library.Edit(v.ctx(), v.ws(), v.who(), s)
}

func (c *Console) expireStory(v *visit) error {
	if err := c.rooms.Library.Expire(v.ctx(), v.ws(), v.who(), content.StoryID(v.Param("id"))); err != nil {
		return err
	}
	return v.back(string(atStories), "expired")
}

func (c *Console) captionRows(v *visit, captions []string) ([]captionRow, error) {
	reports, err := c.rooms.Library.Check(v.ctx(), v.ws(), captions)
	return captionRowsOf(reports), err
}

// storyAgain shows what is wrong over the same form, so that nothing typed is lost.
func (c *Console) storyAgain(v *visit, form storyForm, err error) error {
	if !fault.Is(err, fault.Invalid) {
		return err
	}
	p := web.Problem(err)
	form.Wrong, form.WrongField = p.Title, p.Field
	return c.storyEditor(v, p.Status, form)
}

func (c *Console) storyEditor(v *visit, status int, form storyForm) error {
	title := "Add a story"
	if form.ID != "" {
		title = "Edit a story"
	}
	form.Destinations = v.place.Destinations
	return c.show(v, status, "story", storyPage{Frame: v.frame(title, atStories), storyForm: form})
}

func storyAddress(id content.StoryID) string { return string(atStories) + "/" + string(id) }
