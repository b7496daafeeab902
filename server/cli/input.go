package cli

import (
	"io"
	"os"
)

// readInput gives use a file, or standard input for "-".
func readInput(env Env, path string, use func(io.Reader) error) error {
	if path == "-" {
		return use(env.Stdin)
	}
	f, err := os.Open(path) //nolint:gosec // whoever calls the command names their own files
	if err != nil {
		return err
	}
	err = use(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// readUpTo reads a file, or standard input, to its end or to so many bytes.
func readUpTo(env Env, path string, most int64) (src []byte, err error) {
	err = readInput(env, path, func(in io.Reader) (err error) {
		src, err = io.ReadAll(io.LimitReader(in, most))
		return err
	})
	return src, err
}
