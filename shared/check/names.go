package check

import "errors"

// severityNames are the wire names, by value.
var severityNames = [...]string{"clear", "advise", "warn", "review", "block"}

// String is the severity's wire name.
func (s Severity) String() string {
	if int(s) < len(severityNames) {
		return severityNames[s]
	}
	return "clear"
}

// ParseSeverity reads the name of a severity a rule may have: advise, warn, review or block.
func ParseSeverity(name string) (Severity, bool) {
	for i := Advise; i <= Block; i++ {
		if severityNames[i] == name {
			return i, true
		}
	}
	return Clear, false
}

var changeNames = [...]string{"keep", "missing", "extra"}

// String is the change's wire name.
func (o ChangeOp) String() string { return changeNames[min(int(o), len(changeNames)-1)] }

// surfaceNames are the wire names, by value.
var surfaceNames = [...]string{"post", "comment", "message", "article", "static"}

// String is the surface's wire name.
func (s Surface) String() string {
	if int(s) < len(surfaceNames) {
		return surfaceNames[s]
	}
	return "post"
}

// ParseSurface reads post, comment, message, article or static; "" is post.
func ParseSurface(name string) (Surface, bool) {
	if name == "" {
		return Post, true
	}
	for i, n := range surfaceNames {
		if n == name {
			return Surface(i), true
		}
	}
	return Post, false
}

var (
	errCircumstance = errors.New("unknown circumstance: one of country, role, sector, licence, team, compensated, nonuser, image, paid_media, in_registration, paused, static")
	errBool         = errors.New("want true or false")
)

// Set records one circumstance by its wire name: country, role, sector, licence and team take any text, the
// others true or false.
func (c *Context) Set(key, value string) error {
	switch key {
	case "country":
		c.Country = value
		return nil
	case "role":
		c.Role = value
		return nil
	case "sector":
		c.Sector = value
		return nil
	case "licence":
		c.Licence = value
		return nil
	case "team":
		c.Team = value
		return nil
	}
	flag := c.flag(key)
	if flag == nil {
		return errCircumstance
	}
	if value != "true" && value != "false" {
		return errBool
	}
	*flag = value == "true"
	return nil
}

// flag is the switch of that name, nil when there is none.
func (c *Context) flag(key string) *bool {
	switch key {
	case "compensated":
		return &c.Compensated
	case "nonuser":
		return &c.NonUser
	case "image":
		return &c.Image
	case "paid_media":
		return &c.PaidMedia
	case "in_registration":
		return &c.InRegistration
	case "paused":
		return &c.Paused
	case "static":
		return &c.Static
	}
	return nil
}
