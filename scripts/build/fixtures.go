package main

import (
	"context"
	"errors"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// buildFixtures bundles the editors of the pages that tests write in: a page behind LinkedIn's
// policy loads scripts of its own origin alone. Nothing of it ships.
func buildFixtures(context.Context) error {
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{"extension/fixtures/tiptap.js"},
		Bundle:      true,
		Format:      api.FormatESModule,
		Target:      api.ES2022,
		Charset:     api.CharsetUTF8,
		LogLevel:    api.LogLevelSilent,
		Write:       false,
	})
	if len(result.Errors) > 0 {
		text := api.FormatMessages(result.Errors, api.FormatMessagesOptions{Kind: api.ErrorMessage})
		return errors.New(strings.Join(text, ""))
	}
	return writeFile("extension/dist/fixtures/tiptap.js", result.OutputFiles[0].Contents)
}
