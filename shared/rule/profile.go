package rule

// Profile is what rules speak of: the workspace's own names and dates (profile.yaml).
type Profile struct {
	Company       Company           `yaml:"company"`
	Products      []Product         `yaml:"products"`
	Competitors   []string          `yaml:"competitors"`
	Customers     []Customer        `yaml:"customers"`
	Embargoes     []Embargo         `yaml:"embargoes"`
	QuietPeriods  []QuietPeriod     `yaml:"quiet_periods"`
	Jurisdictions []string          `yaml:"jurisdictions"`
	Disclaimers   []Disclaimer      `yaml:"disclaimers"`
	Contacts      map[string]string `yaml:"contacts"`
}

// Company is the employer the draft's author speaks for.
type Company struct {
	Names   []string `yaml:"names"`
	Tags    []string `yaml:"tags"`
	Domains []string `yaml:"domains"`
	Ticker  string   `yaml:"ticker"`
	Listed  bool     `yaml:"listed"`
}

// Product is one the company sells. Kind is "", drug or investigational.
type Product struct {
	Name        string   `yaml:"name"`
	Kind        string   `yaml:"kind"`
	Indications []string `yaml:"indications"`
}

// Customer is one who buys from the company; Reference says that it agreed to be named.
type Customer struct {
	Name      string `yaml:"name"`
	Reference bool   `yaml:"reference"`
}

// Embargo is a name that must not be spoken before a day.
type Embargo struct {
	Phrase string `yaml:"phrase"`
	Until  string `yaml:"until"`
}

// QuietPeriod is half-open: [From, Until).
type QuietPeriod struct {
	From  string `yaml:"from"`
	Until string `yaml:"until"`
}

// Disclaimer is an approved text.
type Disclaimer struct {
	ID   string `yaml:"id"`
	Text string `yaml:"text"`
}
