package detect

import "strings"

// nameReach is how many bytes before a sign of assignment the name is looked for in.
const nameReach = 48

// rank says how much a name promises, and so how much its value has to look like a secret.
type rank uint8

const (
	noSecret rank = iota
	keyName       // "key": the value must be long and random
	tokenName
	passName // "password": a person may have made it up
)

// named finds the secret that is given behind the sign at byte op: "password: …", "api_key=…",
// "my token is …", "--password …", "<secret>…".
func (f *Finder) named(op int) (Span, bool) {
	s := f.draft
	end := op // of the name
	for end > 0 && end > op-4 && strings.IndexByte(" \t\"'`*])!=.|:?", s[end-1]) >= 0 {
		end--
	}
	from, value := f.operator(op, end)
	if from < 0 {
		return Span{}, false
	}
	name := s[max(0, end-nameReach):end]
	if cut := lastOf(name, "\n\r,;{}<>=:&?!|#@"); cut >= 0 {
		name = name[cut+1:]
	}
	r := f.rankOf(name)
	if r == noSecret || value == bySpace && !spoken(name, r) {
		return Span{}, false
	}
	return f.value(from, r, value)
}

// giving is how a value is given.
type giving uint8

const (
	bySign  giving = iota // by = or : or =>
	byIs                  // "is"
	byDash                // " - "
	bySpace               // by nothing: "--password …", "Bearer …"
)

// operator reads the sign at op and returns where the value begins, -1 when it is none.
func (f *Finder) operator(op, nameEnd int) (from int, by giving) {
	s := f.draft
	from = op
	switch s[op] {
	case ' ':
		if from, by = spaceOperator(s, op); by != byIs {
			return from, by
		}
	case ',':
		if op == 0 || strings.IndexByte("\"'`", s[op-1]) < 0 {
			return -1, 0
		}
	case '>':
		if nameEnd == op && strings.LastIndexByte(s[max(0, op-nameReach):op], '<') < 0 {
			return -1, 0
		}
	case ':':
		if strings.HasPrefix(s[op:], "://") {
			return -1, 0
		}
	}
	for from < len(s) && from < op+4 && strings.IndexByte("=:>~", s[from]) >= 0 || from == op {
		from++
	}
	return from, by
}

// spaceOperator reads the space at op likewise; more signs may stand behind "is".
func spaceOperator(s string, op int) (from int, by giving) {
	word := s[max(0, op-4):op]
	switch {
	case strings.HasSuffix(word, " is"), strings.HasSuffix(word, " was"):
		return op, byIs
	case strings.HasPrefix(s[op:], " - "), strings.HasPrefix(s[op:], " -> "):
		return op + 3, byDash
	case op+1 < len(s) && s[op+1] > ' ' && op > 0 && isAlnum(s[op-1]):
		return op + 1, bySpace
	}
	return -1, 0
}

// lastOf is the last byte of s that is one of chars.
func lastOf(s, chars string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if strings.IndexByte(chars, s[i]) >= 0 {
			return i
		}
	}
	return -1
}

// spoken reports whether a name gives its value without any sign: an option of a command, or
// the scheme of a header.
func spoken(name string, r rank) bool {
	word := name[strings.LastIndexByte(name, ' ')+1:]
	return r > keyName && (strings.HasPrefix(word, "--") || len(word) < 9)
}

// secretNames are what names of secrets are made of, by their first letter: a rank, then the word.
// A word in capitals must stand alone; the others may be part of a longer name.
var secretNames = [128]string{
	'-': "3-pw 1-key ",
	'_': "3_pass 3_pw 2_auth 1_key ",
	'a': "2apikey 2api_key 2api-key 2api.key 2accesskey 2access_key 2access-key 2authkey 2auth_key 2auth-key 2authorization 2account_key 2accountkey 2AUTH 2app_key 2appkey 2apitoken ",
	'b': "2bearer ",
	'c': "3contraseña 2credential 2creds 2client_key ",
	'd': "3dbpass 2deploy_key ",
	'e': "2encryptionkey 2encryption_key ",
	'f': "3ftppass ",
	'j': "2jwt ",
	'k': "3kennwort 1KEY ",
	'l': "3loginpass 2license_key 2licensekey ",
	'm': "2master_key 2masterkey ",
	'o': "1OAUTH ",
	'p': "3password 3passwort 3passwd 3passphrase 3passcode 3pwd 3PASS 3pass_ 3PW 2privatekey 2private_key 2private-key 2presharedkey 2PSK 2PAT ",
	'r': "2recovery_key ",
	's': "3senha 2secret 2signing_key 2signingkey 2sharedaccesskey 2SIG 2storage_key 2service_key 2session_key ",
	't': "2token ",
	'u': "3userpass 2unseal ",
	'w': "2webhook_key ",
}

// noSecretNames follow or precede in names that only speak of a secret.
const noSecretNames = "id name hash url uri path file type length len size count field label policy expir ttl version manager reset limit economy usage price vault " +
	"store ring board public pub primary foreign cache partition csrf xsrf variable hint rules tips checker generator strength protected less placeholder " +
	"regex pattern format prefix suffix endpoint issuer scope algorithm reader filter selector index event press code_challenge confirm label window " +
	"hotkey keyword keyboard monkey turkey sortkey sort_key row_key rowkey title header column date created updated mode status "

// rankOf judges a name by the last word of secrecy in it.
func (f *Finder) rankOf(name string) rank {
	r, from, end := f.lastSecret(name)
	if r == noSecret {
		return noSecret
	}
	head, tail := trimmedEnd(name[max(0, from-10):from], " _-."), name[end:]
	if len(tail) > 24 || r == keyName && trimmed(tail, " _-0123456789") != "" {
		return noSecret
	}
	for rest := noSecretNames; rest != ""; {
		word, more, _ := cut(rest, ' ')
		rest = more
		if begins(tail, word) || r < passName && endsIn(head, word) {
			return noSecret
		}
	}
	return r
}

// lastSecret is the word of secrecy that ends last in a name, the longest of several.
func (f *Finder) lastSecret(name string) (r rank, from, end int) {
	f.index()
	for i := range len(name) - 1 { // each has two letters or more
		list := f.secretsFrom(name[i], name[i+1])
		for list != "" {
			entry, more, _ := cut(list, ' ')
			list = more
			word := entry[1:]
			if !standsAt(name, i, word) {
				continue
			}
			if to := i + len(word); to > end || to == end && len(word) > end-from {
				r, from, end = rank(entry[0]-'0'), i, to
			}
		}
	}
	return r, from, end
}

// secretsFrom are the words of secrecy that may begin with two letters; in place of the second, a
// space may stand for a sign.
func (f *Finder) secretsFrom(first, second byte) string {
	first, second = small(first)&127, small(second)
	if second != ' ' && f.seconds[first]>>(second&31)&1 == 0 {
		return ""
	}
	return secretNames[first]
}

// endsIn reports whether the beginning of a name ends in a word: a part of its own, or a long one.
func endsIn(head, word string) bool {
	if len(word) < 3 || !hasSuffixFold(head, word) {
		return false
	}
	at := len(head) - len(word)
	return len(word) > 4 || at == 0 || !isAlnum(head[at-1])
}

// begins reports whether a word stands in the rest of a name as a part of its own.
func begins(tail, word string) bool {
	for at := 0; at+len(word) <= len(tail); at++ {
		if equalFold(tail[at:at+len(word)], word) {
			before := at == 0 || !isAlnum(tail[at-1]) || tail[at] <= 'Z'
			after := at+len(word) == len(tail) || !isAlnum(tail[at+len(word)]) || tail[at+len(word)] <= 'Z' || len(word) > 3
			if before && after {
				return true
			}
		}
	}
	return false
}

// standsAt reports whether a word stands in a name at byte at; a word in capitals only where no
// letter is beside it. A space in the name may stand for _ or - of the word.
func standsAt(name string, at int, word string) bool {
	if at+len(word) > len(name) {
		return false
	}
	for i := range len(word) {
		ch, want := small(name[at+i]), small(word[i])
		if ch != want && (ch != ' ' || want != '_' && want != '-') {
			return false
		}
	}
	if word[0] < 'A' || word[0] > 'Z' {
		return true
	}
	end := at + len(word)
	camel := at > 0 && name[at] <= 'Z' && name[at-1] > 'Z'
	return (at == 0 || !isAlnum(name[at-1]) || camel) && (end == len(name) || !isAlnum(name[end]))
}

// small is the small letter of a capital of ASCII, and any other byte itself.
func small(ch byte) byte {
	if ch >= 'A' && ch <= 'Z' {
		return ch | 0x20
	}
	return ch
}
