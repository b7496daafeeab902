// Package detect recognises things by their own shape: keys and passwords, addresses, and the
// numbers that states, banks and insurers give to people.
//
// It promises that whatever has a check digit is checked, that what has no shape of its own is
// found only beside a word that names it, and that documented examples and placeholders are let
// go. A Finder reads a draft in one pass a detector, in time linear in the draft, and allocates
// nothing once warm. Numbers are read from the folded words, so that full-width digits or an
// invisible character do not hide one; keys and addresses from the author's bytes, since nothing
// else works as a key or an address.
package detect

import "vouch/shared/text"

// Kind is what a detector finds. The numbers travel in program images: new kinds go behind.
type Kind uint8

// The kinds.
const (
	Email Kind = iota
	Phone
	Card
	IBAN
	SSN
	Credential
	NationalID
	Passport
	DrivingLicence
	Vehicle
	BirthDate
	StreetAddress
	Person
	MedicalRecord
	BankAccount
	NetworkAddress
	Wallet
	ContactList
	Kinds // how many there are
)

// names are the kinds as packs write them.
var names = [Kinds]string{
	"email", "phone", "card", "iban", "us_ssn", "credential",
	"national_id", "passport", "driving_licence", "vehicle", "birth_date", "street_address", "person",
	"medical_record", "bank_account", "ip", "wallet", "contact_list",
}

// Parse reads the name of a kind.
func Parse(name string) (Kind, bool) {
	for k := range Kinds {
		if names[k] == name {
			return k, true
		}
	}
	return 0, false
}

// String is the name that packs use.
func (k Kind) String() string {
	if k < Kinds {
		return names[k]
	}
	return "unknown"
}

// Span is a stretch of the draft in bytes, half-open.
type Span struct{ Start, End int }

// Finder detects in one draft at a time. It keeps its scratch memory and is not safe for
// concurrent use.
type Finder struct {
	draft string
	text  *text.Text
	found []Span

	row     code        // being read
	topics  []topics    // what each word calls a number, as far as it was asked
	numbers []int32     // words with a digit
	starts  []int32     // words that begin identifiers
	counted bool        // numbers is of this draft
	read    bool        // starts is of this draft
	rows    [128]uint16 // where the issuers of each first byte stand
	indexed bool
	seconds [128]uint32 // by first letter of the names of secrets: bits of their second letters
}

// Read takes the draft to detect in, and the same draft cut into words.
func (f *Finder) Read(draft string, t *text.Text) {
	f.draft, f.text, f.topics, f.read, f.counted = draft, t, f.topics[:0], false, false
}

// Find is every place of a kind, valid until the next call. Places may come in any order.
func (f *Finder) Find(k Kind) []Span {
	f.found = f.found[:0]
	switch k {
	case Email:
		f.emails()
	case Phone:
		f.phones()
	case Card:
		f.cards()
	case IBAN:
		f.ibans()
	case SSN:
		f.ssns()
	case Credential:
		f.credentials()
	case NationalID:
		f.nationalIDs()
	case Passport:
		f.passports()
	case DrivingLicence:
		f.licences()
	case Vehicle:
		f.vehicles()
	case BirthDate:
		f.birthDates()
	case StreetAddress:
		f.streetAddresses()
	case Person:
		f.persons()
	case MedicalRecord:
		f.records()
	case BankAccount:
		f.accounts()
	case NetworkAddress:
		f.networkAddresses()
	case Wallet:
		f.wallets()
	case ContactList:
		f.contactLists()
	case Kinds: // their number, not one of them
	}
	return f.found
}

func (f *Finder) keep(s Span) { f.found = append(f.found, s) }
