// Command layers holds the code against the law of the house (law.go, typescript.go): who may
// import whom, what a Wasm module may link, that shared code keeps no state and reads no clock.
// It prints every breach with the reason of the rule and exits 1 when there is one.
package main

import (
	"fmt"
	"os"
)

const module = "vouch"

func main() {
	breaches, err := inspect()
	if err != nil {
		fmt.Fprintln(os.Stderr, "layers:", err)
		os.Exit(2)
	}
	for _, b := range breaches {
		fmt.Println(b)
	}
	if len(breaches) > 0 {
		fmt.Printf("layers: %d breaches of the law (scripts/layers/law.go)\n", len(breaches))
		os.Exit(1)
	}
}

// inspect returns every breach in the repository it runs in.
func inspect() ([]string, error) {
	packages, err := listPackages()
	if err != nil {
		return nil, err
	}
	breaches := holdImports(packages, rooms(), bans())
	for _, program := range shippedPrograms() {
		linked, err := listLinked(program)
		if err != nil {
			return nil, err
		}
		breaches = append(breaches, holdLinked(program, linked)...)
	}
	impure, err := holdPurity()
	if err != nil {
		return nil, err
	}
	scripts, err := readScripts("extension")
	if err != nil {
		return nil, err
	}
	breaches = append(breaches, impure...)
	return append(breaches, holdScripts(scripts)...), nil
}
