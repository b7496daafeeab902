package cli_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"vouch/server/cli"
)

func noon() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }

// answer is what a program reads of one line.
type answer struct {
	ID       string `json:"id"`
	Error    string `json:"error"`
	Verdict  string `json:"verdict"`
	Findings []struct {
		Start, End int
		Quote      string
	} `json:"findings"`
}

func checkLines(t *testing.T, in string) ([]answer, int) {
	t.Helper()
	var out bytes.Buffer
	env := cli.Env{Stdin: strings.NewReader(in), Stdout: &out, Stderr: io.Discard, Now: noon}
	code := cli.Run(context.Background(), env, []string{"check", "--jsonl", "--pack", "finra"})
	var answers []answer
	decoder := json.NewDecoder(&out)
	for decoder.More() {
		var a answer
		if err := decoder.Decode(&a); err != nil {
			t.Fatalf("an answer is no JSON: %v", err)
		}
		answers = append(answers, a)
	}
	return answers, code
}

func line(t *testing.T, id, text string) string {
	t.Helper()
	b, err := json.Marshal(map[string]string{"id": id, "text": text})
	if err != nil {
		t.Fatal(err)
	}
	return string(b) + "\n"
}

func TestLinesKeepTheirOrder(t *testing.T) {
	var in strings.Builder
	for i := range 500 {
		in.WriteString(line(t, fmt.Sprint(i), strings.Repeat("x ", i)+"Guaranteed returns"))
	}
	answers, code := checkLines(t, in.String())
	if code != 0 || len(answers) != 500 {
		t.Fatalf("code %d, %d answers", code, len(answers))
	}
	for i, a := range answers {
		if a.ID != fmt.Sprint(i) || a.Verdict != "block" || a.Findings[0].Start != 2*i {
			t.Fatalf("answer %d: %+v", i, a)
		}
	}
}

func TestLinesOfAnySize(t *testing.T) {
	escaped := `{"id":"escaped","text":"` + strings.Repeat(`\u0041`, 190_000) + `"}` + "\n"
	in := line(t, "long", strings.Repeat("word ", 39_000)+"Guaranteed returns") +
		escaped +
		line(t, "too long", strings.Repeat("a", 4<<20)) +
		`{"id":"endless","text":"` + strings.Repeat("a", 40<<20) + `"}` + "\n" +
		strings.TrimSuffix(line(t, "last", "Guaranteed returns"), "\n")
	answers, code := checkLines(t, in)
	if code != 2 || len(answers) != 5 {
		t.Fatalf("code %d, %d answers", code, len(answers))
	}
	for i, want := range []string{"block", "clear", "", "", "block"} {
		if answers[i].Verdict != want || (answers[i].Error != "") != (want == "") {
			t.Errorf("answer %d: verdict %q, error %q", i, answers[i].Verdict, answers[i].Error)
		}
	}
}

// Positions are those of the author's text, whatever half characters it holds.
func TestLinesWithHalfCharacters(t *testing.T) {
	for name, tt := range map[string]struct {
		text  string
		start int
	}{
		"lone high": {`\ud83d Guaranteed returns`, 2}, "lone low": {`\ude00 Guaranteed returns`, 2},
		"swapped": {`\ude00\ud83d Guaranteed returns`, 3}, "a pair": {`\ud83d\ude00 Guaranteed returns`, 3},
		"bad bytes": {"\xff\xfe Guaranteed returns", 3}, "a null": {`\u0000 Guaranteed returns`, 2},
	} {
		t.Run(name, func(t *testing.T) {
			answers, code := checkLines(t, `{"id":"x","text":"`+tt.text+`"}`)
			if code != 0 || len(answers) != 1 || len(answers[0].Findings) != 1 {
				t.Fatalf("code %d, %+v", code, answers)
			}
			if f := answers[0].Findings[0]; f.Start != tt.start || f.End != tt.start+len("Guaranteed returns") || f.Quote != "Guaranteed returns" {
				t.Errorf("got %+v", f)
			}
		})
	}
}

func TestBadLines(t *testing.T) {
	for in, want := range map[string]string{
		`{"id":"x"}`:                     "text: is missing",
		`{"id":"x","text":null}`:         "text: is missing",
		`{"id":"x","text":7}`:            "text",
		`{"id":["x"],"text":"a"}`:        "id: a text or a number",
		`{"text":"a"}`:                   "id: a text or a number",
		`[]`:                             "array",
		`{"id":"x","text":"a"} trailing`: "invalid character 't' after top-level value",
		`{"id":"x","text":"a","date":"2026-02-30"}`:           "date",
		`{"id":"x","text":"a","context":{"role":[]}}`:         "context role",
		`{"id":"x","text":"a","context":{"image":"perhaps"}}`: "context image",
	} {
		answers, code := checkLines(t, in+"\n"+line(t, "next", "a"))
		if code != 2 || len(answers) != 2 || !strings.Contains(answers[0].Error, want) || answers[1].ID != "next" {
			t.Errorf("%s: code %d, %+v", in, code, answers)
		}
	}
}

// Whoever writes a line gets its answer before writing the next.
func TestLinesAreAnsweredAtOnce(t *testing.T) {
	toCheck, in := io.Pipe()
	out, fromCheck := io.Pipe()
	done := make(chan int)
	go func() {
		env := cli.Env{Stdin: toCheck, Stdout: fromCheck, Stderr: io.Discard, Now: noon}
		done <- cli.Run(context.Background(), env, []string{"check", "--jsonl", "--pack", "finra"})
	}()
	answers := bufio.NewScanner(out)
	for _, id := range []string{"one", "two", "three"} {
		if _, err := io.WriteString(in, line(t, id, "Guaranteed returns")); err != nil {
			t.Fatal(err)
		}
		if !answers.Scan() || !strings.HasPrefix(answers.Text(), `{"id":"`+id+`"`) {
			t.Fatalf("after %s: %s", id, answers.Text())
		}
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if code := <-done; code != 0 {
		t.Errorf("code %d", code)
	}
}
