// Command checker is the module that reads drafts: bytes in, bytes out.
//
// Built for wasip1 as a reactor it exports alloc, load, library, check, suggest, near and rulebook. The host
// asks alloc for room, puts a frame of shared/wire there, calls with the frame's length, and
// gets back where the answer stands: pointer << 32 | length, good until the next call.
//
// It promises that it reaches no network and no file: it imports functions of
// wasi_snapshot_preview1 only, none of the path_ and sock_ families, and works while every fd_
// function but fd_write answers EBADF. It loads nothing whose seal it has not verified, keeps
// what it has when it refuses, and answers any input with JSON or a failure, never a trap.
package main

import (
	"vouch/shared/check"
	"vouch/shared/near"
	"vouch/shared/program"
	"vouch/shared/seal"
	"vouch/shared/suggest"
	"vouch/shared/wire"
)

const (
	// maxInput bounds a frame in bytes: the largest payload, its seal and what is pinned.
	maxInput = seal.MaxPayload + 4096

	// maxReading bounds what suggest reads, in bytes of page and draft together. A draft may
	// be three bytes for each of check.MaxDraft units; pages are cut by who reads them.
	maxReading = 3 * check.MaxDraft
)

// module is all state of a running checker: one program, one library.
type module struct {
	input   []byte // what alloc handed out last
	answer  []byte // what the last call returned
	checker *check.Checker
	program *program.Program // that the checker judges by
	prints  *near.Reader     // made when first asked
	stories []wire.Story
	index   *suggest.Index // of stories; made when first asked: most cold starts never ask
}

// alloc makes room for a frame of n bytes; nil when none is that long.
func (m *module) alloc(n int) []byte {
	if n < 0 || n > maxInput {
		return nil
	}
	if n > cap(m.input) || m.input == nil {
		m.input = make([]byte, max(n, 4096))
	}
	m.input = m.input[:cap(m.input)]
	return m.input
}

// load opens a sealed program and judges by it from now on. The program keeps the input's
// memory, so the next frame gets other memory.
func (m *module) load(n int) []byte {
	bundle, failed := m.open(n, seal.Rules)
	if failed != nil {
		return failed
	}
	p, err := program.Load(bundle.Payload)
	if err != nil {
		return m.fail(wire.FailImage, err.Error())
	}
	m.checker, m.program, m.input = check.New(p), p, nil
	return m.loaded(bundle, 0)
}

// library opens a sealed library and suggests from it from now on.
func (m *module) library(n int) []byte {
	bundle, failed := m.open(n, seal.Library)
	if failed != nil {
		return failed
	}
	stories, err := wire.ReadLibrary(bundle.Payload)
	if err != nil {
		return m.fail(wire.FailImage, err.Error())
	}
	m.stories, m.index, m.input = stories, nil, nil
	return m.loaded(bundle, len(stories))
}

// check judges the draft in the frame.
func (m *module) check(n int) []byte {
	q, err := wire.ReadCheck(m.frame(n))
	if err != nil {
		return m.fail(wire.FailMalformed, err.Error())
	}
	surface, ok := check.ParseSurface(q.Surface)
	if !ok {
		return m.fail(wire.FailMalformed, "there is no surface of that name")
	}
	date := check.Date(q.Day)
	if int64(date) != q.Day {
		return m.fail(wire.FailMalformed, "there is no such day")
	}
	if m.checker == nil {
		return m.fail(wire.FailEmpty, "no rules are loaded yet")
	}
	report, err := m.checker.Check(check.Draft{
		Text: q.Text, Surface: surface, Date: date, Lang: q.Lang, Context: q.Context,
	})
	if err != nil {
		return m.fail(wire.FailLimit, err.Error())
	}
	m.answer = check.AppendJSON(wire.BeginJSON(m.answer[:0]), report)
	return m.answer
}

// suggest ranks the library for the page and draft in the frame.
func (m *module) suggest(n int) []byte {
	q, err := wire.ReadSuggest(m.frame(n))
	if err != nil || q.K < 0 {
		return m.fail(wire.FailMalformed, wire.ErrFrame.Error())
	}
	if len(q.Page)+len(q.Draft) > maxReading {
		return m.fail(wire.FailLimit, "the page and the draft are longer than suggestions are made for")
	}
	if m.stories == nil {
		return m.fail(wire.FailEmpty, "no library is loaded yet")
	}
	if m.index == nil {
		m.index = suggest.New(itemsOf(m.stories))
	}
	found := m.index.Find(suggest.Query{
		Page: q.Page, Draft: q.Draft, K: int(min(q.K, int64(len(m.stories)))), NowMs: q.NowMs,
	})
	list := make([]wire.Suggestion, len(found))
	for i, r := range found {
		list[i] = wire.Suggestion{Story: m.stories[r.Item], Score: r.Score, Reasons: r.Reasons}
	}
	m.answer = wire.AppendSuggestions(wire.BeginJSON(m.answer[:0]), list)
	return m.answer
}

// frame is the first n bytes of the input; a host that says more than it was given gets less.
func (m *module) frame(n int) []byte {
	return m.input[:max(0, min(n, len(m.input)))]
}

func (m *module) open(n int, kind seal.Kind) (b seal.Bundle, failed []byte) {
	q, err := wire.ReadLoad(m.frame(n))
	if err != nil {
		return b, m.fail(wire.FailMalformed, err.Error())
	}
	expect := seal.Expect{Kind: kind, Workspace: q.Workspace, Newer: q.Newer}
	copy(expect.Held[:], q.Held)
	b, err = seal.Open(q.Bundle, []byte(q.Key), expect)
	if err != nil {
		return b, m.fail(seal.Reason(err), err.Error())
	}
	return b, nil
}

func (m *module) loaded(b seal.Bundle, items int) []byte {
	m.answer = wire.AppendLoaded(wire.BeginJSON(m.answer[:0]), wire.Loaded{
		Kind: string(b.Kind), Revision: b.Revision, IssuedMs: b.IssuedMs, Unchanged: b.Unchanged, Items: items,
	})
	return m.answer
}

func (m *module) fail(code, message string) []byte {
	m.answer = wire.AppendFailure(m.answer[:0], wire.Failure{Code: code, Message: message})
	return m.answer
}

func itemsOf(stories []wire.Story) []suggest.Item {
	items := make([]suggest.Item, len(stories))
	for i, s := range stories {
		items[i] = suggest.Item{
			Title: s.Title, Text: s.Text, Tags: s.Tags, PublishedMs: s.PublishedMs, UntilMs: s.UntilMs,
		}
	}
	return items
}
