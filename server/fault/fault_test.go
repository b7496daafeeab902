package fault_test

import (
	"errors"
	"fmt"
	"testing"

	"vouch/server/fault"
)

func TestFaultSurvivesWrapping(t *testing.T) {
	cause := errors.New("disk full")
	made := fault.New(fault.Invalid, "The name %q is taken.", "Acme").At("name").OnLine(3).Because(cause)
	err := fmt.Errorf("save: %w", made)

	got, ok := fault.As(err)
	if !ok || got.Field != "name" || got.Line != 3 || got.Message != `The name "Acme" is taken.` {
		t.Fatalf("As(%v) = %+v, %v", err, got, ok)
	}
	if !errors.Is(err, cause) {
		t.Error("the cause is lost")
	}
	if !fault.Is(err, fault.Invalid) || fault.Is(err, fault.NotFound) || fault.Is(cause, fault.Invalid) {
		t.Error("Is does not tell the kinds apart")
	}
}
