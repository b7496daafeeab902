package agents

import "strings"

// shape says what is missing or wrong in a user agent that carries no mark of a machine; empty is
// nothing. Unknown machines show by it: what every browser says is what they forget.
func shape(userAgent string, seen sight) string {
	switch {
	case hasMailAddress(userAgent):
		return "leaves a mail address"
	case isMozilla(userAgent):
		return mozillaShape(userAgent, seen)
	case seen.engine == nil && seen.app == nil:
		return "does not call itself a browser"
	case !strings.ContainsAny(userAgent, "0123456789"):
		return "names a browser without a version"
	}
	return ""
}

func isMozilla(userAgent string) bool {
	const mozilla = "mozilla/"
	return len(userAgent) >= len(mozilla) && strings.EqualFold(userAgent[:len(mozilla)], mozilla)
}

// mozillaShape looks at what calls itself Mozilla, as all browsers do since 1994: each of them
// goes on to name its system or its engine.
func mozillaShape(userAgent string, seen sight) string {
	const version = len("mozilla/")
	switch {
	case len(userAgent) == version || userAgent[version] > '5' && userAgent[version:min(len(userAgent), version+3)] != "6.0":
		return "calls itself a Mozilla that never was"
	case seen.engine == nil && seen.app == nil:
		return "calls itself Mozilla and names no engine or system"
	}
	return ""
}

// hasMailAddress finds "@", a letter, and a dot before the next other character.
func hasMailAddress(text string) bool {
	for {
		at := strings.IndexByte(text, '@')
		if at < 0 {
			return false
		}
		text = text[at+1:]
		if isHost(text) {
			return true
		}
	}
}

// isHost tells whether the text begins with a letter, and has a dot and a letter after more
// letters, digits and hyphens.
func isHost(text string) bool {
	if text == "" || !isLetter(text[0]) {
		return false
	}
	for i := range len(text) - 1 {
		switch c := text[i]; {
		case c == '.':
			return isLetter(text[i+1])
		case !isWord(c) && c != '-' && c != '_':
			return false
		}
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// model is where an Android system names the device: "; Android 9; XBot Junior Build/". Telephones
// are called Discovery, Radar and Cubot; nothing in there is a mark.
func model(userAgent string) span {
	const system = "Android "
	at := strings.Index(userAgent, system)
	if at < 0 || !isMozilla(userAgent) {
		return span{}
	}
	start := at + strings.IndexAny(userAgent[at:]+";", ";)")
	if start >= len(userAgent) || userAgent[start] == ')' {
		return span{}
	}
	rest := userAgent[start+1:]
	return span{start, start + 1 + strings.IndexAny(rest+")", ";)")}
}
