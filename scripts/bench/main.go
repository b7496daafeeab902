// Command bench measures what Vouch promises (DESIGN section 5) beside what one would use
// instead, in the same run, and writes one table and bin/bench.json.
//
//	bench          every group
//	bench check    one group: size, start, check, vale, bundle, redirect, points, agents, sync, worker,
//	               typing, memory
//
// Contenders take turns, round by round, and the median of the rounds is told: on a busy machine
// both suffer alike. Ratio says how many times better ours is. Nothing here fails for a time.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"text/tabwriter"
)

// row is one comparison. Against and Ratio are empty where there is nothing to compare with.
type row struct {
	Name    string   `json:"name"`
	Unit    string   `json:"unit"`
	Value   float64  `json:"value"`
	Against string   `json:"against"`
	Ratio   *float64 `json:"ratio"`
}

// group is a set of rows measured together.
type group struct {
	name    string
	measure func(context.Context) ([]row, error)
}

func groups() []group {
	return []group{
		{"size", measureSize},
		{"start", measureStart},
		{"check", measureCheck},
		{"vale", measureVale},
		{"bundle", measureBundle},
		{"redirect", measureRedirect},
		{"points", measurePoints},
		{"consumer", measureConsumer},
		{"agents", measureAgents},
		{"sync", measureSync},
		{"worker", measureWorker},
		{"typing", measureTyping},
		{"memory", measureMemory},
	}
}

const resultFile = "bin/bench.json"

func main() {
	if address := os.Getenv(bareEnv); address != "" {
		fmt.Fprintln(os.Stderr, "bench:", serveBare(address))
		os.Exit(1)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, wanted []string) error {
	chosen, err := choose(wanted)
	if err != nil {
		return err
	}
	var rows []row
	for _, g := range chosen {
		fmt.Fprintf(os.Stderr, "bench: %s\n", g.name)
		measured, err := g.measure(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", g.name, err)
		}
		rows = append(rows, measured...)
	}
	data, err := json.MarshalIndent(rows, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(resultFile, append(data, '\n'), 0o644); err != nil {
		return err
	}
	return printTable(rows)
}

func choose(wanted []string) ([]group, error) {
	if len(wanted) == 0 {
		return groups(), nil
	}
	var chosen []group
	for _, name := range wanted {
		i := slices.IndexFunc(groups(), func(g group) bool { return g.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no group %q; there are: %s", name, groupNames())
		}
		chosen = append(chosen, groups()[i])
	}
	return chosen, nil
}

func groupNames() string {
	var names []string
	for _, g := range groups() {
		names = append(names, g.name)
	}
	return strings.Join(names, ", ")
}

func printTable(rows []row) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tours\tunit\tagainst\ttimes better")
	for _, r := range rows {
		ratio := "-"
		if r.Ratio != nil {
			ratio = fmt.Sprintf("%.2f", *r.Ratio)
		}
		fmt.Fprintf(w, "%s\t%.4g\t%s\t%s\t%s\n", r.Name, r.Value, r.Unit, r.Against, ratio)
	}
	return w.Flush()
}

// less is a row where a smaller value is better; against may be empty.
func less(name, unit string, ours float64, against string, theirs float64) row {
	return compared(row{Name: name, Unit: unit, Value: ours, Against: against}, theirs/ours)
}

// more is a row where a larger value is better.
func more(name, unit string, ours float64, against string, theirs float64) row {
	return compared(row{Name: name, Unit: unit, Value: ours, Against: against}, ours/theirs)
}

func compared(r row, ratio float64) row {
	if r.Against != "" {
		r.Ratio = &ratio
	}
	return r
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	if len(sorted) == 0 {
		return 0
	}
	return sorted[len(sorted)/2]
}
