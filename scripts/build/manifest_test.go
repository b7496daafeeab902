package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// manifest is what a browser grants by it.
type manifest struct {
	Permissions []string `json:"permissions"`
	Hosts       []string `json:"host_permissions"`
	Optional    []string `json:"optional_host_permissions"`
	Accessible  any      `json:"web_accessible_resources"`
	Connectable any      `json:"externally_connectable"`
	Scripts     []struct {
		Matches   []string `json:"matches"`
		Excluded  []string `json:"exclude_matches"`
		AllFrames bool     `json:"all_frames"`
		World     string   `json:"world"`
	} `json:"content_scripts"`
	Policy  map[string]string `json:"content_security_policy"`
	Browser struct {
		Gecko struct {
			Collected struct {
				Required []string `json:"required"`
				Optional []string `json:"optional"`
			} `json:"data_collection_permissions"`
		} `json:"gecko"`
	} `json:"browser_specific_settings"`
}

func readManifest(t *testing.T, browser string) manifest {
	t.Helper()
	data, err := os.ReadFile("../../extension/manifest." + browser + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// Each line here is a promise of STORE.md: a permission more is argued there before it is asked for.
func TestManifestAsksForNoMoreThanWeArgueFor(t *testing.T) {
	permissions := map[string][]string{
		"chrome":  {"alarms", "scripting", "sidePanel", "storage"},
		"firefox": {"alarms", "scripting", "storage"},
	}
	for _, browser := range browsers() {
		m := readManifest(t, browser)
		same(t, browser+": permissions", m.Permissions, permissions[browser])
		same(t, browser+": hosts", m.Hosts, []string{"https://www.linkedin.com/*", "http://127.0.0.1/*"})
		same(t, browser+": optional hosts", m.Optional, []string{"https://*/*", "http://localhost/*"})
		if m.Accessible != nil || m.Connectable != nil {
			t.Errorf("%s: pages may reach into the extension", browser)
		}
		// In frames the content script runs at LinkedIn's own address for one alone, and nowhere twice.
		framed := []string{"https://www.linkedin.com/preload/*"}
		for _, script := range m.Scripts {
			matches, excluded := []string{"https://www.linkedin.com/*", "http://127.0.0.1/practice*"}, framed
			if script.AllFrames {
				matches, excluded = framed, nil
			}
			same(t, browser+": content script", script.Matches, matches)
			same(t, browser+": content script, excluded", script.Excluded, excluded)
			if script.World != "" {
				t.Errorf("%s: the content script runs in the page's own world", browser)
			}
		}
		if len(m.Scripts) != 2 {
			t.Errorf("%s: %d content scripts, want one for pages and one for the frame", browser, len(m.Scripts))
		}
		if policy := m.Policy["extension_pages"]; policy != "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'" {
			t.Errorf("%s: content security policy %q", browser, policy)
		}
	}
}

func TestStoreTextArguesEachPermissionAndNoOther(t *testing.T) {
	text, err := os.ReadFile("../../extension/STORE.md")
	if err != nil {
		t.Fatal(err)
	}
	var asked, collected []string
	for _, browser := range browsers() {
		m := readManifest(t, browser)
		asked = append(asked, slices.Concat(m.Permissions, m.Hosts, m.Optional)...)
		data := m.Browser.Gecko.Collected
		collected = append(collected, slices.Concat(data.Required, data.Optional)...)
	}
	slices.Sort(asked)
	same(t, "argued permissions", rowsOf(string(text), "## Permissions", 1), slices.Compact(asked))
	same(t, "declared data", rowsOf(string(text), "## Privacy answers", 2), collected)
}

// rowsOf returns the words in backticks of a column of the first table below a heading; every row
// must say something in its last column.
func rowsOf(text, heading string, column int) []string {
	_, section, _ := strings.Cut(text, heading+"\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var words []string
	for line := range strings.Lines(section) {
		cells := strings.Split(line, "|")
		if len(cells) <= column+1 || strings.TrimSpace(cells[len(cells)-2]) == "" {
			continue
		}
		if word := strings.TrimSpace(cells[column]); strings.HasPrefix(word, "`") {
			words = append(words, strings.Trim(word, "`"))
		}
	}
	return words
}
