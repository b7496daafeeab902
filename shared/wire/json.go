package wire

import (
	"strconv"

	"vouch/shared/check"
)

// Loaded answers a load: what is held from now on.
type Loaded struct {
	Kind      string `json:"kind"` // rules, library
	Revision  int64  `json:"revision"`
	IssuedMs  int64  `json:"issued_ms"`
	Unchanged bool   `json:"unchanged"` // it was the bundle held
	Items     int    `json:"items"`     // stories in a library; 0 of rules
}

// AppendLoaded writes l as JSON. This file writes by hand what the checker answers, because
// encoding/json alone would add a third to its size.
func AppendLoaded(dst []byte, l Loaded) []byte {
	dst = check.AppendString(append(dst, `{"kind":`...), l.Kind)
	dst = strconv.AppendInt(append(dst, `,"revision":`...), l.Revision, 10)
	dst = strconv.AppendInt(append(dst, `,"issued_ms":`...), l.IssuedMs, 10)
	dst = strconv.AppendBool(append(dst, `,"unchanged":`...), l.Unchanged)
	dst = strconv.AppendInt(append(dst, `,"items":`...), int64(l.Items), 10)
	return append(dst, '}')
}

// AppendSuggestions writes a list of suggestions as JSON.
func AppendSuggestions(dst []byte, list []Suggestion) []byte {
	dst = append(dst, '[')
	for i := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendSuggestion(dst, &list[i])
	}
	return append(dst, ']')
}

func appendSuggestion(dst []byte, s *Suggestion) []byte {
	dst = appendStoryJSON(append(dst, `{"story":`...), &s.Story)
	dst = strconv.AppendFloat(append(dst, `,"score":`...), s.Score, 'f', 4, 64)
	dst = appendStrings(append(dst, `,"reasons":`...), s.Reasons)
	return append(dst, '}')
}

func appendStoryJSON(dst []byte, s *Story) []byte {
	dst = check.AppendString(append(dst, `{"id":`...), s.ID)
	dst = check.AppendString(append(dst, `,"title":`...), s.Title)
	dst = check.AppendString(append(dst, `,"text":`...), s.Text)
	dst = appendStrings(append(dst, `,"tags":`...), s.Tags)
	dst = appendStrings(append(dst, `,"captions":`...), s.Captions)
	dst = check.AppendString(append(dst, `,"campaign":`...), s.Campaign)
	dst = check.AppendString(append(dst, `,"destination":`...), s.Destination)
	dst = strconv.AppendInt(append(dst, `,"published_ms":`...), s.PublishedMs, 10)
	dst = strconv.AppendInt(append(dst, `,"until_ms":`...), s.UntilMs, 10)
	return append(dst, '}')
}

func appendStrings(dst []byte, list []string) []byte {
	dst = append(dst, '[')
	for i, s := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = check.AppendString(dst, s)
	}
	return append(dst, ']')
}
