package main

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"vouch/shared/client"
)

// Principle 1: the courier never receives a draft. These are all fields it can receive; none
// holds what somebody writes. Whoever adds one says here what it is for.
func TestARequestHasNoPlaceForADraft(t *testing.T) {
	want := []string{
		"code",                     // the pairing code
		"device",                   // the browser's name for the desk's list
		"do",                       // pair, sync, fetch, mint
		"extension",                // its version
		"link.channel",             // "linkedin"
		"link.story",               // a story's id
		"out.library",              // what a stream says is out, and where it lies
		"out.library_at.bytes",     //
		"out.library_at.digest",    //
		"out.library_at.path",      //
		"out.library_at.revision",  //
		"out.rules",                //
		"out.rules_at.bytes",       //
		"out.rules_at.digest",      //
		"out.rules_at.path",        //
		"out.rules_at.revision",    //
		"out.surfaces",             //
		"out.surfaces_at.bytes",    //
		"out.surfaces_at.digest",   //
		"out.surfaces_at.path",     //
		"out.surfaces_at.revision", //
		"outbox.alias",             // facts: under which name on boards,
		"outbox.as",                // and whether there at all,
		"outbox.at_ms",             // when,
		"outbox.code",              // with which tracking link,
		"outbox.id",                // recorded once,
		"outbox.kind",              // what happened,
		"outbox.note",              // what a person says of a rule, to those who write the rules,
		"outbox.print",             // 64 bits of a share, from which no word comes back,
		"outbox.quote",             // the words found, where the person chose to show them,
		"outbox.reason",            // why a rule was waived (regulated mode), or nothing was checked,
		"outbox.rule",              // which rule was waived,
		"outbox.story",             // which story was shared,
		"outbox.surface",           // where,
		"outbox.verdict",           // with which verdict
		"server",                   // the server's address
		"state.key",                // the pinned key
		"state.library.digest",     // what is held
		"state.library.revision",   //
		"state.rules.digest",       //
		"state.rules.revision",     //
		"state.server",             //
		"state.surfaces.digest",    //
		"state.surfaces.revision",  //
		"state.tag",                // the name of the last answer
		"state.tokens.access",      // what it may show
		"state.tokens.expires_ms",  //
		"state.tokens.refresh",     //
		"state.wait.asked",         // how long the server is left alone
		"state.wait.failures",      //
		"state.wait.until_ms",      //
		"state.workspace",          // the workspace's id
	}
	got := fieldsOf(reflect.TypeFor[request](), "")
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("a request has the fields\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatItIsNotMadeForIsRefused(t *testing.T) {
	never := &client.Client{Do: func(r *http.Request) (*http.Response, error) {
		t.Errorf("it asked %s", r.URL)
		return nil, context.Canceled
	}}
	for _, asked := range []string{
		``, `[]`, `{}`, `{"do":"post"}`, `{"do":"sync","draft":"Guaranteed returns"}`,
		`{"do":"sync","outbox":[{"id":"f","text":"Guaranteed returns"}]}`,
		`{"do":"sync","state":{"server":"https://vouch.acme.example","key":"no key"}}`,
	} {
		if got := exchange(t.Context(), never, asked); got.Problem == nil || got.Problem.Title == "" {
			t.Errorf("%s: %+v", asked, got)
		}
	}
}

func fieldsOf(t reflect.Type, path string) []string {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return []string{path}
	}
	var fields []string
	for field := range t.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		fields = append(fields, fieldsOf(field.Type, strings.TrimPrefix(path+"."+name, "."))...)
	}
	return fields
}
