package demo

import (
	_ "embed"
	"time"

	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/kv"
)

// Workspace is the company's. Everything about it is invented, and its people are named after
// what they do.
const Workspace kv.Workspace = "acme"

const companyName = "Acme"

//go:embed profile.yaml
var profile []byte

func teams() []string { return []string{"Platform", "Field", "Support"} }

func destinations() []string { return []string{"acme.example", "*.acme.example"} }

// player is somebody of the company and how much they share: their part of all shares.
type player struct {
	auth.NewPerson
	zeal float64
}

// people: the first signs in and pairs; every team has enough people to be shown by itself.
func people() []player {
	all := []auth.Role{auth.Author, auth.Compliance, auth.Administrator}
	person := func(name, team string, zeal float64, roles ...auth.Role) player {
		return player{NewPerson: auth.NewPerson{Name: name, Team: team, Roles: roles}, zeal: zeal}
	}
	return []player{
		person("Ada Administrator", "Platform", 0.6, all...),
		person("Bo Builder", "Platform", 1.4),
		person("Tess Tester", "Platform", 0.8),
		person("Dana Demo", "Field", 2.2),
		person("Sam Seller", "Field", 1.7),
		person("Cleo Compliance", "Field", 0.5, auth.Compliance),
		person("Hal Helper", "Support", 1.1),
		person("Remy Reply", "Support", 0.9),
		person("Wren Writer", "Support", 0.7, auth.Author),
	}
}

// offer is a story and when it came out.
type offer struct {
	content.Story
	daysAgo int
	pull    float64 // its part of all shares and clicks
}

func stories() []offer { return append(earlier(), later()...) }

func earlier() []offer {
	return []offer{
		{daysAgo: 34, pull: 1.3, Story: content.Story{
			Title: "Acme Cloud opens a region in Oslo",
			Text: "Acme Cloud now runs in Oslo, on water power, with three zones. Customers in the Nordics " +
				"keep their data in Norway. Latency from Bergen to the nearest zone is nine milliseconds.",
			Tags: []string{"cloud", "oslo", "infrastructure", "nordics"}, Campaign: "oslo",
			Destination: "https://www.acme.example/news/oslo-region",
			Captions: []string{
				"I work at Acme, and this one took us two years: Acme Cloud now runs in Oslo, on water power. {link} #AcmeEmployee",
				"#AcmeEmployee here. Three zones, one fjord: what we learned while building a region in Norway. {link}",
				"Data that stays in Norway was what our customers in the Nordics asked for first. I work at Acme; here is how we did it: {link}",
			},
		}},
		{daysAgo: 26, pull: 1.0, Story: content.Story{
			Title: "How our support team answers in nine minutes",
			Text: "The support team describes how it sorts questions, who answers first, and why every engineer " +
				"spends a week a year at the desk. The median first answer went from forty minutes to nine.",
			Tags: []string{"support", "customers", "teamwork"}, Campaign: "people",
			Destination: "https://www.acme.example/blog/nine-minutes",
			Captions: []string{
				"Every engineer at Acme, me included, spends a week a year answering customers. What that changed: {link} #AcmeEmployee",
				"I work in support at Acme. From forty minutes to nine: our notes on how. {link}",
			},
		}},
		{daysAgo: 21, pull: 1.2, Story: content.Story{
			Title: "AcmeX 4: what is new, and what we took away",
			Text: "AcmeX 4 drops eleven settings that nobody used, starts twice as quickly, and reads files of " +
				"version 2 and 3. The post lists what was removed and how to move over.",
			Tags: []string{"acmex", "release", "product"}, Campaign: "acmex4",
			Destination: "https://www.acme.example/acmex/4",
			Captions: []string{
				"I work on AcmeX at Acme. Version 4 is out, and the list I like most is the one of what we removed: {link} #AcmeEmployee",
				"Eleven settings fewer. I work at Acme, and this is the story of AcmeX 4: {link}",
			},
		}},
	}
}

func later() []offer {
	return []offer{
		{daysAgo: 14, pull: 0.7, Story: content.Story{
			Title: "Hiring: twelve open roles in Platform and Field",
			Text: "Acme looks for engineers, solution architects and a technical writer, remote in Europe or in " +
				"the Oslo office. The page says what the work is like and how interviews go.",
			Tags: []string{"hiring", "jobs", "careers"}, Campaign: "people",
			Destination: "https://jobs.acme.example/open",
			Captions: []string{
				"My team at Acme is hiring. What the work is like, and how the interviews go: {link} #AcmeEmployee",
				"Twelve open roles where I work, at Acme. Ask me anything about them: {link}",
			},
		}},
		{daysAgo: 9, pull: 0.9, Story: content.Story{
			Title: "A field guide to moving off a legacy queue",
			Text: "Our field engineers collected what went wrong in forty migrations from old message queues: " +
				"ordering, poison messages, the one consumer that nobody remembers. With a checklist.",
			Tags: []string{"engineering", "migration", "queues"}, Campaign: "field-notes",
			Destination: "https://www.acme.example/guides/queues",
			Captions: []string{
				"Forty migrations, one checklist. My colleagues at Acme wrote down what went wrong: {link} #AcmeEmployee",
				"The consumer that nobody remembers: notes from the field team at Acme, where I work. {link}",
				"I work at Acme, and I wish I had had this before my first migration: {link}",
			},
		}},
		{daysAgo: 4, pull: 1.1, Story: content.Story{
			Title: "Meet us at the Harbour conference",
			Text: "Acme speaks at the Harbour conference about small teams and large systems, on both days, and " +
				"has a table beside the coffee. The talks are recorded.",
			Tags: []string{"conference", "talks", "events"}, Campaign: "harbour",
			Destination: "https://events.acme.example/harbour",
			Captions: []string{
				"I will be at Harbour with my team from Acme, beside the coffee. The talks: {link} #AcmeEmployee",
				"Small teams, large systems: two talks by people I work with at Acme. {link}",
			},
		}},
	}
}

// published is when a story came out: in the morning, so that its first day is a whole one.
func (s offer) published(today time.Time) time.Time {
	const morning = 8 * time.Hour
	return today.AddDate(0, 0, -s.daysAgo).Add(morning)
}
