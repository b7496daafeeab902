package links

import (
	"net/http"
	"strings"

	"vouch/server/activity"
	"vouch/server/agents"
)

// Agent is what a request tells of who makes it.
type Agent struct {
	UserAgent string
	Method    string // empty is GET
	Header    http.Header
}

// Verdict is the class of a request and why.
type Verdict struct {
	Class  activity.Class
	Reason string
	Device agents.Device
}

// Classifier tells people from machines. It is safe for concurrent use.
type Classifier struct {
	agents *agents.Table
	known  halves[string, agents.Agent] // by user agent
}

// knownAgents bounds each half of those: with longestKnown, 2 MB at the worst. A browser's user
// agent is the same in every request, and most people's are among a few hundred.
const (
	knownAgents  = 1000
	longestKnown = 1024
)

// NewClassifier builds the table of agents.
func NewClassifier() *Classifier {
	return &Classifier{agents: agents.New(), known: halves[string, agents.Agent]{bound: knownAgents}}
}

// Classify takes time linear in the length of what was sent. The user agent speaks first, then
// the headers, then the method: a bot that prefetches is a bot.
func (c *Classifier) Classify(agent Agent) Verdict {
	read := c.read(agent.UserAgent)
	verdict := Verdict{classOf(read.Kind), read.Reason, read.Device}
	if verdict.Class != activity.Person {
		return verdict
	}
	if reason := lookedAhead(agent.Header); reason != "" {
		verdict.Class, verdict.Reason = activity.Prefetch, reason
	} else if reason := scanned(agent.Header); reason != "" {
		verdict.Class, verdict.Reason = activity.Bot, reason
	} else if agent.Method != "" && agent.Method != http.MethodGet {
		verdict.Class, verdict.Reason = activity.Bot, "asked with "+agent.Method+", as no person's click does"
	}
	return verdict
}

func classOf(kind agents.Kind) activity.Class {
	switch kind {
	case agents.Person:
		return activity.Person
	case agents.Preview:
		return activity.Preview
	case agents.Bot:
	}
	return activity.Bot
}

// read judges the user agent alone, by memory when it can.
func (c *Classifier) read(userAgent string) agents.Agent {
	agent, ok := c.known.get(userAgent)
	if ok {
		return agent
	}
	agent = c.agents.Read(userAgent)
	if len(userAgent) <= longestKnown {
		c.known.put(strings.Clone(userAgent), agent) // a request's buffer is not kept for its sake
	}
	return agent
}

// lookedAhead says which header shows that a browser fetched the page before anybody asked for
// it; empty is none.
func lookedAhead(header http.Header) string {
	for _, name := range [...]string{"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} {
		for _, value := range header[name] {
			value = strings.ToLower(value)
			if strings.Contains(value, "prefetch") || strings.Contains(value, "preview") || strings.Contains(value, "prerender") {
				return "fetched ahead of any click (" + name + ")"
			}
		}
	}
	return ""
}

// scanned says which header shows a program that looks into links: crawlers name whom to ask in
// From, and a link protector's own page is the referrer of its own visits alone, for people it
// sends on by a redirect, which keeps their referrer. Empty is none.
func scanned(header http.Header) string {
	for _, from := range header["From"] {
		if strings.Contains(from, "@") {
			return "names who runs it (From)"
		}
	}
	for _, referrer := range header["Referer"] {
		host := hostOf(strings.ToLower(referrer))
		for _, scanner := range scanners() {
			if host == scanner || strings.HasSuffix(host, "."+scanner) {
				return "looks into links in mail: " + scanner
			}
		}
	}
	return ""
}

func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	return host
}

// scanners are hosts of services that open links in mail and chats to see whether they are safe.
func scanners() [10]string {
	return [...]string{
		"safelinks.protection.outlook.com", "statics.teams.cdn.office.net", "urldefense.com", "urldefense.proofpoint.com",
		"mimecastprotect.com", "linkprotect.cudasvc.com", "secure-web.cisco.com", "url.emailprotection.link", "urlsand.com",
		"urlscan.io",
	}
}
