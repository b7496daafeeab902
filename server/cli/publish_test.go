package cli

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vouch/shared/wire"
)

// answers is a server that says one thing and remembers what it was asked.
type answers struct {
	status int
	body   any
	path   string
	token  string
	asked  map[string]any
}

func (a *answers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.path, a.token = r.URL.Path, r.Header.Get("Authorization")
	if err := json.NewDecoder(r.Body).Decode(&a.asked); err != nil {
		w.WriteHeader(http.StatusTeapot)
		return
	}
	kind := "application/json"
	if a.status != http.StatusOK {
		kind = "application/problem+json"
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(a.body)
}

func tokenFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPublishAndRollbackTellByTheirExitCode(t *testing.T) {
	live := wire.PublishResponse{Revision: 7, Digest: strings.Repeat("a", 64), Diff: "-old\n+new\n"}
	refusal := func(p ...wire.PackProblem) wire.Problem {
		return wire.Problem{Status: 400, Kind: "invalid", Title: "The pack cannot be published.", Problems: p}
	}
	example := wire.PackProblem{File: "p.yaml", Line: 9, Rule: "a.b", Field: "examples.pass", Reason: "must pass", Example: true}
	fault := wire.PackProblem{File: "p.yaml", Line: 3, Reason: "unknown key"}
	cases := []struct {
		name   string
		args   []string
		status int
		body   any
		exit   int
		path   string
		says   string
	}{
		{"live", []string{"publish", "--why", "better", "-"}, 200, live, 0, "/v1/packs", "Revision 7 is live.\n-old\n+new\n"},
		{"an example fails", []string{"publish"}, 400, refusal(example), 1, "/v1/packs", "p.yaml:9: rule a.b: examples.pass: must pass"},
		{"a fault beside it", []string{"publish", "-"}, 400, refusal(example, fault), 3, "/v1/packs", "p.yaml:3: unknown key"},
		{"not allowed", []string{"publish", "-"}, 403, wire.Problem{Status: 403, Kind: "forbidden", Title: "Only compliance."}, 3, "/v1/packs", "Only compliance."},
		{"back", []string{"rollback", "--to", "5"}, 200, live, 0, "/v1/packs/rollback", "Revision 7 is live."},
		{"back with a file", []string{"rollback", "5"}, 200, live, 2, "", "--to"},
		{"an unknown flag", []string{"publish", "--loud"}, 200, live, 2, "", "loud"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			server := &answers{status: c.status, body: c.body}
			running := httptest.NewServer(server)
			defer running.Close()
			args := append([]string{"packs", c.args[0], "--server", running.URL + "/", "--token-file", tokenFile(t, "secret\n")}, c.args[1:]...)
			var out bytes.Buffer
			exit := Run(t.Context(), Env{Stdin: strings.NewReader("pack: p\n"), Stdout: &out, Stderr: &out}, args)
			if exit != c.exit || server.path != c.path || !strings.Contains(out.String(), c.says) {
				t.Errorf("exit %d, asked %q, said %q", exit, server.path, out.String())
			}
			if c.path != "" && (server.token != "Bearer secret" || server.asked["why"] == "") {
				t.Errorf("token %q, asked %v", server.token, server.asked)
			}
		})
	}
}

func TestPublishGoesNowhereElse(t *testing.T) {
	elsewhere := &answers{status: http.StatusOK, body: wire.PublishResponse{Revision: 7}}
	other := httptest.NewServer(elsewhere)
	defer other.Close()
	sends := httptest.NewServer(http.RedirectHandler(other.URL+"/v1/packs", http.StatusTemporaryRedirect))
	defer sends.Close()
	var out bytes.Buffer
	args := []string{"packs", "publish", "--server", sends.URL, "--token-file", tokenFile(t, "secret")}
	if exit := Run(t.Context(), Env{Stdin: strings.NewReader("pack: p\n"), Stdout: &out, Stderr: &out}, args); exit != 3 || elsewhere.path != "" {
		t.Errorf("exit %d, %q; the other server was asked %q", exit, out.String(), elsewhere.path)
	}
}

func TestPublishWithoutAServerOrToken(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	token := tokenFile(t, "secret")
	cases := []struct {
		name string
		args []string
		exit int
	}{
		{"no server named", []string{"--token-file", token}, 2},
		{"no token named", []string{"--server", gone.URL}, 2},
		{"no such token file", []string{"--server", gone.URL, "--token-file", token + ".not"}, 2},
		{"an empty token file", []string{"--server", gone.URL, "--token-file", tokenFile(t, "\n")}, 2},
		{"no such pack", []string{"--server", gone.URL, "--token-file", token, "/no/such/pack.yaml"}, 2},
		{"two packs", []string{"--server", gone.URL, "--token-file", token, "a", "b"}, 2},
		{"nobody answers", []string{"--server", gone.URL, "--token-file", token}, 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			args := append([]string{"packs", "publish"}, c.args...)
			exit := Run(t.Context(), Env{Stdin: strings.NewReader("pack: p\n"), Stdout: &out, Stderr: &out}, args)
			if exit != c.exit || out.Len() == 0 {
				t.Errorf("exit %d: %s", exit, out.String())
			}
		})
	}
}
