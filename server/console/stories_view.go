package console

import (
	"strconv"
	"strings"
	"time"

	"vouch/server/content"
	"vouch/server/fault"
	"vouch/shared/check"
)

// dateLayout is what a date field of a form sends.
const dateLayout = "2006-01-02"

type storiesPage struct {
	Frame   frame
	Stories []storyRow
	Past    []storyRow
	MayEdit bool
}

type storyRow struct {
	ID                    content.StoryID
	Title, Text, Campaign string
	Tags                  []string
	Destination           string
	When                  string
	Coming                bool
	Captions              []captionRow
	Blocked               bool // a caption would be held now: the rules changed
}

// storyInList is a row with what its buttons need.
type storyInList struct {
	Row     storyRow
	MayEdit bool
	CSRF    string
	Past    bool
}

type captionRow struct {
	Text     []captionPart
	Findings []findingRow
	Verdict  string
}

// captionPart is text, or the place of the link.
type captionPart struct {
	Text string
	Link bool
}

type findingRow struct {
	Severity, Quote, Message, Source string
}

func storiesOf(f frame, stories []content.Story, reports []content.CaptionReport, now time.Time) storiesPage {
	page := storiesPage{Frame: f}
	rows := captionRowsOf(reports)
	for _, s := range stories {
		own := rows[:len(s.Captions)]
		rows = rows[len(s.Captions):]
		row := storyRowOf(s, own, now)
		if s.Offered(now) || s.Published.After(now) {
			page.Stories = append(page.Stories, row)
			continue
		}
		page.Past = append(page.Past, row)
	}
	return page
}

func storyRowOf(s content.Story, captions []captionRow, now time.Time) storyRow {
	row := storyRow{
		ID: s.ID, Title: s.Title, Text: s.Text, Campaign: s.Campaign, Tags: s.Tags,
		Destination: s.Destination, Captions: captions, Coming: s.Published.After(now), When: whenOffered(s),
	}
	for _, c := range captions {
		row.Blocked = row.Blocked || c.Verdict == "block"
	}
	return row
}

func whenOffered(s content.Story) string {
	if s.Until.IsZero() {
		return "since " + day(s.Published)
	}
	return day(s.Published) + " until " + day(s.Until)
}

func captionRowsOf(reports []content.CaptionReport) []captionRow {
	rows := make([]captionRow, len(reports))
	for i, r := range reports {
		rows[i] = captionRow{
			Text: captionParts(r.Caption), Verdict: r.Report.Verdict.String(), Findings: findingRows(r.Report),
		}
	}
	return rows
}

func captionParts(caption string) []captionPart {
	before, after, found := strings.Cut(caption, "{link}")
	parts := []captionPart{{Text: before}}
	if found {
		parts = append(parts, captionPart{Text: "their own link", Link: true}, captionPart{Text: after})
	}
	return parts
}

func findingRows(r check.Report) []findingRow {
	var rows []findingRow
	for _, f := range r.Findings {
		rows = append(rows, findingRow{
			Severity: f.Severity.String(), Quote: f.Quote, Message: f.Message, Source: f.Source.Title,
		})
	}
	return rows
}

type storyPage struct {
	Frame frame
	storyForm
}

// storyForm is a story as text fields.
type storyForm struct {
	ID                     string
	StoryTitle, Text, Tags string
	Captions               [content.MaxCaptions]string
	Destination, Campaign  string
	Published, Until       string
	Reports                []captionRow
	Destinations           []string // what is allowed, as a hint
	Wrong, WrongField      string
}

func formOf(s content.Story) storyForm {
	f := storyForm{
		ID: string(s.ID), StoryTitle: s.Title, Text: s.Text, Tags: strings.Join(s.Tags, ", "),
		Destination: s.Destination, Campaign: s.Campaign, Published: s.Published.UTC().Format(dateLayout),
	}
	if !s.Until.IsZero() {
		f.Until = s.Until.UTC().Format(dateLayout)
	}
	copy(f.Captions[:], s.Captions)
	return f
}

// storyFormFrom reads the fields; captions move up over empty ones, so that the first faulty
// caption of the story is the first of the form.
func storyFormFrom(value func(string) string, id string) storyForm {
	f := storyForm{
		ID: id, StoryTitle: value("title"), Text: oneLineEnd(value("text")), Tags: value("tags"),
		Destination: value("destination"), Campaign: value("campaign"),
		Published: value("published"), Until: value("until"),
	}
	filled := 0
	for i := range f.Captions {
		if text := oneLineEnd(value("caption" + strconv.Itoa(i+1))); strings.TrimSpace(text) != "" {
			f.Captions[filled] = text
			filled++
		}
	}
	return f
}

// story reads the fields that are more than text; the rest is judged where stories are kept.
func (f storyForm) story() (content.Story, error) {
	s := content.Story{
		ID: content.StoryID(f.ID), Title: f.StoryTitle, Text: f.Text, Tags: strings.Split(f.Tags, ","),
		Campaign: f.Campaign, Destination: f.Destination,
	}
	for _, c := range f.Captions {
		if strings.TrimSpace(c) != "" {
			s.Captions = append(s.Captions, c)
		}
	}
	var err error
	if s.Published, err = dateField("published", f.Published); err != nil {
		return content.Story{}, err
	}
	s.Until, err = dateField("until", f.Until)
	return s, err
}

func dateField(name, value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(dateLayout, value)
	if err != nil {
		return time.Time{}, fault.New(fault.Invalid, "%q is no date; write it as 2026-11-21.", value).At(name)
	}
	return at, nil
}
