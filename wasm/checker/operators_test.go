package main

import (
	"bytes"
	"os"
	"testing"

	"vouch/shared/check"
	"vouch/shared/oracle"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// Principle 2 for every operator: the tables that shared/oracle holds natively, judged by the
// shipped module. Its reports are those of the engine, byte for byte.
func TestTheTablesOfOperators(t *testing.T) {
	groups, err := oracle.Tables(os.DirFS("../../shared/check/testdata/operators"))
	if err != nil {
		t.Fatal(err)
	}
	guest, pinned := startGuest(t), newWorkspace(t)
	for i, g := range groups {
		program, err := g.Compile()
		if err != nil {
			t.Fatalf("%s/%s: %v", g.Table, g.Name, err)
		}
		ok(t, guest.ask(t, "load", pinned.load(t, seal.Rules, int64(i+1), program.Append(nil))))
		native := check.New(program)
		for _, c := range g.Cases {
			if got, want := underWasm(t, guest, c), natively(t, native, c); !bytes.Equal(got, want) {
				t.Errorf("%s/%s: %q: the module says\n%s\nwant\n%s", g.Table, g.Name, c.Text, got, want)
			}
		}
	}
}

func underWasm(t *testing.T, guest *guest, c oracle.Case) []byte {
	t.Helper()
	d, err := c.Draft()
	if err != nil {
		t.Fatal(err)
	}
	report, failed, err := wire.ReadAnswer(guest.ask(t, "check", wire.AppendCheck(nil, wire.CheckRequest{
		Text: d.Text, Surface: d.Surface.String(), Day: int64(d.Date), Lang: d.Lang, Context: d.Context,
	})))
	if err != nil || failed != nil {
		t.Fatalf("%q: %v, %v", c.Text, failed, err)
	}
	return report
}

func natively(t *testing.T, checker *check.Checker, c oracle.Case) []byte {
	t.Helper()
	d, err := c.Draft()
	if err != nil {
		t.Fatal(err)
	}
	report, err := checker.Check(d)
	if err != nil {
		t.Fatal(err)
	}
	return check.AppendJSON(nil, report)
}
