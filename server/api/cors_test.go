package api_test

import (
	"net/http"
	"testing"
)

func TestOnlyExtensionsMayReadAnswers(t *testing.T) {
	at := serve(t)
	origins := map[string]bool{
		"chrome-extension://abcdefghijklmnopabcdefghijklmnop":  true,
		"moz-extension://01234567-89ab-cdef-0123-456789abcdef": true,
		"chrome-extension://": false, "chrome-extension://a/b": false, "null": false, "": false,
		"https://www.linkedin.com": false, "https://evil.example": false, at.URL: false,
		"https://chrome-extension://abc": false,
	}
	for origin, allowed := range origins {
		for _, method := range []string{http.MethodOptions, http.MethodPost} {
			request, err := http.NewRequestWithContext(t.Context(), method, at.URL+"/v1/sync", http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Origin", origin)
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			got := response.Header.Get("Access-Control-Allow-Origin")
			if allowed && got != origin || !allowed && got != "" {
				t.Errorf("%s from %q: allowed %q", method, origin, got)
			}
			if response.Header.Get("Access-Control-Allow-Credentials") != "" {
				t.Error("cookies are no way in here")
			}
		}
	}
}
