package cli

import (
	"context"
	"fmt"

	"vouch/shared/rule"
)

const packsSchemaUsage = `the JSON Schema by which editors complete and check packs and profiles

usage: vouch packs schema pack|profile

Name it in the first line of a YAML file: # yaml-language-server: $schema=pack.schema.json

exit: 0, or 2 for misuse.`

func runPacksSchema(_ context.Context, env Env, args []string) int {
	names, err := parseMixed(newFlags("packs schema"), args)
	if err != nil {
		return misuse(env, "packs schema: %v", err)
	}
	if len(names) != 1 {
		return misuse(env, "packs schema: name one of pack, profile")
	}
	switch names[0] {
	case "pack":
		err = write(env, rule.PackSchema())
	case "profile":
		err = write(env, rule.ProfileSchema())
	default:
		err = fmt.Errorf("there is no schema %q: one of pack, profile", names[0])
	}
	if err != nil {
		return misuse(env, "packs schema: %v", err)
	}
	return exitOK
}

func write(env Env, text []byte) error {
	_, err := env.Stdout.Write(text)
	return err
}
