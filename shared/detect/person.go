package detect

import (
	"strings"

	"vouch/shared/text"
)

// Words before names: an address before one, or what somebody is to the writer. Clinicians' and
// professors' titles are left out: those are named in public.
const (
	addresses = " mr mrs ms miss mx herr herrn frau madame mme mlle monsieur senor senora sra signora signor sig mevrouw dhr "
	roles     = " customer client colleague coworker candidate applicant employee tenant student pupil resident neighbour neighbor member intern trainee " +
		"kunde kundin kollege kollegin patientin bewerber bewerberin client cliente paciente empleado "
	patients  = " patient patients patientin paciente "
	surnames  = " named called name "
	particles = " de da di von van der den del la le bin ibn al el mc o "
)

// isOneOf looks a folded word up in a list with spaces around each.
func isOneOf(list string, word []byte) bool {
	for at := 0; ; {
		i := strings.Index(list[at:], string(word))
		if i < 0 || len(word) < 2 {
			return false
		}
		at += i + len(word)
		if list[at-len(word)-1] == ' ' && list[at] == ' ' {
			return true
		}
	}
}

// persons finds people who are named: with Mr or Ms before, as a patient, or by two names as a
// customer, colleague or applicant. It finds nobody whose name stands without such a word.
func (f *Finder) persons() {
	words := f.text.Words
	for i := 0; i+1 < len(words); i++ {
		if words[i].Kind != text.Letters || !words[i+1].Has(text.Upper) && !f.mayName(i+1) {
			continue
		}
		folded := f.text.Folded(&words[i])
		if len(folded) > 12 {
			continue
		}
		switch {
		case isOneOf(addresses, folded) && words[i].Has(text.Upper) && !words[i].Has(text.Capital):
			i = f.keepName(i, i+1, 1)
		case isOneOf(patients, folded) && !f.isManner(i) && !f.isListed(i):
			i = f.keepName(i+1, f.skipNaming(i+1), 1)
		case isOneOf(roles, folded):
			i = f.keepName(i+1, f.skipNaming(i+1), 2)
		}
	}
}

// mayName reports whether word i may be one that skipNaming steps over.
func (f *Finder) mayName(i int) bool {
	switch string(f.text.Folded(&f.text.Words[i])) {
	case "named", "called", "name":
		return true
	}
	return false
}

// isManner reports whether word i is "patient" as in "be patient, Maria".
func (f *Finder) isManner(i int) bool {
	const before = " be been being is am are was were stay stays so very more too and remain remaining keep feeling how as most less just really quite "
	return i > 0 && f.text.Words[i].Gap <= text.Clause && isOneOf(before, f.text.Folded(&f.text.Words[i-1]))
}

// isListed reports whether word i is "Patient" as in "Patient, Encouraging, Kind".
func (f *Finder) isListed(i int) bool {
	return f.text.Words[i].Has(text.Upper) && f.draft[f.text.Words[i].ByteEnd] == ','
}

// skipNaming steps over "named", "called" or "name is" between a role and its name.
func (f *Finder) skipNaming(i int) int {
	words := f.text.Words
	for n := 0; n < 2 && i < len(words); n++ {
		folded := f.text.Folded(&words[i])
		if !isOneOf(surnames, folded) && string(folded) != "is" {
			break
		}
		i++
	}
	return i
}

// keepName keeps the name that begins at word at, if it has as many parts as needed; the finding
// begins with word from. It returns the last word read.
func (f *Finder) keepName(from, at, need int) int {
	words := f.text.Words
	last, parts := at-1, 0
	for i := at; i < len(words) && i < at+5; i++ {
		w := &words[i]
		if w.Gap > text.Clause || i > at && w.Gap > text.Space {
			break
		}
		if isOneOf(particles, f.text.Folded(w)) && parts > 0 {
			continue
		}
		if !f.isNameWord(i) {
			break
		}
		last, parts = i, parts+1
	}
	if parts < need {
		return max(at-1, from)
	}
	f.keep(f.spanOf(min(from, at), last))
	return last
}

// noNames are words with a capital that no name has: of businesses, of places in an
// organisation, and those that begin sentences.
const noNames = " success support care service services experience portal relations stories story team journey satisfaction advocacy engagement " +
	"inc ltd llc gmbh ag corp plc group bank hospital clinic university center centre the and our we i in at on for to of with is was who if this that how what when " +
	"safety first education zero day week month outcomes data records access rights obsession centric success "

// isNameWord: a capital and small letters behind it, or an initial.
func (f *Finder) isNameWord(i int) bool {
	w := &f.text.Words[i]
	return w.Kind == text.Letters && w.Has(text.Upper) && !w.Has(text.InTag|text.HasDigit) && !w.Has(text.Capital) && !isOneOf(noNames, f.text.Folded(w))
}
