package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"vouch/server/links"
)

func linksCommand() Command {
	return Command{
		Name:  "links",
		Usage: `tell people from machines as the tracking links do`,
		Run: func(ctx context.Context, env Env, args []string) int {
			return dispatch(ctx, env, "vouch links", linkCommands(), args)
		},
	}
}

// linkCommands is the table of "vouch links ...".
func linkCommands() []Command {
	return []Command{{Name: "classify", Usage: linksClassifyUsage, Run: runLinksClassify}}
}

const linksClassifyUsage = `say who sent a request: person, bot, preview or prefetch

usage: vouch links classify < agents.jsonl

Each line in is {"id","user_agent","method"?,"headers"?}; headers maps names to a value or a
list of values. Each line out is {"id","class","reason"}, in order. A line that cannot be read
yields {"id","error"}, and exit 2 at the end.`

// agentLine is a line of the input.
type agentLine struct {
	ID        json.RawMessage        `json:"id"`
	UserAgent string                 `json:"user_agent"`
	Method    string                 `json:"method"`
	Headers   map[string]headerValue `json:"headers"`
}

// classLine is a line of the output. The id comes back as it was.
type classLine struct {
	ID     json.RawMessage `json:"id"`
	Class  string          `json:"class,omitempty"`
	Reason string          `json:"reason,omitempty"`
	Error  string          `json:"error,omitempty"`
}

// headerValue is one value or a list of them.
type headerValue []string

// UnmarshalJSON implements json.Unmarshaler.
func (v *headerValue) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*v = headerValue{one}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(v))
}

func runLinksClassify(_ context.Context, env Env, args []string) int {
	if len(args) > 0 {
		return misuse(env, "links classify takes no arguments; it reads standard input")
	}
	in, out := bufio.NewReaderSize(env.Stdin, 1<<16), bufio.NewWriter(env.Stdout)
	code, err := classifyLines(in, out)
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return misuse(env, "links classify: %v", err)
	}
	return code
}

func classifyLines(in *bufio.Reader, out io.Writer) (code int, err error) {
	classifier := links.NewClassifier()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, readErr := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			answer := classifyLine(classifier, line)
			if answer.Error != "" {
				code = exitMisuse
			}
			if err := encoder.Encode(answer); err != nil {
				return code, err
			}
		}
		if readErr == io.EOF {
			return code, nil
		}
		if readErr != nil {
			return code, readErr
		}
	}
}

func classifyLine(classifier *links.Classifier, line []byte) classLine {
	var agent agentLine
	if err := json.Unmarshal(line, &agent); err != nil {
		return classLine{ID: orNull(agent.ID), Error: fmt.Sprintf("this line is not what is expected: %v", err)}
	}
	header := http.Header{}
	for name, values := range agent.Headers {
		for _, value := range values {
			header.Add(name, value)
		}
	}
	verdict := classifier.Classify(links.Agent{UserAgent: agent.UserAgent, Method: agent.Method, Header: header})
	return classLine{ID: orNull(agent.ID), Class: verdict.Class.String(), Reason: verdict.Reason}
}

func orNull(id json.RawMessage) json.RawMessage {
	if len(id) == 0 {
		return json.RawMessage("null")
	}
	return id
}
