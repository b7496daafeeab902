package text

// Kind is what a word is made of.
type Kind uint8

// The kinds. A Sign is one of % and the currency signs, which are words of their own.
const (
	Letters Kind = iota
	Number
	Sign
)

// Gap is what stands between a word and the one before it; the strongest that was seen.
type Gap uint8

// The gaps, weakest first.
const (
	Joined Gap = iota // nothing, or a hyphen, a stroke, a symbol without spaces
	Space
	Clause    // comma, colon, bracket, long dash
	Line      // one line break
	Sentence  // the end of a sentence, or the start of a list item
	Paragraph // an empty line; also before the first word
)

// Flags are what else is true of a word.
type Flags uint16

// The flags.
const (
	InTag    Flags = 1 << iota // part of a hashtag, a mention or a cashtag
	TagHead                    // its first part
	InLink                     // in the path of a web address
	Quoted                     // inside quotation marks that open and close
	Upper                      // begins with a capital as written
	Capital                    // is written in capitals altogether
	HasDigit                   // letters with a digit among them
	Hyphened                   // joined to the word before it by a hyphen
	dotted                     // joined to the word before it by a full stop
	closed                     // followed by a possessive ending, which is not part of it
)

// Word is one word of a draft. Positions count UTF-16 units and bytes of the draft.
type Word struct {
	Start, End         int32 // UTF-16 units; End is behind the word's last letter
	ByteStart, ByteEnd int32
	normStart, normEnd int32
	Hash               uint32 // Hash of the folded form
	Ord                int32  // how many words that are not signs stand before it
	Sentence           int32
	Kind               Kind
	Gap                Gap
	Flags              Flags
}

// Has reports whether any of the flags is set.
func (w *Word) Has(f Flags) bool { return w.Flags&f != 0 }

// Compound is a hashtag, a mention or a cashtag as one word: "#RiskFree" is #riskfree, and also the words
// risk and free.
type Compound struct {
	First, Count       int32 // its words
	Start              int32 // UTF-16 unit of the sign
	ByteStart          int32
	Sign               byte // # @ or $
	normStart, normEnd int32
}

const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

// Hash is the FNV-1a hash of a folded word. Whoever compares by hash compares the bytes as
// well: two words may share one.
func Hash(folded []byte) uint32 {
	h := uint32(hashSeed)
	for _, c := range folded {
		h = (h ^ uint32(c)) * hashPrime
	}
	return h
}

// HashByte is the hash of a word that is one byte longer: Hash(nil) is where it begins.
func HashByte(h uint32, c byte) uint32 { return (h ^ uint32(c)) * hashPrime }
