// Package practice is the page where people try Vouch without an account anywhere else: a real
// composer in the markup of LinkedIn's classic post box, and five short lessons.
//
// It promises that what is typed there stays there: the page's policy allows no connection at
// all, and "Post" only moves the text into a list on the same page, until the next reload.
package practice

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"time"
)

//go:embed page
var pageFiles embed.FS

// dist holds Quill, the editor that LinkedIn's classic page uses; the build copies it there.
//
//go:embed all:dist
var distFiles embed.FS

// quillFile is the one file without which there is no composer.
const quillFile = "dist/quill.min.js"

// policy is as strict as the one LinkedIn sends for scripts and styles, and stricter about
// connections: there are none. The one hash is of the style that Quill gives a hidden copy of
// the text when it starts: "white-space: normal;".
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
	"style-src-attr 'unsafe-hashes' 'sha256-RvAvREUHojDuwHylTVWZp9DhleqLs6ml8G7LpjCF+EY='; " +
	"connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// assetAge is short because the names carry no digest.
const assetAge = "public, max-age=300"

// Lesson is a text to try and what it teaches.
type Lesson struct {
	Title string
	Text  string
	Look  string // what the author should see
}

type view struct {
	Lessons []Lesson
	Missing bool // the composer's files were not built
	Tokens  string
}

// Handler serves GET /practice and the files below it. Tokens is the address of the design
// tokens' style sheet, which the console owns.
func Handler(tokens string) (http.Handler, error) {
	page, err := render(view{Lessons: Lessons(), Missing: !built(distFiles), Tokens: tokens})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /practice", func(w http.ResponseWriter, r *http.Request) {
		guard(w.Header())
		w.Header().Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, "practice.html", time.Time{}, bytes.NewReader(page))
	})
	mux.Handle("GET /practice/page/", files("/practice/", pageFiles))
	mux.Handle("GET /practice/dist/", files("/practice/", distFiles))
	return mux, nil
}

func built(dist fs.FS) bool {
	info, err := fs.Stat(dist, quillFile)
	return err == nil && info.Size() > 0
}

func render(v view) ([]byte, error) {
	t, err := template.ParseFS(pageFiles, "page/practice.html")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, v)
	return out.Bytes(), err
}

// files serves scripts, style sheets and the icon; the template itself and listings stay inside.
func files(prefix string, from fs.FS) http.Handler {
	inner := http.StripPrefix(prefix, http.FileServerFS(from))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains([]string{".js", ".css", ".svg"}, path.Ext(r.URL.Path)) {
			http.NotFound(w, r)
			return
		}
		guard(w.Header())
		w.Header().Set("Cache-Control", assetAge)
		inner.ServeHTTP(w, r)
	})
}

func guard(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}
