package redirect

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"vouch/shared/wire"
)

//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("page").Parse(pageSource))

// pagePolicy allows the page's own style by its hash and nothing else.
//
//nolint:gochecknoglobals // a constant of the embedded page
var pagePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-" +
	styleHash(pageSource) + "'"

func styleHash(page string) string {
	_, rest, _ := strings.Cut(page, "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(style))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// answerPage tells a reader, who knows nothing of Vouch, why a link did not lead on.
func answerPage(c echo.Context, problem wire.Problem) error {
	page := struct{ Heading, Text string }{"This link does not work just now", "Please try it again in a moment."}
	if problem.Status == http.StatusNotFound {
		page.Heading = "This link leads nowhere"
		page.Text = problem.Title
	}
	var body bytes.Buffer
	if err := pageTemplate.Execute(&body, page); err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set("Content-Security-Policy", pagePolicy)
	header.Set("X-Robots-Tag", "noindex")
	return c.HTMLBlob(problem.Status, body.Bytes())
}
