package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vouch/server/activity"
)

// Every field that a fact has, also one that is added one day, reads back as it was.
func TestAFactReadsBackWhole(t *testing.T) {
	var fact activity.Fact
	fields := reflect.ValueOf(&fact).Elem()
	for i := range fields.NumField() {
		switch field := fields.Field(i); {
		case field.Type() == reflect.TypeFor[time.Time]():
			field.Set(reflect.ValueOf(time.UnixMilli(1795262400123).UTC()))
		case field.CanInt():
			field.SetInt(-int64(i))
		case field.CanUint():
			field.SetUint(uint64(i%4) + 1)
		default:
			field.SetString(fields.Type().Field(i).Name + " <ü>")
		}
	}
	for kind := range activity.Fulfilled + 2 { // one more than this server knows
		fact.Kind = kind
		line := recordOf(&fact)
		line.Source, line.Entry = "devices", "1-0"
		text, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		_, got, err := readLine(text)
		if diff := cmp.Diff(fact, got); diff != "" || err != nil {
			t.Errorf("%s, %v", diff, err)
		}
	}
}

// Bytes that nobody wrote are an error or entries; never a panic.
func FuzzRead(f *testing.F) {
	f.Add([]byte("{}"))
	f.Add([]byte(`{"source":"devices","entry":"1-0","id":"a","kind":"shared","at":"2026-11-21T12:00:00Z"}`))
	f.Add([]byte(`{"source":"d","entry":"1-0","kind":"300","visitor":"zz"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		_ = readEntries(context.Background(), bytes.NewReader(text), func(activity.Entry) error { return nil })
		line, fact, err := readLine(text)
		if err != nil {
			return
		}
		again := recordOf(&fact)
		again.Source, again.Entry = line.Source, line.Entry
		packed, err := json.Marshal(again)
		if err != nil {
			return // a year that RFC 3339 cannot write
		}
		if _, same, err := readLine(packed); err != nil || !cmp.Equal(fact, same) {
			t.Fatalf("%v: %s", err, cmp.Diff(fact, same))
		}
	})
}
