package cli

import (
	"context"
	"fmt"

	"vouch/shared/check"
)

func checkCommand() Command {
	return Command{Name: "check", Usage: checkUsage, Run: runCheck}
}

const checkUsage = `judge drafts with the rules, as the extension does

usage: vouch check [options] FILE...|-
       vouch check --jsonl [options] [FILE...|-]

A FILE is one draft; - is standard input. With --jsonl every line is a draft,
{"id","text","surface"?,"date"?,"lang"?,"context"?}, and is answered by one line.

  --pack NAME|FILE   a shipped pack or a pack's file; repeatable; default every shipped pack
  --profile FILE     the workspace's profile.yaml; without it rules that need names stay silent
  --surface NAME     post (default), comment, message or article
  --date DAY         the day to judge by, 2026-11-21; default today (UTC)
  --lang TAG         the drafts' language; default unknown
  --context KEY=VAL  what the text cannot show (country, role, team, compensated, ...); repeatable
  --format NAME      text (default), json or sarif
  --fail-on NAME     block, review, warn (default) or advise
  --jsonl            drafts as JSON lines

exit: 0 clean, 1 findings at or above --fail-on, 2 misuse. With --jsonl: 0, or 2 if a line was bad.`

// draftFile is one draft and where it came from.
type draftFile struct {
	id   string
	text string
}

// judged is one draft with its report, or with why there is none.
type judged struct {
	draftFile
	report check.Report
	micros int64
	err    error
}

func runCheck(_ context.Context, env Env, args []string) int {
	o, err := parseCheckOptions(env, args)
	if err != nil {
		return misuse(env, "check: %v", err)
	}
	checker, err := loadChecker(env, o.packs, o.profile)
	if err != nil {
		return misuse(env, "check: %v", err)
	}
	if o.jsonl {
		return checkLines(env, checker, o)
	}
	results, code := judgeFiles(env, checker, o)
	if err := o.write(env.Stdout, results); err != nil {
		return misuse(env, "check: %v", err)
	}
	return code
}

// judgeFiles judges every file; the code is the worst that any of them asks for.
func judgeFiles(env Env, checker *check.Checker, o *checkOptions) ([]judged, int) {
	code := exitOK
	results := make([]judged, 0, len(o.files))
	for _, path := range o.files {
		j := judged{draftFile: draftFile{id: path}}
		if j.text, j.err = readDraft(env, path); j.err == nil {
			j = judge(env, checker, j.draftFile, o.draft)
		}
		switch {
		case j.err != nil:
			fmt.Fprintf(env.Stderr, "vouch: check: %s: %v\n", path, j.err)
			code = exitMisuse
		case j.report.Verdict >= o.failOn && code == exitOK:
			code = exitFindings
		}
		results = append(results, j)
	}
	return results, code
}

// judge checks one draft under the circumstances of like.
func judge(env Env, checker *check.Checker, file draftFile, like check.Draft) judged {
	like.Text = file.text
	began := env.Now()
	report, err := checker.Check(like)
	return judged{draftFile: file, report: report, micros: env.Now().Sub(began).Microseconds(), err: err}
}

// readDraft reads a whole draft, up to the first byte that makes it too long to be judged.
func readDraft(env Env, path string) (string, error) {
	text, err := readUpTo(env, path, 3*check.MaxDraft+1)
	return string(text), err
}
