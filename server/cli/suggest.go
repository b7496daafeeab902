package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"time"

	"vouch/shared/suggest"
)

const suggestUsage = `vouch suggest --library FILE.jsonl [--k N] < queries.jsonl
  ranks stories for each query, with reasons

A library line is {"id","title","text","tags"?,"published"?}, a query line {"id","text"};
published is a day, YYYY-MM-DD, or an instant of RFC 3339. Each query yields a line
{"id","results":[{"id","score","reasons"}]}; a bad one yields {"id","error"}.

Exit codes: 0 every query was answered, 2 misuse or a bad line.`

func suggestCommand() Command {
	return Command{Name: "suggest", Usage: suggestUsage, Run: runSuggest}
}

func runSuggest(_ context.Context, env Env, args []string) int {
	flags := flag.NewFlagSet("suggest", flag.ContinueOnError)
	flags.SetOutput(env.Stderr)
	library := flags.String("library", "", "a JSONL file of stories")
	k := flags.Int("k", 10, "at most so many results a query")
	if err := flags.Parse(args); err != nil {
		return exitMisuse
	}
	if *library == "" || *k < 1 || flags.NArg() > 0 {
		fmt.Fprintln(env.Stderr, suggestUsage)
		return exitMisuse
	}
	shelf, err := openShelf(*library)
	if err != nil {
		return misuse(env, "suggest: %v", err)
	}
	bad, err := shelf.answer(env, *k)
	if err != nil {
		return misuse(env, "suggest: %v", err)
	}
	if bad {
		return exitMisuse
	}
	return exitOK
}

// shelf is a library read from a file. IDs are kept as the JSON they came as.
type shelf struct {
	ids   []json.RawMessage
	items []suggest.Item
	index *suggest.Index
}

func openShelf(path string) (*shelf, error) {
	file, err := os.Open(path) //nolint:gosec // whoever runs the command names the file
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	s := &shelf{}
	in := bufio.NewReader(file)
	for number := 1; ; number++ {
		line, readErr := readLine(in)
		if readErr != nil && !errors.Is(readErr, io.EOF) {
			return nil, fmt.Errorf("%s:%d: %w", path, number, readErr)
		}
		if err := s.add(bytes.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, number, err)
		}
		if readErr != nil {
			s.index = suggest.New(s.items)
			return s, nil
		}
	}
}

func (s *shelf) add(line []byte) error {
	if len(line) == 0 {
		return nil
	}
	var l struct {
		ID        json.RawMessage `json:"id"`
		Title     string          `json:"title"`
		Text      string          `json:"text"`
		Tags      []string        `json:"tags"`
		Published string          `json:"published"`
	}
	if err := json.Unmarshal(line, &l); err != nil {
		return err
	}
	if len(l.ID) == 0 {
		return errors.New("the story has no id")
	}
	published, err := instantOf(l.Published)
	if err != nil {
		return fmt.Errorf("published: %w", err)
	}
	s.ids = append(s.ids, l.ID)
	s.items = append(s.items, suggest.Item{Title: l.Title, Text: l.Text, Tags: l.Tags, PublishedMs: published})
	return nil
}

type suggestLine struct {
	ID      json.RawMessage `json:"id"`
	Results []suggestResult `json:"results,omitzero"`
	Error   string          `json:"error,omitempty"`
}

type suggestResult struct {
	ID      json.RawMessage `json:"id"`
	Score   float64         `json:"score"`
	Reasons []string        `json:"reasons"`
}

// answer answers every line of standard input; bad says that one could not be read. What is
// answered is flushed before the next read that could wait.
func (s *shelf) answer(env Env, k int) (bad bool, err error) {
	in, out := bufio.NewReader(env.Stdin), bufio.NewWriter(env.Stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	now := env.Now().UnixMilli()
	for more := true; more; {
		line, readErr := readLine(in)
		if readErr != nil && !errors.Is(readErr, io.EOF) && !errors.Is(readErr, errLongLine) {
			return bad, readErr
		}
		said, asked := s.answerLine(bytes.TrimSpace(line), k, now, readErr)
		bad = bad || said.Error != ""
		if asked {
			err = encoder.Encode(said)
		}
		more = !errors.Is(readErr, io.EOF)
		if err == nil && (in.Buffered() == 0 || !more) {
			err = out.Flush()
		}
		if err != nil {
			return bad, err
		}
	}
	return bad, nil
}

// answerLine answers one line; an empty one asks nothing.
func (s *shelf) answerLine(line []byte, k int, nowMs int64, readErr error) (said suggestLine, asked bool) {
	q := struct {
		ID   json.RawMessage `json:"id"`
		Text string          `json:"text"`
	}{ID: json.RawMessage(`""`)}
	if errors.Is(readErr, errLongLine) {
		return suggestLine{ID: q.ID, Error: readErr.Error()}, true
	}
	if len(line) == 0 {
		return suggestLine{}, false
	}
	if err := json.Unmarshal(line, &q); err != nil {
		return suggestLine{ID: q.ID, Error: err.Error()}, true
	}
	results := []suggestResult{}
	if q.Text != "" {
		for _, r := range s.index.Find(suggest.Query{Draft: q.Text, K: k, NowMs: nowMs}) {
			score := math.Round(r.Score*10_000) / 10_000
			results = append(results, suggestResult{s.ids[r.Item], score, append([]string{}, r.Reasons...)})
		}
	}
	return suggestLine{ID: q.ID, Results: results}, true
}

func instantOf(s string) (unixMs int64, err error) {
	if s == "" {
		return 0, nil
	}
	at, err := time.Parse(time.DateOnly, s)
	if err != nil {
		at, err = time.Parse(time.RFC3339, s)
	}
	if err != nil {
		return 0, fmt.Errorf("%q is neither a day nor an instant of RFC 3339", s)
	}
	return at.UnixMilli(), nil
}
