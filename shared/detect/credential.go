package detect

import "strings"

// credentials finds keys, tokens and passwords, the way secret scanners do: by a prefix that an
// issuer gives its keys, by the shape of a signed token, a private key or an address with a
// password in it, or by a name like "password" before a value that nobody would type as a word.
// Documented examples, placeholders and references to variables are let go. A wallet's recovery
// phrase is a credential too.
func (f *Finder) credentials() {
	s := f.draft
	for i := 0; i < len(s); {
		if isAlnum(s[i]) || s[i] == '_' || s[i] == '-' {
			end := keyEnd(s, i)
			if found, ok := f.atKey(i, end); ok {
				f.keep(found)
				end = max(end, found.End)
			}
			i = end
			continue
		}
		v, ok := f.atSign(i)
		if !ok {
			i++
			continue
		}
		f.keep(v)
		i = max(i+1, v.End)
	}
	f.seedPhrases()
}

// atKey looks at one run of key characters: for a key by its shape, and for a value that the word
// before it names without any sign.
func (f *Finder) atKey(from, end int) (Span, bool) {
	if end-from >= minIssued || f.draft[from] == '-' { // most words are no key's length
		if start, stop, ok := f.keyIn(from, end); ok {
			return Span{start, stop}, true
		}
	}
	if end-from >= minSpoken && from > 0 && f.draft[from-1] == ' ' && hasDigit(f.draft[from:end]) {
		return f.named(from - 1)
	}
	return Span{}, false
}

// minSpoken is the shortest run of key characters that may begin a value given by a space alone.
const minSpoken = 3

// atSign looks for a secret that the sign at byte i gives away.
func (f *Finder) atSign(i int) (Span, bool) {
	s := f.draft
	switch s[i] {
	case ':':
		return f.atColon(i)
	case ' ':
		if mayGive(s, i) {
			return f.atSpace(i)
		}
	case ',':
		if i > 0 && strings.IndexByte("\"'`", s[i-1]) >= 0 {
			return f.named(i)
		}
	case '=', '>':
		return f.named(i)
	}
	return Span{}, false
}

// atColon takes a password in an address, a bot's token or a named value.
func (f *Finder) atColon(i int) (Span, bool) {
	s := f.draft
	if strings.HasPrefix(s[i:], "://") {
		return userinfo(s, i)
	}
	if i+1 == len(s) || s[i+1] == '\n' {
		return Span{}, false
	}
	if i > 0 && isDigit(s[i-1]) {
		if v, ok := botToken(s, i); ok {
			return v, true
		}
	}
	return f.named(i)
}

// mayGive reports whether atSpace has anything to look at: most spaces only part words.
func mayGive(s string, i int) bool {
	if i <= 2 {
		return false
	}
	before := s[i-1]
	return before == 's' || before == 'u' || before == 'r' || i+2 < len(s) && s[i+1] == '-'
}

// atSpace takes a user of a command, or a value named before " is", " was" or a dash.
func (f *Finder) atSpace(i int) (Span, bool) {
	s := f.draft
	if i <= 2 {
		return Span{}, false
	}
	if s[i-1] == 'u' || s[i-1] == 'r' {
		if v, ok := userOption(s, i); ok {
			return v, true
		}
	}
	said := s[i-1] == 's' && (s[i-2] == 'i' && s[i-3] == ' ' || s[i-2] == 'a' && s[i-3] == 'w')
	if said || i+2 < len(s) && s[i+1] == '-' {
		return f.named(i)
	}
	return Span{}, false
}

// keyEnd is where the run of key characters that begins at from ends: letters and digits with
// what base64 and the issuers' prefixes put between them.
func keyEnd(s string, from int) int {
	end := from
	for end < len(s) && s[end] < 128 && keyBytes[s[end]>>6]>>(s[end]&63)&1 != 0 {
		end++
	}
	return end
}

// keyBytes has a bit for each letter, digit and sign among "_-./+~".
var keyBytes = [2]uint64{0x3ffe80000000000, 0x47fffffe87fffffe}

// keyIn looks for a key that is known by its shape in one run of key characters.
func (f *Finder) keyIn(from, end int) (start, stop int, ok bool) {
	s := f.draft
	if strings.HasPrefix(s[from:], "-----BEGIN ") || strings.HasPrefix(s[from:], "---- BEGIN ") {
		return privateKey(s, from)
	}
	if end-from < minIssued {
		return 0, 0, false // most words end here
	}
	for at := from; end-at >= minIssued; at++ {
		if at > from && isAlnum(s[at-1]) || !isAlnum(s[at]) {
			continue
		}
		if stop := f.issued(s, at); stop >= 0 {
			return at, stop, true
		}
	}
	for end > from && strings.IndexByte("./-", s[end-1]) >= 0 {
		end--
	}
	if at := signedToken(s[from:end]); at >= 0 {
		return from + at, end, true
	}
	if isShapedKey(s[from:end]) && !isPlaceholder(s[from:end]) {
		return from, end, true
	}
	return 0, 0, false
}

// isShapedKey knows keys by marks that do not stand at their beginning.
func isShapedKey(s string) bool {
	n := len(s)
	switch {
	case n < 30:
		return false
	case strings.Contains(s, "T3BlbkFJ"): // OpenAI, in base64
		return n >= 40
	case strings.Contains(s, "JQQJ99"), n == 84 && s[76:80] == "AZDO": // Azure
		return n >= 50
	case strings.Contains(s, ".atlasv1."): // Terraform Cloud
		return n >= 80
	case n >= 37 && n <= 41 && s[4:6] == "Q~" && isDigit(s[3]): // Microsoft Entra client secret
		return true
	case n > 35 && n <= 37 && s[32] == '-' && strings.HasPrefix(s[33:], "us") && allOf('h', s[:32]): // Mailchimp
		return true
	case n == 40 && (strings.HasSuffix(s, "NRAL") || strings.HasSuffix(s, "_mmk")): // New Relic, MaxMind
		return allOf('b', s) && hasDigit(s)
	}
	return isDiscord(s)
}

// isDiscord tells a bot's token: its number in base64, a time stamp, a signature.
func isDiscord(s string) bool {
	id, rest, _ := cut(s, '.')
	stamp, signature, ok := cut(rest, '.')
	return ok && len(id) >= 23 && len(id) <= 28 && s[0] >= 'M' && s[0] <= 'O' && len(stamp) >= 5 && len(stamp) <= 7 &&
		len(signature) >= 27 && allOf('b', signature) && allOf('b', id)
}

func allOf(alphabet byte, s string) bool {
	for i := range len(s) {
		if !inAlphabet(alphabet, s[i]) {
			return false
		}
	}
	return true
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if isDigit(s[i]) {
			return true
		}
	}
	return false
}

// maxPEM is how far behind its head a private key's end is looked for: one of 8,192 bits has
// 6,400 characters.
const maxPEM = 8192

// minPEM is the least that stands between the two: the shortest keys have 64 characters, and some
// are cut for show.
const minPEM = 24

// privateKey takes a private key in PEM, to its end line where there is one. Public keys and
// certificates are no secret, and a head with dots behind it shows a form.
func privateKey(s string, from int) (start, stop int, ok bool) {
	s = s[from:]
	const dashes = "----"
	head := strings.Index(s[len(dashes)+1:min(len(s), 90)], dashes)
	if head < 0 || !strings.Contains(s[:head+len(dashes)+1], "PRIVATE KEY") {
		return 0, 0, false
	}
	stop = head + len(dashes) + 1
	for stop < len(s) && s[stop] == '-' {
		stop++
	}
	s = s[:min(len(s), stop+maxPEM)]
	body := trimmed(s[stop:], " \t\r\n\\nr\"'`")
	if body != "" && strings.IndexByte(".<[*{$", body[0]) >= 0 || strings.HasPrefix(body, "…") || runOf(body[:min(len(body), 8)]) >= 4 && body[0]|0x20 == 'x' {
		return 0, 0, false
	}
	if foot := strings.Index(s[stop:], dashes+"-END "); foot >= 0 {
		if foot < minPEM {
			return 0, 0, false
		}
		if last := strings.Index(s[stop+foot+len(dashes)+1:], dashes+"-"); last >= 0 {
			stop += foot + last + 2*len(dashes) + 2
		}
	}
	return from, from + stop, true
}

// signedToken is where a JSON Web Token begins in s: three parts of base64, the first of which
// decodes to a header; -1 when none does.
func signedToken(s string) int {
	at := strings.Index(s, "eyJ")
	if at < 0 || at > 0 && isAlnum(s[at-1]) {
		return -1
	}
	head, rest, ok := cut(s[at:], '.')
	body, signature, ok2 := cut(rest, '.')
	if !ok || len(rest) < 10 || ok2 && (len(body) < 10 || len(signature) < 10 && signature != "") || !ok2 && !strings.HasPrefix(rest, "eyJ") {
		return -1
	}
	var room [128]byte
	header := decode64(room[:0], head[:min(len(head), 160)])
	for i := 0; i+5 <= len(header); i++ {
		if string(header[i:i+4]) == `"alg` || string(header[i:i+4]) == `"typ` || string(header[i:i+4]) == `"kid` || string(header[i:i+4]) == `"enc` {
			return at
		}
	}
	return -1
}

// decode64 appends what base64, of either alphabet, stands for; it ends at any other character
// and when to is full.
func decode64(to []byte, s string) []byte {
	bits, n := uint32(0), 0
	for i := 0; i < len(s) && len(to) < cap(to); i++ {
		v := value64(s[i])
		if v < 0 {
			break
		}
		bits, n = bits<<6|uint32(v), n+6
		if n >= 8 {
			n -= 8
			to = append(to, byte(bits>>n))
		}
	}
	return to
}

func value64(ch byte) int {
	switch {
	case ch >= 'A' && ch <= 'Z':
		return int(ch - 'A')
	case ch >= 'a' && ch <= 'z':
		return int(ch-'a') + 26
	case isDigit(ch):
		return int(ch-'0') + 52
	case ch == '+', ch == '-':
		return 62
	case ch == '/', ch == '_':
		return 63
	}
	return -1
}
