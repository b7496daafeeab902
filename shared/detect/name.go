package detect

import (
	"strings"

	"vouch/shared/text"
)

// topics are what the words around a number call it, a bit each.
type topics uint32

const (
	identity topics = 1 << iota // a number by which a state knows a person
	passport
	driving
	plate
	vin
	medical // a patient's record
	insured // a member of a health plan
	account
	routing
	birth
	wallet
	telephone
	filler // stands between a name and its number
)

// topicLetters are the topics in the order of their bits, as topicWords abbreviates them.
const topicLetters = "NPDLVMHARBWTF"

// topicWords are folded words with what they call a number: English, German, French, Spanish,
// Italian, Dutch, Polish, Portuguese and the Nordic languages. They stand in one string, which
// costs a tenth of what a map would, in the order of their first letter.
const topicWords = `
 aadhaar=N aadhar=N aba=R accion=F account=A accounts=A acct=A acc=A adhaar=N ahv=N am=F and=F assigned=F ausweis=N ausweisnummer=N avs=N abn=N acn=N a=F
 bank=A bankaccount=A beneficiary=H birth=B birthdate=B birthday=B bitcoin=W born=B bsn=N btc=W burgerservicenummer=N
 call=T cell=T cep=T cellphone=T certificate=D chart=M citizen=N codice=N compte=A conto=A contact=T cpf=N cpr=N cuenta=A curp=N crypto=W code=F cnp=N cuit=N
 date=F der=F des=F dial=T dl=D dni=N dob=B driver=D drivers=D driving=D die=F do=F dogum=B du=F
 es=F eth=W ethereum=W ein=N
 fahrzeug=L fax=T fin=N fiscal=N fiscale=N fodselsnummer=N for=F fuhrerschein=D fuhrerscheinnummer=D
 geb=B geboren=B geburtsdatum=B geburtstag=B group=H
 handy=T hetu=N henkilotunnus=N health=H hicn=H
 id=F idcard=N identification=N identifier=N identity=N identificacion=N identite=N idnr=N insurance=N insuree=H iqama=N is=F ist=F itin=N insured=H
 kennzeichen=L kenteken=L kimlik=N konto=A kontonummer=A krankenversichertennummer=NH krankenversicherung=H kvnr=NH
 le=F license=F licence=F la=F lautet=F
 matricula=L medicaid=H medical=M medicare=NH member=H membership=H mbi=NH mobile=T mobil=T movil=T mrn=M my=F mynumber=N
 nas=N national=N nhs=N nie=N nif=N nin=N nino=N nir=N no=F not=F nr=F nric=N num=F number=F numero=F number's=F nummer=F naissance=B nascimento=B nacimiento=B nascita=B narodzenia=B
 of=F on=F
 pan=N passeport=P passport=P passports=P pasaporte=P passaporto=P passaporte=P paspoort=P passnummer=P patente=D patient=M permis=D permiso=D personalausweis=N personnummer=N pesel=N phone=T plan=H plaque=L plate=L plates=L
 pnr=N policy=H pps=N ppsn=N prescription=M personal=N paszport=P permit=D portable=T
 record=M records=M reg=L registration=L reisepass=P reisepassnummer=P rentenversicherung=N rentenversicherungsnummer=N rfc=N routing=R rrn=N rut=N rvnr=N rg=N rodne=N
 security=N securite=N seguridad=N service=N sin=N sms=T social=N sort=R sosial=N sozialversicherung=N sozialversicherungsnummer=N ssn=N ssns=N steuer=N steuerid=N steueridentifikationsnummer=N steuernummer=N subscriber=H svnr=N
 tax=N taxpayer=N tckn=N tel=T telephone=T telefon=T telefono=T text=T tfn=N the=F tin=N transit=R trn=N txt=T
 uan=N uid=N und=F
 vat=N vehicle=LV versichertennummer=H vin=V voter=N viber=T
 wallet=W was=F whatsapp=T ward=M
 y=F zum=F`

// topicsOf is what a folded word calls a number.
func topicsOf(word []byte) topics {
	if len(word) < 1 || len(word) > 28 || word[0] < 'a' || word[0] > 'z' {
		return 0
	}
	rest := topicWords
	for {
		line, more, found := strings.Cut(rest[1:], "\n")
		if line[1] == word[0] || !found {
			return topicsIn(line, word)
		}
		rest = "\n" + more
	}
}

// topicsIn looks a word up in its letter's line.
func topicsIn(line string, word []byte) topics {
	for at := strings.IndexByte(line, ' '); at >= 0 && at < len(line); {
		entry := line[at+1:]
		end := strings.IndexByte(entry, ' ')
		if end < 0 {
			end = len(entry)
		}
		name, letters, _ := strings.Cut(entry[:end], "=")
		if name == string(word) {
			t := topics(0)
			for i := range len(letters) {
				t |= 1 << strings.IndexByte(topicLetters, letters[i])
			}
			return t
		}
		at += 1 + end
	}
	return 0
}

// topicsAt is what word i calls a number; a possessive or plural ending does not matter.
func (f *Finder) topicsAt(i int) topics {
	return topicsOf(f.text.Folded(&f.text.Words[i]))
}

// called is what the words before word first call the number that begins there: those in its
// sentence, with at most two other words between. Words behind count as well where they say so.
func (f *Finder) called(first, last int) topics {
	words := f.text.Words
	found, other := topics(0), 0
	for i := first - 1; i >= 0 && i >= first-7 && f.goesOn(i+1) && other < 3; i-- {
		t := f.topicsAt(i)
		found |= t
		if t == 0 && words[i].Kind != text.Sign {
			other++
		}
	}
	return (found | f.namedBehind(last)) &^ filler
}

// goesOn reports whether word i stands in one sentence with the word before it; "no." ends none.
func (f *Finder) goesOn(i int) bool {
	if f.text.Words[i].Gap < text.Sentence {
		return true
	}
	before := string(f.text.Folded(&f.text.Words[i-1]))
	return f.text.Words[i].Gap == text.Sentence && (before == "no" || before == "nr")
}

// namedBehind is what the words behind word last call the number that ends there: "… is my
// passport number".
func (f *Finder) namedBehind(last int) topics {
	words, found := f.text.Words, topics(0)
	if last+1 >= len(words) || words[last+1].Gap > text.Space || string(f.text.Folded(&words[last+1])) != "is" {
		return 0
	}
	for i := last + 2; i < len(words) && i < last+6 && words[i].Gap < text.Clause; i++ {
		found |= f.topicsAt(i)
	}
	return found
}
