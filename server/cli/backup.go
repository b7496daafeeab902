package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"vouch/server/app"
	"vouch/server/backup"
)

func backupCommand() Command {
	return Command{Name: "backup", Usage: backupUsage, Run: runBackup}
}

const backupUsage = `pack the server's data into one file

usage: vouch backup --to FILE [--data DIR]

  --to FILE    the backup, .tar.gz; must not exist yet
  --data DIR   the server's data folder; default ./data. The server may be running

The backup is of one moment. It holds the keys that sign rules and tokens: keep it as you keep
those. A Redis of your own (serve --redis) is backed up by its own tools, and DIR beside it.

exit: 0 made, 1 failed, 2 misuse`

func runBackup(ctx context.Context, env Env, args []string) int {
	flags := newFlags("backup")
	to := flags.String("to", "", "")
	data := flags.String("data", "data", "")
	if err := parseAll(flags, args); err != nil {
		return misuse(env, "backup: %v", err)
	}
	if *to == "" {
		return misuse(env, "backup: --to FILE is missing")
	}
	config := app.Config{Data: *data, Now: env.Now, Logger: quiet(env)}
	files, err := writeNew(*to, func(file *os.File) (int, error) { return app.Backup(ctx, config, file) })
	if err != nil {
		return failed(env, "backup", err)
	}
	fmt.Fprintf(env.Stdout, "%s holds %d files of %s.\n", *to, files, *data)
	return exitOK
}

// writeNew writes a file that must not exist yet, readable by its user alone. It appears under
// its name when it is whole and on the disk, or not at all.
func writeNew(path string, write func(*os.File) (int, error)) (n int, err error) {
	if _, err := os.Stat(path); err == nil {
		return 0, errors.New(path + " exists already")
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*") // of mode 0600
	if err != nil {
		return 0, err
	}
	n, err = write(file)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return 0, errors.Join(err, os.Remove(file.Name()))
	}
	return n, nil
}

func quiet(env Env) *slog.Logger {
	return slog.New(slog.NewTextHandler(env.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

func restoreCommand() Command {
	return Command{Name: "restore", Usage: restoreUsage, Run: runRestore}
}

const restoreUsage = `unpack a backup into a new data folder

usage: vouch restore --from FILE --data DIR

  --from FILE  what vouch backup made
  --data DIR   a folder that is empty or not there

Nothing is put in place unless the whole backup is as it was made. Start the server with
--data DIR afterwards. Never run the old server and the restored one beside each other: both would
speak for the same workspaces.

exit: 0 restored, 1 failed, 2 misuse`

func runRestore(_ context.Context, env Env, args []string) int {
	flags := newFlags("restore")
	from := flags.String("from", "", "")
	data := flags.String("data", "", "")
	if err := parseAll(flags, args); err != nil {
		return misuse(env, "restore: %v", err)
	}
	if *from == "" || *data == "" {
		return misuse(env, "restore: --from FILE and --data DIR are needed")
	}
	file, err := os.Open(*from)
	if err != nil {
		return failed(env, "restore", err)
	}
	defer func() { _ = file.Close() }() // only read
	files, err := backup.Restore(file, *data)
	if err != nil {
		return failed(env, "restore", err)
	}
	fmt.Fprintf(env.Stdout, "%d files are in %s. Start with: vouch serve --data %s\n", files, *data, *data)
	return exitOK
}
