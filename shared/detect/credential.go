package detect

import "strings"

// credentials finds keys, tokens and passwords, the way secret scanners do (gitleaks' rules are
// the model): by a prefix that an issuer gives its keys, by the shape of a signed token or a
// private key, or by a word like "password" before something of high entropy. Documented
// examples and placeholders are let go.
func (f *Finder) credentials() {
	s := f.draft
	for i := 0; i < len(s); {
		if !isKeyByte(s[i]) {
			i++
			continue
		}
		end := i
		for end < len(s) && isKeyByte(s[end]) {
			end++
		}
		if from, to, ok := f.credentialIn(i, end); ok {
			f.keep(Span{from, to})
			end = max(end, to)
		}
		i = end
	}
}

// isKeyByte tells the characters of which keys are made: those of base64, its URL form and
// their neighbours.
func isKeyByte(b byte) bool {
	return isAlnum(b) || b == '_' || b == '-' || b == '.' || b == '/' || b == '+' || b == '~' || b == '!' || b == '$' || b == '^' || b == '&' || b == '*'
}

// credentialIn looks at one run of key characters, bytes from to end.
func (f *Finder) credentialIn(from, end int) (start, stop int, ok bool) {
	s := f.draft
	if strings.HasPrefix(s[from:], "-----BEGIN ") {
		return f.privateKey(from)
	}
	for end > from && strings.IndexByte(".!-/&", s[end-1]) >= 0 {
		end-- // the sentence's, not the key's
	}
	if end-from < minSecret || !hasDigit(s[from:end]) {
		return 0, 0, false // most words end here
	}
	if isToken(s[from:end]) {
		return from, end, true
	}
	if end-from >= minIssued {
		if at := issued(s[from:end]); at >= 0 {
			return from + at, end, !isExample(s[from+at : end])
		}
	}
	if f.namedSecret(from) && looksSecret(s[from:end]) {
		return from, end, true
	}
	return 0, 0, false
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

// privateKey takes a PEM private key, to its end line where there is one. Public keys and
// certificates are no secret.
func (f *Finder) privateKey(from int) (start, stop int, ok bool) {
	s := f.draft[from:]
	const dashes = "-----"
	head := strings.Index(s[len(dashes):min(len(s), 80)], dashes)
	if head < 0 || !strings.Contains(s[:head+len(dashes)], "PRIVATE KEY") {
		return 0, 0, false
	}
	stop = head + 2*len(dashes)
	s = s[:min(len(s), stop+maxPEM)]
	if foot := strings.Index(s[stop:], "-----END "); foot >= 0 {
		if last := strings.Index(s[stop+foot+len(dashes):], dashes); last >= 0 {
			stop += foot + last + 2*len(dashes)
		}
	}
	return from, from + stop, true
}

// isToken tells a JSON Web Token: three parts of base64, the first two being objects.
func isToken(s string) bool {
	if !strings.HasPrefix(s, "eyJ") {
		return false
	}
	head, rest, ok := strings.Cut(s, ".")
	body, signature, ok2 := strings.Cut(rest, ".")
	return ok && ok2 && len(head) > 10 && len(signature) > 10 && strings.HasPrefix(body, "eyJ")
}

// minSecret is the shortest thing taken for a secret.
const minSecret = 8

// namedSecret reports whether the bytes before at call what follows a secret: "password: …",
// "api_key=…", "my token is …".
func (f *Finder) namedSecret(at int) bool {
	before := f.draft[max(0, at-40):at]
	head := strings.TrimRight(before, " \t\"'`“‘=:>")
	assigned := strings.ContainsAny(before[len(head):], "=:")
	if cut, ok := strings.CutSuffix(head, " is"); ok {
		head, assigned = strings.TrimRight(cut, " "), true
	}
	if !assigned {
		return false
	}
	for _, name := range secretNames {
		if hasSuffixFold(head, name) {
			return true
		}
	}
	return false
}

var secretNames = [...]string{
	"password", "passwd", "passphrase", "passcode", "pwd", "secret", "token", "api key", "api_key", "apikey", "api-key",
	"access key", "access_key", "secret key", "secret_key", "private key", "private_key", "auth key", "credential", "credentials", "bearer",
}

// hasSuffixFold compares ASCII without case.
func hasSuffixFold(s, suffix string) bool {
	if len(s) < len(suffix) {
		return false
	}
	s = s[len(s)-len(suffix):]
	for i := range len(s) {
		ch := s[i]
		if ch >= 'A' && ch <= 'Z' {
			ch |= 0x20
		}
		if ch != suffix[i] {
			return false
		}
	}
	return true
}

// looksSecret tells a value that nobody would type as a word: letters and digits, and spread
// over many characters.
func looksSecret(s string) bool {
	letters, numbers := false, false
	counts := [128]int{}
	for i := range len(s) {
		counts[s[i]&127]++
		letters = letters || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z'
		numbers = numbers || isDigit(s[i])
	}
	squares := 0
	for _, n := range counts {
		squares += n * n
	}
	// The collision entropy in whole numbers, so that every machine decides alike: n²/Σc² is
	// how many characters it is spread over. 6 is 2.6 bits a character.
	return letters && numbers && len(s)*len(s) >= 6*squares && !isExample(s)
}

// isExample tells documented examples and placeholders.
func isExample(s string) bool {
	run := 1
	for i := 1; i < len(s); i++ {
		if s[i] != s[i-1] {
			run = 0
		}
		if run++; run >= 6 {
			return true // "xxxxxx"
		}
	}
	for _, word := range []string{"example", "your", "changeme", "placeholder", "dummy", "sample", "redacted", "abcdef123456", "1234567890"} {
		if containsFold(s, word) {
			return true
		}
	}
	return false
}

func containsFold(s, word string) bool {
	for end := len(word); end <= len(s); end++ {
		if hasSuffixFold(s[:end], word) {
			return true
		}
	}
	return false
}
