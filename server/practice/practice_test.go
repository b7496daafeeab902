package practice_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"vouch/server/practice"
)

func get(t *testing.T, path string) (*http.Response, string) {
	t.Helper()
	handler, err := practice.Handler("/console/assets/tokens-1.css")
	if err != nil {
		t.Fatal(err)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil))
	body, err := io.ReadAll(recorder.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return recorder.Result(), string(body)
}

func TestThePageHasLinkedInsMarkupAndFiveLessons(t *testing.T) {
	response, body := get(t, "/practice")
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%d %v", response.StatusCode, response.Header)
	}
	for _, want := range []string{
		`aria-label="Start a post"`, `data-test-modal-id="sharebox"`, `role="dialog"`, `class="share-creation-state__text-editor"`,
		`class="share-actions__primary-action`, `aria-label="Dismiss"`, `href="/console/assets/tokens-1.css"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if n := strings.Count(body, `class="lesson"`); n != 5 {
		t.Errorf("%d lessons", n)
	}
}

func TestNothingCanLeaveThePage(t *testing.T) {
	response, body := get(t, "/practice")
	policy := response.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "connect-src 'none'", "form-action 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s: %s", want, policy)
		}
	}
	if strings.Contains(policy, "unsafe-inline") || strings.Contains(policy, "unsafe-eval") || strings.Contains(body, " style=") ||
		strings.Contains(body, "<script>") {
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
		if response, _ := get(t, path); response.StatusCode != want {
			t.Errorf("%s: %d, want %d", path, response.StatusCode, want)
		}
	}
}
