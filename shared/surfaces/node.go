package surfaces

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// node is a JSON value with the line it stands on.
type node struct {
	line  int
	value any // string, json.Number, bool, nil; []node; fields
}

// fields of an object, in order.
type fields []field

type field struct {
	key  string
	line int
	node node
}

// deepest: surfaces have five levels.
const deepest = 12

// readNode reads one JSON value and nothing after it.
func readNode(data []byte) (node, error) {
	r := reader{data: data, decoder: json.NewDecoder(bytes.NewReader(data))}
	r.decoder.UseNumber()
	root, err := r.value(0)
	if err != nil {
		return node{}, r.placed(err)
	}
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		return node{}, r.placed(errors.New("nothing may follow the object"))
	}
	return root, nil
}

type reader struct {
	data    []byte
	decoder *json.Decoder
}

// line is where the decoder stands, from 1.
func (r reader) line() int {
	return 1 + bytes.Count(r.data[:r.decoder.InputOffset()], []byte("\n"))
}

func (r reader) placed(err error) Problems {
	if errors.Is(err, io.EOF) {
		err = errors.New("the file ends too early")
	}
	return Problems{{Line: r.line(), Reason: err.Error()}}
}

func (r reader) value(depth int) (node, error) {
	if depth > deepest {
		return node{}, errors.New("nested too deep")
	}
	token, err := r.decoder.Token()
	if err != nil {
		return node{}, err
	}
	n := node{line: r.line(), value: token}
	switch token {
	case json.Delim('{'):
		n.value, err = r.object(depth)
	case json.Delim('['):
		n.value, err = r.list(depth)
	}
	return n, err
}

func (r reader) object(depth int) (fields, error) {
	var found fields
	known := map[string]bool{}
	for r.decoder.More() {
		token, err := r.decoder.Token()
		if err != nil {
			return nil, err
		}
		key, _ := token.(string) // the decoder takes nothing else for a key
		if known[key] {
			return nil, fmt.Errorf("%q stands here twice", key)
		}
		known[key] = true
		line := r.line()
		value, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		found = append(found, field{key: key, line: line, node: value})
	}
	_, err := r.decoder.Token()
	return found, err
}

func (r reader) list(depth int) ([]node, error) {
	found := []node{}
	for r.decoder.More() {
		value, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		found = append(found, value)
	}
	_, err := r.decoder.Token()
	return found, err
}
