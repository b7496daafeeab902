package cli

import (
	"context"
	"os"
)

const packsCompileUsage = `write the image that browsers load

usage: vouch packs compile [--profile FILE] [--out FILE] [NAME|FILE...]

The image is not sealed: a server seals what it publishes.

  --profile FILE   the workspace's profile.yaml
  --out FILE       where to write; default standard output

exit: 0, or 2 for misuse and packs that cannot be compiled.`

func runPacksCompile(_ context.Context, env Env, args []string) int {
	flags := newFlags("packs compile")
	profilePath := flags.String("profile", "", "")
	out := flags.String("out", "", "")
	names, err := parseMixed(flags, args)
	if err != nil {
		return misuse(env, "packs compile: %v", err)
	}
	image, err := compileImage(env, names, *profilePath)
	if err == nil && *out != "" {
		err = os.WriteFile(*out, image, 0o600)
	} else if err == nil {
		_, err = env.Stdout.Write(image)
	}
	if err != nil {
		return misuse(env, "packs compile: %v", err)
	}
	return exitOK
}

func compileImage(env Env, names []string, profilePath string) ([]byte, error) {
	loaded, err := loadProgram(env, names, profilePath)
	if err != nil {
		return nil, err
	}
	return loaded.Append(nil), nil
}
