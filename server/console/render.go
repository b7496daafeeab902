package console

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"
)

//go:embed all:pages
var pageFiles embed.FS

// policy of every page of the console.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// openPages reads every page beside the frame and the parts, whose names begin with "_".
func openPages(files *assets) (map[string]*template.Template, error) {
	base, err := template.New("frame").Funcs(functions(files)).ParseFS(pageFiles, "pages/_*.html")
	if err != nil {
		return nil, err
	}
	entries, err := pageFiles.ReadDir("pages")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), "_") {
			continue
		}
		own, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if own, err = own.ParseFS(pageFiles, path.Join("pages", entry.Name())); err != nil {
			return nil, err
		}
		pages[strings.TrimSuffix(entry.Name(), ".html")] = own
	}
	return pages, nil
}

// show writes a page; the whole of it is made before the first byte leaves.
func (c *Console) show(to echo.Context, status int, name string, model any) error {
	var out bytes.Buffer
	if err := c.pages[name].ExecuteTemplate(&out, "frame", model); err != nil {
		return err
	}
	header := to.Response().Header()
	header.Set("Content-Security-Policy", policy)
	header.Set("Cache-Control", "no-store")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	return to.HTMLBlob(status, out.Bytes())
}

func (c *Console) ok(to echo.Context, name string, model any) error {
	return c.show(to, http.StatusOK, name, model)
}
