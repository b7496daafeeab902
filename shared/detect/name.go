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

	unread topics = 1 << 31
)

// topicLetters are the topics in the order of their bits, as topicWords abbreviates them.
const topicLetters = "NPDLVMHARBWTF"

// topicWords are folded words with what they call a number: English, German, French, Spanish,
// Italian, Dutch, Polish, Portuguese and the Nordic languages. They stand in a string a
// first letter, which cost a tenth of what a map would.
var topicWords = ['z' + 1]string{
	'a': " aadhaar=N aadhar=N aba=R accion=F account=A accounts=A acct=A acc=A adhaar=N ahv=N am=F and=F assigned=F ausweis=N ausweisnummer=N avs=N abn=N acn=N a=F ",
	'b': " bank=A bankaccount=A beneficiary=H birth=B birthdate=B birthday=B bitcoin=W born=B bsn=N btc=W burgerservicenummer=N ",
	'c': " call=T cell=T cep=T cellphone=T certificate=D chart=M citizen=N codice=N compte=A conto=A contact=T cpf=N cpr=N cuenta=A curp=N crypto=W code=F cnp=N cuit=N ",
	'd': " date=F der=F des=F dial=T dl=D dni=N dob=B driver=D drivers=D driving=D die=F do=F dogum=B du=F ",
	'e': " es=F eth=W ethereum=W ein=N ",
	'f': " fahrzeug=L fax=T fin=N fiscal=N fiscale=N fodselsnummer=N for=F fuhrerschein=D fuhrerscheinnummer=D ",
	'g': " geb=B geboren=B geburtsdatum=B geburtstag=B group=H ",
	'h': " handy=T hetu=N henkilotunnus=N health=H hicn=H ",
	'i': " id=F idcard=N identification=N identifier=N identity=N identificacion=N identite=N idnr=N insurance=N insuree=H iqama=N is=F ist=F itin=N insured=H ",
	'k': " kennzeichen=L kenteken=L kimlik=N konto=A kontonummer=A krankenversichertennummer=NH krankenversicherung=H kvnr=NH ",
	'l': " le=F license=F licence=F la=F lautet=F ",
	'm': " matricula=L medicaid=H medical=M medicare=NH member=H membership=H mbi=NH mobile=T mobil=T movil=T mrn=M my=F mynumber=N ",
	'n': " nas=N national=N nhs=N nie=N nif=N nin=N nino=N nir=N no=F not=F nr=F nric=N num=F number=F numero=F number's=F nummer=F naissance=B nascimento=B nacimiento=B nascita=B narodzenia=B ",
	'o': " of=F on=F ",
	'p': " pan=N passeport=P passport=P passports=P pasaporte=P passaporto=P passaporte=P paspoort=P passnummer=P patente=D patient=M permis=D permiso=D personalausweis=N personnummer=N pesel=N phone=T plan=H plaque=L plate=L plates=L pnr=N policy=H pps=N ppsn=N prescription=M personal=N paszport=P permit=D portable=T ",
	'r': " record=M records=M reg=L registration=L reisepass=P reisepassnummer=P rentenversicherung=N rentenversicherungsnummer=N rfc=N routing=R rrn=N rut=N rvnr=N rg=N rodne=N ",
	's': " security=N securite=N seguridad=N service=N sin=N sms=T social=N sort=R sosial=N sozialversicherung=N sozialversicherungsnummer=N ssn=N ssns=N steuer=N steuerid=N steueridentifikationsnummer=N steuernummer=N subscriber=H svnr=N ",
	't': " tax=N taxpayer=N tckn=N tel=T telephone=T telefon=T telefono=T text=T tfn=N the=F tin=N transit=R trn=N txt=T ",
	'u': " uan=N uid=N und=F ",
	'v': " vat=N vehicle=LV versichertennummer=H vin=V voter=N viber=T ",
	'w': " wallet=W was=F whatsapp=T ward=M ",
	'y': " y=F ",
	'z': " zum=F ",
}

// topicsOf is what a folded word calls a number.
func topicsOf(word []byte) topics {
	if len(word) < 1 || len(word) > 28 || word[0] < 'a' || word[0] > 'z' {
		return 0
	}
	return topicsIn(topicWords[word[0]], word)
}

// topicsIn looks a word up among those of its first letter.
func topicsIn(line string, word []byte) topics {
	for at := 1; at < len(line); at += strings.IndexByte(line[at:], ' ') + 1 {
		if len(line)-at <= len(word) || line[at+len(word)] != '=' || line[at:at+len(word)] != string(word) {
			continue
		}
		t := topics(0)
		for i := at + len(word) + 1; line[i] != ' '; i++ {
			t |= 1 << strings.IndexByte(topicLetters, line[i])
		}
		return t
	}
	return 0
}

// topicsAt is what word i calls a number. It is looked up once a draft.
func (f *Finder) topicsAt(i int) topics {
	for len(f.topics) <= i {
		f.topics = append(f.topics, unread)
	}
	if f.topics[i] == unread {
		f.topics[i] = topicsOf(f.text.Folded(&f.text.Words[i]))
	}
	return f.topics[i]
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
