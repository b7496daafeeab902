package web

import "net/http"

// Headers are the same in every answer that carries them, so they are built once and their
// values shared: whoever wants another value puts a new one in its place, as Set does.
type Headers []header

type header struct {
	name  string
	value []string
}

// NewHeaders takes pairs of a name, in canonical form, and its value.
func NewHeaders(pairs ...[2]string) Headers {
	headers := make(Headers, len(pairs))
	for i, pair := range pairs {
		headers[i] = header{pair[0], []string{pair[1]}}
	}
	return headers
}

// AddTo puts every header into an answer's, over what stood there.
func (h Headers) AddTo(answer http.Header) {
	for _, each := range h {
		answer[each.name] = each.value
	}
}
