package content

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"vouch/server/fault"
)

// Bounds of a story, in characters. A post on LinkedIn has 3,000 at most.
const (
	maxTitle   = 200
	maxText    = 5000
	maxCaption = 3000
	maxTag     = 40
	maxTags    = 12
)

// MaxCaptions is how many captions a story may have: enough that posts do not sound alike.
const MaxCaptions = 5

// linkMark is where a device puts the advocate's own link.
const linkMark = "{link}"

// standIn is a link as long as those that devices put in, so that the rules see the caption as
// readers will: what stands before LinkedIn's "see more" line depends on it.
const standIn = "https://vouch.example/l/2aB4cD6e"

func inAPost(caption string) string { return strings.ReplaceAll(caption, linkMark, standIn) }

// captionField names a caption, by its place in the story, as the field at fault.
func captionField(i int) string { return "caption" + strconv.Itoa(i+1) }

// tidy trims a story and refuses one that could not be offered. A story without a date of
// publication is published now.
func tidy(s Story, now time.Time) (Story, error) {
	s.Title, s.Text = strings.TrimSpace(s.Title), strings.TrimSpace(s.Text)
	s.Campaign = strings.TrimSpace(s.Campaign)
	s.Tags = trimAll(s.Tags)
	s.Captions = trimAll(s.Captions)
	if s.Published.IsZero() {
		s.Published = now
	}
	for _, check := range []func(Story) error{tidyTexts, tidyTags, tidyCaptions, tidyDates} {
		if err := check(s); err != nil {
			return Story{}, err
		}
	}
	return s, nil
}

func trimAll(texts []string) []string {
	var out []string
	for _, t := range texts {
		t = strings.TrimSpace(strings.ReplaceAll(t, "\r\n", "\n"))
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

func tidyTexts(s Story) error {
	switch {
	case s.Title == "":
		return fault.New(fault.Invalid, "A story needs a title.").At("title")
	case utf8.RuneCountInString(s.Title) > maxTitle:
		return fault.New(fault.Invalid, "The title is too long: %d characters at most.", maxTitle).At("title")
	case s.Text == "":
		return fault.New(fault.Invalid, "Say what the story is about: this is what suggestions are found by.").At("text")
	case utf8.RuneCountInString(s.Text) > maxText:
		return fault.New(fault.Invalid, "The text is too long: %d characters at most.", maxText).At("text")
	case utf8.RuneCountInString(s.Campaign) > maxTitle:
		return fault.New(fault.Invalid, "The campaign's name is too long: %d characters at most.", maxTitle).At("campaign")
	}
	return nil
}

func tidyTags(s Story) error {
	if len(s.Tags) > maxTags {
		return fault.New(fault.Invalid, "At most %d tags.", maxTags).At("tags")
	}
	for _, tag := range s.Tags {
		if utf8.RuneCountInString(tag) > maxTag {
			return fault.New(fault.Invalid, "The tag %q is too long: %d characters at most.", tag, maxTag).At("tags")
		}
	}
	return nil
}

func tidyCaptions(s Story) error {
	if len(s.Captions) == 0 {
		return fault.New(fault.Invalid, "A story needs at least one caption.").At("captions")
	}
	if len(s.Captions) > MaxCaptions {
		return fault.New(fault.Invalid, "At most %d captions.", MaxCaptions).At("captions")
	}
	for i, c := range s.Captions {
		if utf8.RuneCountInString(c) > maxCaption {
			return fault.New(fault.Invalid, "Caption %d is too long: %d characters at most.", i+1, maxCaption).At(captionField(i))
		}
		if strings.Count(c, linkMark) != 1 {
			return fault.New(fault.Invalid, "Caption %d needs {link} exactly once: the place of the person's own link.", i+1).At(captionField(i))
		}
	}
	return nil
}

func tidyDates(s Story) error {
	if !s.Until.IsZero() && !s.Until.After(s.Published) {
		return fault.New(fault.Invalid, "The story ends before it begins.").At("until")
	}
	return nil
}
