package detect

// contactLists finds lists of people's contacts: three different e-mail addresses, or two with
// two telephone numbers. Addresses of an office, like press@, are no person's, and telephone
// numbers alone may be helplines.
func (f *Finder) contactLists() {
	f.emails()
	mails := f.personal(f.found)
	f.found = f.found[:mails]
	f.phones()
	phones := len(f.found) - mails
	if !f.severalMails(mails) && (mails < 2 || phones < 2) {
		f.found = f.found[:0]
	}
}

// severalMails reports whether at least three of the first n places differ.
func (f *Finder) severalMails(n int) bool {
	differ := 0
	for i := 0; i < n && differ < 3; i++ {
		same := false
		for j := 0; j < i && j < 8; j++ {
			same = same || f.draft[f.found[j].Start:f.found[j].End] == f.draft[f.found[i].Start:f.found[i].End]
		}
		if !same {
			differ++
		}
	}
	return differ >= 3
}

// offices are what addresses of no single person begin with.
const offices = " info contact press jobs careers career hr recruiting recruitment sales support help hello team office events media marketing privacy security legal compliance admin " +
	"service kontakt presse bewerbung karriere apply talent billing accounts partners newsletter noreply donate volunteer ir investors enquiries inquiries customer booking bookings reservations membership "

// personal drops the addresses of offices and returns how many stay.
func (f *Finder) personal(spans []Span) int {
	kept := 0
	for _, s := range spans {
		local, _, _ := cut(f.draft[s.Start:s.End], '@')
		if !isOffice(local) {
			spans[kept], kept = s, kept+1
		}
	}
	return kept
}

func isOffice(local string) bool {
	for rest := offices[1:]; rest != ""; {
		word, more, _ := cut(rest, ' ')
		if equalFold(local, word) || len(local) > len(word) && equalFold(local[:len(word)], word) && !isAlnum(local[len(word)]) {
			return true
		}
		rest = more
	}
	return false
}
