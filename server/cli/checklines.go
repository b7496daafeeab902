package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"vouch/shared/check"
)

// maxLine bounds one line: the longest draft, every unit of it escaped, with room for the rest.
const maxLine = 6*check.MaxDraft + 16<<20

var errLongLine = fmt.Errorf("the line has more than %d bytes", maxLine)

// checkLines answers every line of every file, in order. What is answered is flushed before
// the next read that could wait, so that a person or a program can talk with it line by line.
func checkLines(env Env, checker *check.Checker, o *checkOptions) int {
	files := o.files
	if len(files) == 0 {
		files = []string{"-"}
	}
	l := lineJudge{env: env, checker: checker, like: o.draft, out: bufio.NewWriter(env.Stdout)}
	for _, path := range files {
		if err := l.file(path); err != nil {
			return misuse(env, "check: %s: %v", path, err)
		}
	}
	if l.bad {
		return exitMisuse
	}
	return exitOK
}

type lineJudge struct {
	env     Env
	checker *check.Checker
	like    check.Draft
	out     *bufio.Writer
	bad     bool // a line could not be judged
}

func (l *lineJudge) file(path string) error {
	return readInput(l.env, path, func(in io.Reader) error {
		return l.stream(bufio.NewReaderSize(in, 64<<10))
	})
}

func (l *lineJudge) stream(in *bufio.Reader) error {
	for n := 1; ; n++ {
		line, err := readLine(in)
		ended, long := errors.Is(err, io.EOF), errors.Is(err, errLongLine)
		if err != nil && !ended && !long {
			return err
		}
		l.answer(n, line, long)
		if ended || in.Buffered() == 0 {
			if err := l.out.Flush(); err != nil || ended {
				return err
			}
		}
	}
}

// answer writes the answer to line number n, or nothing to a blank one. A long line was not
// read.
func (l *lineJudge) answer(n int, line []byte, long bool) {
	if n == 1 {
		line = bytes.TrimPrefix(line, []byte("\ufeff"))
	}
	if line = bytes.TrimSpace(line); len(line) == 0 && !long {
		return
	}
	id, draft, err := parseLine(line, l.like)
	if long {
		id, err = []byte(`""`), errLongLine
	}
	j := judged{err: err}
	if err == nil {
		j = judge(l.env, l.checker, draftFile{text: draft.Text}, draft)
	}
	if j.err != nil {
		l.bad = true
		j.err = fmt.Errorf("line %d: %w", n, j.err)
	}
	answer := append(appendJudged(nil, id, j), '\n')
	_, _ = l.out.Write(answer) // a failed write comes back from Flush
}

// readLine reads to the next line break. Of a line beyond maxLine it returns errLongLine and
// reads on to its end.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		piece, err := in.ReadSlice('\n')
		if long = long || len(line)+len(piece) > maxLine; !long {
			line = append(line, piece...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err == nil && long:
			return nil, errLongLine
		case long && errors.Is(err, io.EOF):
			return nil, errLongLine // the next read meets the end again
		default:
			return line, err
		}
	}
}

// jsonLine is one draft as it stands on a line. Keys that are not here are left alone: they
// belong to the caller.
type jsonLine struct {
	ID      json.RawMessage            `json:"id"`
	Text    *string                    `json:"text"`
	Surface string                     `json:"surface"`
	Date    string                     `json:"date"`
	Lang    string                     `json:"lang"`
	Context map[string]json.RawMessage `json:"context"`
}

// parseLine reads a draft; what the line leaves out is as in like. The id comes back as JSON,
// and as far as it could be read even when there is an error.
func parseLine(line []byte, like check.Draft) (id []byte, draft check.Draft, err error) {
	var in jsonLine
	err = json.Unmarshal(line, &in)
	if id = idOf(in.ID); id == nil {
		id = []byte(`""`)
		if err == nil {
			err = errors.New("id: a text or a number is expected")
		}
	}
	if err != nil {
		return id, like, err
	}
	if in.Text == nil {
		return id, like, errors.New("text: is missing")
	}
	like.Text = *in.Text
	return id, like, in.circumstances(&like)
}

// idOf is the id as it may be repeated in an answer; nil for what cannot be an id.
func idOf(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 || !bytes.ContainsRune([]byte(`"-0123456789`), rune(raw[0])) {
		return nil
	}
	return raw
}

func (in *jsonLine) circumstances(draft *check.Draft) (err error) {
	if in.Surface != "" {
		surface, known := check.ParseSurface(in.Surface)
		if !known {
			return fmt.Errorf("surface: %q is none of post, comment, message, article", in.Surface)
		}
		draft.Surface = surface
	}
	if in.Date != "" {
		if draft.Date, err = check.ParseDate(in.Date); err != nil {
			return fmt.Errorf("date: %w", err)
		}
	}
	if in.Lang != "" {
		draft.Lang = in.Lang
	}
	for _, key := range sortedKeys(in.Context) {
		value, err := contextValue(in.Context[key])
		if err == nil {
			err = draft.Context.Set(key, value)
		}
		if err != nil {
			return fmt.Errorf("context %s: %w", key, err)
		}
	}
	return nil
}

// contextValue is a circumstance as text: true and "true" mean the same.
func contextValue(raw json.RawMessage) (string, error) {
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return "", err
	}
	switch v := value.(type) {
	case string:
		return v, nil
	case bool:
		return fmt.Sprint(v), nil
	}
	return "", errors.New("a text or true or false is expected")
}

func sortedKeys[K ~string, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
