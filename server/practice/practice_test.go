package practice_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"vouch/server/practice"
)

type page struct {
	status int
	header http.Header
	body   string
}

func get(t *testing.T, path string) page {
	t.Helper()
	handler, err := practice.Handler("/console/assets/tokens-1.css")
	if err != nil {
		t.Fatal(err)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, http.NoBody))
	return page{recorder.Code, recorder.Header(), recorder.Body.String()}
}

func TestThePageHasLinkedInsMarkupAndFiveLessons(t *testing.T) {
	got := get(t, "/practice")
	if got.status != http.StatusOK || got.header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%d %v", got.status, got.header)
	}
	for _, want := range []string{
		`aria-label="Start a post"`, `data-test-modal-id="sharebox"`, `role="dialog"`, `class="share-creation-state__text-editor"`,
		`class="share-actions__primary-action`, `aria-label="Dismiss"`, `href="/console/assets/tokens-1.css"`,
	} {
		if !strings.Contains(got.body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if n := strings.Count(got.body, `class="lesson"`); n != 5 {
		t.Errorf("%d lessons", n)
	}
}

func TestNothingCanLeaveThePage(t *testing.T) {
	got := get(t, "/practice")
	policy := got.header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "connect-src 'none'", "form-action 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s: %s", want, policy)
		}
	}
	if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "unsafe-eval") || strings.Contains(got.body, " style=") ||
		strings.Contains(got.body, "<script>") {
		t.Error("something is inline")
	}
}

func TestOnlyScriptsAndStylesAreServed(t *testing.T) {
	cases := map[string]int{
		"/practice/page/practice.js":   http.StatusOK,
		"/practice/page/practice.css":  http.StatusOK,
		"/practice/page/practice.html": http.StatusNotFound,
		"/practice/page/":              http.StatusNotFound,
		"/practice/dist/.keep":         http.StatusNotFound,
		"/practice/dist/nothing.js":    http.StatusNotFound,
	}
	for path, want := range cases {
		if got := get(t, path); got.status != want {
			t.Errorf("%s: %d, want %d", path, got.status, want)
		}
	}
}
