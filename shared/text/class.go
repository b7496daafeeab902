package text

import "unicode/utf8"

// class is what a character does to the word before it and after it. scripts/unicodegen
// numbers them the same way.
type class uint8

const (
	other   class = iota // a symbol, an emoji, any other punctuation: parts words
	latin                // a letter that folds into the Latin alphabet
	foreign              // a letter of another script
	look                 // a letter of another script that imitates a Latin one
	digit
	space // parts words
	newline
	ignore     // invisible: does not part words
	apostrophe // inside a word it belongs to it
	quote      // opens or closes a quotation
	quoteOpen
	quoteClose
	hyphen     // parts words and joins them
	stop       // may end a sentence
	bang       // ends a sentence
	clause     // comma, colon, bracket, long dash
	percent    // a word of its own
	currency   // a word of its own
	hash       // begins a hashtag
	at         // begins a mention
	underscore // parts words and joins them, also inside a hashtag
	mark       // a combining mark or joiner: belongs to what stands before it, and folds to nothing
	part       // a mark of another script: belongs to the letter before it, and is read with it
	regional   // a regional indicator: two make a flag, others spell
)

// The trie covers characters below trieLimit in blocks of trieBlock.
const (
	trieLimit = 0x20000
	trieBlock = 64
)

// lookup is the class of a character beyond ASCII and what it folds to; "" is itself.
func lookup(r rune) (class, string) {
	if r >= trieLimit {
		if r >= 0xE0000 && r <= 0xE0FFF {
			if r >= 0xE0020 && r <= 0xE007F || r >= 0xE0100 && r <= 0xE01EF {
				return mark, "" // tags and variation selectors
			}
			return ignore, ""
		}
		if r < 0x40000 {
			return foreign, "" // ideographs
		}
		return other, ""
	}
	i := int(r) / trieBlock * 2
	block := int(foldIndex[i]) | int(foldIndex[i+1])<<8
	i = (block*trieBlock + int(r)%trieBlock) * 2
	i = (int(foldBlocks[i]) | int(foldBlocks[i+1])<<8) * 4
	e := uint32(foldEntries[i]) | uint32(foldEntries[i+1])<<8 | uint32(foldEntries[i+2])<<16 | uint32(foldEntries[i+3])<<24
	from := int(e >> 10)
	return class(e & 31), foldPool[from : from+int(e>>5&31)]
}

// lookLetter is the Latin letter that a character of class look imitates, by itself or by what
// it folds to.
func lookLetter(c rune, form string) byte {
	at, found := lookPlace(c)
	if !found {
		c, _ = utf8.DecodeRuneInString(form)
		at, _ = lookPlace(c)
	}
	return lookLetters[at]
}

func lookPlace(c rune) (at int, found bool) {
	low, high := 0, len(lookLetters)-1
	for low < high {
		mid := (low + high) / 2
		if lookKey(mid) < c {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low, lookKey(low) == c
}

func lookKey(i int) rune { return rune(lookKeys[2*i]) | rune(lookKeys[2*i+1])<<8 }
