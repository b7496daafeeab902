package cli

import (
	"bufio"
	"context"
	"encoding/json"
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

// maxLine bounds a line of JSONL in bytes.
const maxLine = 4 << 20

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
		fmt.Fprintln(env.Stderr, "vouch suggest:", err)
		return exitMisuse
	}
	bad, err := shelf.answer(env, *k)
	if err != nil {
		fmt.Fprintln(env.Stderr, "vouch suggest:", err)
	}
	if bad || err != nil {
		return exitMisuse
	}
	return exitOK
}

// shelf is a library read from a file.
type shelf struct {
	ids   []string
	index *suggest.Index
}

type libraryLine struct {
	ID        string   `json:"id"`
	Title     string   `json:"title"`
	Text      string   `json:"text"`
	Tags      []string `json:"tags"`
	Published string   `json:"published"`
}

func openShelf(path string) (*shelf, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	s := &shelf{}
	var items []suggest.Item
	err = eachLine(file, func(number int, line []byte) error {
		var l libraryLine
		if err := json.Unmarshal(line, &l); err != nil {
			return fmt.Errorf("%s:%d: %w", path, number, err)
		}
		published, err := instantOf(l.Published)
		if err != nil {
			return fmt.Errorf("%s:%d: published: %w", path, number, err)
		}
		s.ids = append(s.ids, l.ID)
		items = append(items, suggest.Item{Title: l.Title, Text: l.Text, Tags: l.Tags, PublishedMs: published})
		return nil
	})
	s.index = suggest.New(items)
	return s, err
}

type suggestLine struct {
	ID      string          `json:"id"`
	Results []suggestResult `json:"results,omitzero"`
	Error   string          `json:"error,omitempty"`
}

type suggestResult struct {
	ID      string   `json:"id"`
	Score   float64  `json:"score"`
	Reasons []string `json:"reasons"`
}

// answer answers every line of standard input; bad says that one could not be read.
func (s *shelf) answer(env Env, k int) (bad bool, err error) {
	out := bufio.NewWriter(env.Stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	now := env.Now().UnixMilli()
	err = eachLine(env.Stdin, func(_ int, line []byte) error {
		said := s.answerLine(line, k, now)
		bad = bad || said.Error != ""
		return encoder.Encode(said)
	})
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	return bad, err
}

func (s *shelf) answerLine(line []byte, k int, nowMs int64) suggestLine {
	var q struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}
	if err := json.Unmarshal(line, &q); err != nil {
		return suggestLine{ID: q.ID, Error: err.Error()}
	}
	results := []suggestResult{}
	if q.Text != "" {
		for _, r := range s.index.Find(suggest.Query{Draft: q.Text, K: k, NowMs: nowMs}) {
			score := math.Round(r.Score*10_000) / 10_000
			results = append(results, suggestResult{s.ids[r.Item], score, append([]string{}, r.Reasons...)})
		}
	}
	return suggestLine{ID: q.ID, Results: results}
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

// eachLine hands over the lines of r that are not empty, with their numbers from 1.
func eachLine(r io.Reader, take func(number int, line []byte) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	for number := 1; lines.Scan(); number++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		if err := take(number, lines.Bytes()); err != nil {
			return err
		}
	}
	return lines.Err()
}
