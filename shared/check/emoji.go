package check

import "unicode/utf8"

// emojiAt is where the emoji that begins at byte at ends; at itself when none does. A flag, a
// keycap, a skin tone and what joiners tie together are one emoji (UTS #51, 2.1 and 2.4.2).
func emojiAt(s string, at int) int {
	end := emojiUnit(s, at)
	if end == at {
		return at
	}
	for {
		r, size := utf8.DecodeRuneInString(s[end:])
		if r != zeroWidthJoiner {
			return end
		}
		next := emojiUnit(s, end+size)
		if next == end+size {
			return end
		}
		end = next
	}
}

const (
	zeroWidthJoiner = 0x200D
	emojiStyle      = 0xFE0F
	keycap          = 0x20E3
)

// emojiUnit is where one emoji ends, without what is joined to it.
func emojiUnit(s string, at int) int {
	r, size := utf8.DecodeRuneInString(s[at:])
	end := at + size
	next, nextSize := utf8.DecodeRuneInString(s[end:])
	switch {
	case isRegional(r):
		if !isRegional(next) {
			return at
		}
		return end + nextSize
	case isEmoji(r):
	case next == emojiStyle && (r >= 0x203C || r == '©' || r == '®'):
	case isKeycapBase(r):
		if next == emojiStyle {
			end += nextSize
			next, nextSize = utf8.DecodeRuneInString(s[end:])
		}
		if next != keycap {
			return at
		}
		return end + nextSize
	default:
		return at
	}
	for next == emojiStyle || isSkinTone(next) || next >= 0xE0020 && next <= 0xE007F {
		end += nextSize
		next, nextSize = utf8.DecodeRuneInString(s[end:])
	}
	return end
}

func isRegional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

func isSkinTone(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF }

func isKeycapBase(r rune) bool { return r >= '0' && r <= '9' || r == '#' || r == '*' }

// early are the emoji below U+10000 that need no sign to be shown as one (Emoji_Presentation of
// Unicode's emoji-data.txt), as pairs of first and last.
const early = "⌚⌛⏩⏬⏰⏰⏳⏳◽◾☔☕♈♓♿♿⚓⚓⚡⚡⚪⚫⚽⚾⛄⛅⛎⛎⛔⛔⛪⛪⛲⛳⛵⛵⛺⛺⛽⛽✅✅✊✋✨✨❌❌❎❎❓❕❗❗➕➗➰➰➿➿⬛⬜⭐⭐⭕⭕"

// isEmoji tells the characters that are shown as emoji by themselves.
func isEmoji(r rune) bool {
	if r >= 0x1F000 {
		return r >= 0x1F300 && r <= 0x1FAFF || r == 0x1F004 || r == 0x1F0CF || r == 0x1F18E ||
			r >= 0x1F191 && r <= 0x1F19A || r >= 0x1F201 && r <= 0x1F265
	}
	if r < 0x231A || r > 0x2B55 {
		return false
	}
	first := rune(-1)
	for _, bound := range early {
		if first < 0 {
			first = bound
			continue
		}
		if r >= first && r <= bound {
			return true
		}
		first = -1
	}
	return false
}
