package rollout

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"vouch/server/fault"
	"vouch/shared/prove"
	"vouch/shared/rule"
	"vouch/shared/wire"
)

// maxSource bounds the YAML of one pack: the largest shipped one has some 40 kB.
const maxSource = 1 << 20

// RefusedError says that a pack or profile cannot go live, and why, at each place. It is an
// Invalid fault; what is live stays live.
type RefusedError struct {
	Fault    *fault.Error
	Problems []wire.PackProblem
}

// Error is for the log.
func (e *RefusedError) Error() string { return e.Fault.Error() }

// Unwrap gives the fault.
func (e *RefusedError) Unwrap() error { return e.Fault }

// Examples reports whether the refusal is only that examples did not come out.
func (e *RefusedError) Examples() bool {
	for _, p := range e.Problems {
		if !p.Example {
			return false
		}
	}
	return true
}

// Proof is a pack read and proven, not yet live.
type Proof struct {
	Pack     *rule.Pack // nil when it could not be read
	Cases    []prove.Case
	Problems []wire.PackProblem // empty: it may be published
	Diff     string             // against the live pack of that name
}

// OK reports whether the pack may go live.
func (p Proof) OK() bool { return len(p.Problems) == 0 }

// judge proves one pack beside the others that are live.
func judge(file string, yaml []byte, live contents) Proof {
	if len(yaml) > maxSource {
		return broken(wire.PackProblem{File: file, Reason: "The pack is longer than 1 MB. Divide it into several packs."})
	}
	pack, err := rule.Parse(file, yaml)
	if err != nil {
		return broken(problemsOf(file, err)...)
	}
	others := live.clone()
	delete(others.packs, pack.Name)
	beside, _, err := others.parse()
	if err != nil {
		return broken(problemsOf(file, err)...)
	}
	result := prove.Pack(pack, beside)
	proof := Proof{Pack: pack, Cases: result.Cases, Problems: failures(file, result)}
	proof.Diff = fileDiff(fileOf(pack.Name), live.packs[pack.Name], yaml)
	return proof
}

func broken(problems ...wire.PackProblem) Proof { return Proof{Problems: problems} }

// failures are the examples that did not come out.
func failures(file string, result prove.Result) []wire.PackProblem {
	if result.Err != nil {
		return problemsOf(file, result.Err)
	}
	var out []wire.PackProblem
	for _, c := range result.Failed() {
		out = append(out, wire.PackProblem{
			File: file, Line: int(c.Line), Rule: string(c.Rule),
			Field:   "examples." + c.Must,
			Reason:  fmt.Sprintf("the example %q must %s; found: %s", c.Text, c.Must, c.Got),
			Example: true,
		})
	}
	return out
}

// problemsOf turns what the language says into what a person reads; other errors stand alone.
func problemsOf(file string, err error) []wire.PackProblem {
	var many rule.Problems
	if !errors.As(err, &many) {
		return []wire.PackProblem{{File: file, Reason: err.Error()}}
	}
	out := make([]wire.PackProblem, len(many))
	for i, p := range many {
		reason := p.Reason
		if p.Meant != "" {
			reason += fmt.Sprintf("; did you mean %q?", p.Meant)
		}
		out[i] = wire.PackProblem{
			File: p.File, Line: int(p.Line), Column: p.Column,
			Rule: string(p.Rule), Field: p.Field, Reason: reason,
		}
	}
	return out
}

// refused is the fault for problems; its line and field are those of the first.
func refused(problems []wire.PackProblem) *RefusedError {
	first := problems[0]
	sentence := "The pack cannot be published: " + first.Reason
	if n := len(problems); n > 1 {
		sentence = fmt.Sprintf("The pack cannot be published: %d problems. The first: %s", n, first.Reason)
	}
	return &RefusedError{
		Fault:    fault.New(fault.Invalid, "%s", sentence).At(first.Field).OnLine(first.Line),
		Problems: problems,
	}
}

// proofOfAll judges a whole set of packs, each beside the others.
func proofOfAll(c contents) error {
	var problems []wire.PackProblem
	for _, name := range slices.Sorted(maps.Keys(c.packs)) {
		problems = append(problems, judge(fileOf(name), c.packs[name], c).Problems...)
	}
	if len(problems) > 0 {
		return refused(problems)
	}
	return nil
}
