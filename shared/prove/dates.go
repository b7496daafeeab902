package prove

import "vouch/shared/rule"

func (l *linter) dates(day string) {
	r := l.rule
	if r.ReviewBy < day {
		l.say(Dates, r.Line, "its review was due on %s", r.ReviewBy)
	}
	if r.Source.Checked > day {
		l.say(Dates, r.Source.Line, "its source is said to have been read on %s, which is yet to come", r.Source.Checked)
	}
	if r.Until != "" && r.Until <= day {
		l.say(Dates, r.Line, "it ended on %s and does nothing any more", r.Until)
	}
}

// source remarks on what nobody has read.
func (l *linter) source(s rule.Source, severity rule.Severity) {
	if s.By == "background" && severity == "block" && s.URL == "" {
		l.say(Unread, s.Line, "it blocks, but nobody has read its source: it is marked as background knowledge without an address")
	}
}

func (l *linter) policy(p *rule.Policy, day string) {
	l.rule = &rule.Rule{ID: p.ID, Line: p.Line, Reason: p.Reason, Title: p.Title, ReviewBy: p.ReviewBy, Source: p.Source, Until: p.Until}
	l.dates(day)
	l.wording()
}

// pointless remarks on keys that change nothing.
func (l *linter) pointless() {
	r := l.rule
	if e := r.Escalate; e != nil && e.Severity == r.Severity {
		l.say(Pointless, e.Line, "it escalates to %s, which it is already", e.Severity)
	}
	if r.Always && r.Severity == "advise" {
		l.say(Pointless, r.Line, "it runs always, but it only advises: advice opens no gate")
	}
	if r.Question && r.Severity != "advise" {
		l.say(Pointless, r.Line, "it asks a question, but its severity is %s: a question holds nobody up (advise)", r.Severity)
	}
}
