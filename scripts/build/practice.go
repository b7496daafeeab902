package main

import (
	"context"
	"path/filepath"
)

// copyPractice brings the editor of the practice page to where the server embeds it. The script
// carries its licence in its first lines.
func copyPractice(context.Context) error {
	for _, name := range []string{"quill.min.js", "quill.core.css"} {
		from := filepath.Join("extension/node_modules/quill/dist", name)
		if err := copyFile(filepath.Join("server/practice/dist", name), from); err != nil {
			return err
		}
	}
	return nil
}
