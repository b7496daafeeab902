// Command suite runs the project's tests one after the other, shows what each says, goes on after
// a failure, and ends with what failed (steps, and the tests in them) and `N passed, N failed` over
// everything that is not `go test` (which reports its packages itself). It exits 1 when anything
// failed.
//
//	suite         everything (make test)
//	suite -fast   what a person runs before each commit (make check)
//	suite -soak   fuzzing, races and fault runs, long (make soak)
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"time"
)

func main() {
	fast := flag.Bool("fast", false, "format, vet, lint, layers, units")
	soak := flag.Bool("soak", false, "fuzzing, races and fault runs")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	steps, err := choose(ctx, *fast, *soak)
	if err == nil {
		err = run(ctx, steps)
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "suite:", err)
		os.Exit(1)
	}
}

func choose(ctx context.Context, fast, soak bool) ([]step, error) {
	switch {
	case fast:
		return fastSteps(), nil
	case soak:
		return soakSteps(ctx)
	default:
		return allSteps(ctx)
	}
}

// run runs every step and returns an error that names the failed ones.
func run(ctx context.Context, steps []step) error {
	var total tally
	var failed []string
	for _, s := range steps {
		start := time.Now()
		fmt.Printf("\n== %s\n", s.name)
		said := new(heard)
		err := s.run(ctx, said)
		total = total.plus(s.count(err))
		word := "ok"
		if err != nil {
			word = "FAILED: " + err.Error()
			failed = append(failed, strings.Join(append([]string{s.name}, s.failures(said)...), "\n  "))
		}
		fmt.Printf("== %s: %s (%.0f s)\n", s.name, word, time.Since(start).Seconds())
	}
	fmt.Println()
	if len(failed) > 0 {
		fmt.Printf("failed: %s\n", strings.Join(failed, "\nfailed: "))
	}
	fmt.Printf("%d passed, %d failed\n", total.passed, total.failed)
	if len(failed) > 0 {
		return fmt.Errorf("%d of %d steps failed", len(failed), len(steps))
	}
	return nil
}

// run runs the step's program and shows what it says; of go test, said hears it too.
func (s step) run(ctx context.Context, said io.Writer) error {
	if s.results != "" {
		// A result file of an earlier run must not count for this one.
		if err := os.RemoveAll(s.results); err != nil {
			return err
		}
	}
	env := s.env
	if s.cluster {
		address, stop, err := startCluster(ctx)
		if err != nil {
			return err
		}
		defer stop()
		env = append(env, address)
	}
	cmd := exec.CommandContext(ctx, s.argv[0], s.argv[1:]...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if s.golang { // the others keep the terminal, and leave a report
		cmd.Stdout = io.MultiWriter(os.Stdout, said)
	}
	return cmd.Run()
}
