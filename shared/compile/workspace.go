package compile

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"vouch/shared/program"
	"vouch/shared/rule"
)

// gate adds the set of everything that names the company's business. Embargoed names open the
// gate as well, but their words do not stand in a program.
func (c *compiler) gate() {
	set := c.newSet()
	c.program.Gate = append(c.program.Gate, set)
	p := c.profile
	names := slices.Concat(p.Company.Names, p.Company.Domains, p.Competitors)
	for _, product := range p.Products {
		names = append(names, product.Name)
	}
	for _, seq := range slices.Concat(c.literals(names), c.tags(p.Company.Tags), c.ticker()) {
		if atoms, ok := c.atoms(seq); ok {
			c.builder.Add(set, atoms)
		}
	}
}

// embargoes hashes the names that must not be spoken yet.
func (c *compiler) embargoes(key [16]byte) {
	to := &c.program.Embargoes
	to.Key = key
	until := map[uint64]int32{}
	for _, embargo := range c.profile.Embargoes {
		hash, bytes := c.hashed(embargo.Phrase)
		if bytes == 0 || bytes > program.MaxEmbargo {
			c.problem(inProfile("embargoes"), fmt.Sprintf("an embargoed name has one to %d letters", program.MaxEmbargo))
			continue
		}
		day := c.day(inProfile("embargoes.until"), embargo.Until, math.MaxInt32)
		if day > until[hash] {
			until[hash] = day
		}
		to.Allow(bytes)
	}
	for hash, day := range until {
		to.Names = append(to.Names, program.Embargoed{Hash: hash, Until: day})
	}
	slices.SortFunc(to.Names, func(a, b program.Embargoed) int {
		if a.Hash < b.Hash {
			return -1
		}
		return 1
	})
}

// inProfile is where a problem of the profile stands.
func inProfile(field string) place {
	return place{pack: &rule.Pack{Name: "profile"}, field: field}
}

// hashed is the hash of a name and how many bytes it has.
func (c *compiler) hashed(name string) (hash uint64, bytes int) {
	t := c.reader.Read(name)
	hashing := c.program.Embargoes.Begin()
	for i := range t.Words {
		folded := t.Folded(&t.Words[i])
		hashing.Word(folded)
		bytes += len(folded)
	}
	return hashing.Sum(), bytes
}

// quiet notes the days on which the company says nothing about its results.
func (c *compiler) quiet() {
	at := inProfile("quiet_periods")
	for _, q := range c.profile.QuietPeriods {
		c.program.Quiet = append(c.program.Quiet, program.Period{
			From: c.day(at, q.From, math.MinInt32), Until: c.day(at, q.Until, math.MaxInt32),
		})
	}
}

// approved is the place of the profile's text of that id; ok is false when it has none.
func (c *compiler) approved(at place, id string) (text uint32, ok bool) {
	for _, d := range c.profile.Disclaimers {
		if d.ID == id {
			return c.text(at, d.Text), true
		}
	}
	return program.NoText, false
}

// text is the place of a text whose words a rule asks for.
func (c *compiler) text(at place, s string) uint32 {
	s = strings.TrimSpace(s)
	if place, ok := c.texts[s]; ok {
		return place
	}
	switch {
	case len(s) > program.MaxTextBytes:
		c.problem(at, "the text is longer than 2,000 bytes that are looked for")
		s = ""
	case len(c.reader.Read(s).Words) == 0:
		c.problem(at, "the text has no words")
	}
	c.texts[s] = uint32(len(c.program.Texts))
	c.program.Texts = append(c.program.Texts, s)
	return c.texts[s]
}

// domains is the place of a list of hosts.
func (c *compiler) domains(hosts []string) uint32 {
	list := make([]string, len(hosts))
	for i, host := range hosts {
		host = strings.ToLower(strings.TrimSpace(host))
		_, host, _ = cutScheme(host)
		list[i] = strings.TrimPrefix(strings.TrimRight(host, "/"), "www.")
	}
	slices.Sort(list)
	list = slices.Compact(list)
	for i, known := range c.program.Domains {
		if slices.Equal(known, list) {
			return uint32(i)
		}
	}
	c.program.Domains = append(c.program.Domains, list)
	return uint32(len(c.program.Domains) - 1)
}

func cutScheme(s string) (scheme, rest string, found bool) {
	if scheme, rest, found = strings.Cut(s, "://"); found {
		return scheme, rest, true
	}
	return "", s, false
}

// fill puts the workspace's names into a fix's text: the first of each kind.
func (c *compiler) fill(s string) (string, bool) {
	p := c.profile
	product := ""
	if len(p.Products) > 0 {
		product = p.Products[0].Name
	}
	for name, value := range map[string]string{
		"{company}": first(p.Company.Names), "{tag}": first(p.Company.Tags), "{product}": product,
	} {
		if !strings.Contains(s, name) {
			continue
		}
		if value == "" {
			return "", false
		}
		s = strings.ReplaceAll(s, name, value)
	}
	return s, true
}

func first(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}
