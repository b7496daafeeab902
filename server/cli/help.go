package cli

import (
	"fmt"
	"io"
	"strings"
)

func isHelp(arg string) bool {
	return arg == "help" || arg == "-h" || arg == "-help" || arg == "--help"
}

// overview lists a table's commands with the first line of each one's usage.
func overview(w io.Writer, name string, table []Command) {
	fmt.Fprintf(w, "usage: %s COMMAND ...\n\n", name)
	for _, c := range table {
		first, _, _ := strings.Cut(c.Usage, "\n")
		fmt.Fprintf(w, "  %-10s %s\n", c.Name, first)
	}
	fmt.Fprintf(w, "\n%s COMMAND --help tells more.\n", name)
}

// misuse says what was wrong with a call and returns the exit code for it.
func misuse(env Env, format string, args ...any) int {
	fmt.Fprintf(env.Stderr, "vouch: "+format+"\n", args...)
	return exitMisuse
}
