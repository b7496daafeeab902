package links_test

import (
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"testing"

	"vouch/server/activity"
	"vouch/server/links"
)

const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"

// agents reads a file of user agents; lines with # are its comment.
func agents(tb testing.TB, name string) []string {
	tb.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestPeopleAreTakenForPeople(t *testing.T) {
	c := links.NewClassifier()
	for _, agent := range agents(t, "people.txt") {
		if got := c.Classify(links.Agent{UserAgent: agent}); got.Class != activity.Person || got.Reason == "" {
			t.Errorf("%v: %s", got, agent)
		}
	}
}

func TestMachinesAreTakenForWhatTheyAre(t *testing.T) {
	c := links.NewClassifier()
	for _, line := range agents(t, "machines.txt") {
		want, agent, _ := strings.Cut(line, "\t")
		if got := c.Classify(links.Agent{UserAgent: agent}); got.Class.String() != want || got.Reason == "" {
			t.Errorf("%v, want %s: %s", got, want, agent)
		}
	}
}

func TestMethodAndHeadersCount(t *testing.T) {
	cases := []struct {
		name  string
		agent links.Agent
		want  activity.Class
	}{
		{"a click", links.Agent{UserAgent: chrome, Method: "GET"}, activity.Person},
		{"no method", links.Agent{UserAgent: chrome}, activity.Person},
		{"nothing said", links.Agent{}, activity.Bot},
		{"a space", links.Agent{UserAgent: " "}, activity.Bot},
		{"HEAD", links.Agent{UserAgent: chrome, Method: "HEAD"}, activity.Bot},
		{"prefetch", header(chrome, "Sec-Purpose", "prefetch"), activity.Prefetch},
		{"prerender", header(chrome, "Sec-Purpose", "prefetch;prerender"), activity.Prefetch},
		{"old prefetch", header(chrome, "Purpose", "prefetch"), activity.Prefetch},
		{"Safari's top hit", header(chrome, "X-Purpose", "preview"), activity.Prefetch},
		{"Firefox", header(chrome, "X-Moz", "Prefetch"), activity.Prefetch},
		{"another purpose", header(chrome, "Purpose", "reading"), activity.Person},
		{"a crawler that names whom to ask", header(chrome, "From", "ops@acme.example"), activity.Bot},
		{"a link protector", header(chrome, "Referer", "https://eur01.safelinks.protection.outlook.com/?url=x"), activity.Bot},
		{"a page that speaks of one", header(chrome, "Referer", "https://acme.example/safelinks.protection.outlook.com/"), activity.Person},
		{"a page", header(chrome, "Referer", "https://www.linkedin.com/"), activity.Person},
		{"no page", header(chrome, "Referer", ""), activity.Person},
		{"a bot that prefetches", header("Googlebot/2.1", "Sec-Purpose", "prefetch"), activity.Bot},
	}
	c := links.NewClassifier()
	for _, tc := range cases {
		if got := c.Classify(tc.agent); got.Class != tc.want {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}

func header(agent, name, value string) links.Agent {
	h := http.Header{}
	h.Set(name, value)
	return links.Agent{UserAgent: agent, Header: h}
}

// Upper or lower case, and what stands around it, change nothing.
func TestAMachineIsKnownAnywhereInTheText(t *testing.T) {
	c := links.NewClassifier()
	random := rand.New(rand.NewPCG(1, 2))
	for _, mark := range []string{"googlebot", "LinkedInBot", "HeadlessChrome", "spider"} {
		for range 200 {
			at := random.IntN(len(chrome) + 1)
			agent := chrome[:at] + mark + chrome[at:]
			if random.IntN(2) == 0 {
				agent = strings.ToUpper(agent)
			}
			if got := c.Classify(links.Agent{UserAgent: agent}); got.Class == activity.Person {
				t.Fatalf("%v: %s", got, agent)
			}
		}
	}
}

func FuzzClassify(f *testing.F) {
	f.Add("cubot cubot robot", "GET")
	f.Add(strings.Repeat("bo", 5000), "")
	f.Add("\x00\xff", "HEAD")
	c := links.NewClassifier()
	f.Fuzz(func(t *testing.T, agent, method string) {
		first := c.Classify(links.Agent{UserAgent: agent, Method: method})
		if first.Reason == "" || first.Class.String() == "unknown" {
			t.Fatalf("%+v", first)
		}
		if again := c.Classify(links.Agent{UserAgent: agent, Method: method}); again != first {
			t.Fatalf("%+v, then %+v", first, again)
		}
	})
}

func BenchmarkClassify(b *testing.B) {
	c := links.NewClassifier()
	for b.Loop() {
		c.Classify(links.Agent{UserAgent: chrome})
	}
}
