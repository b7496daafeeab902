package rule

// What a pack or profile may hold. A pack comes from whoever may write one, so each bound is
// refused with its number and its place; LANGUAGE.md lists them.
const (
	// MaxFile bounds a pack or profile in bytes: 10,000 phrases with their examples take about
	// 1 MiB, and 120,000 bare ones fewer than these.
	MaxFile = 4 << 20
	// maxMarks bounds the commas, brackets and line breaks of a file, of which every value
	// needs one: a value takes some 200 bytes of memory, so a file never takes more than 130 MB.
	maxMarks = 600_000
	// maxDepth bounds all/any inside each other; nobody can read a deeper condition anyway.
	maxDepth = 8
	// maxProblems is where a reading stops complaining.
	maxProblems = 100

	// MaxRules of a pack: the whole shipped library has fewer than 200.
	MaxRules = 2_000
	// MaxPhrases of a pack, and of all packs of a program together, as they are written: large
	// lists of banned words have tens of thousands.
	MaxPhrases = 120_000
	// MaxPhrase is a phrase in bytes: the longest sentence that anybody bans fits in.
	MaxPhrase = 400
	// MaxConditions of a rule, in all its fields together.
	MaxConditions = 500
	// MaxPatterns of a pack: the largest public collection of secrets' patterns has about 900.
	MaxPatterns = 1_000
	// MaxPattern is a pattern in bytes.
	MaxPattern = 1_000
	// MaxPatternStates is how large a pattern may become once its repeats are written out.
	MaxPatternStates = 2_500
	// MaxExamples of a rule, of each kind.
	MaxExamples = 1_000
	// MaxExample is an example in bytes: as long as the longest draft that is judged.
	MaxExample = 200_000
	// MaxText is any other text in bytes: a reason, a disclaimer, the text of a fix. They travel
	// to every browser.
	MaxText = 4_000
	// MaxEntries of every other list: domains, fixes, surfaces, silenced rules, names of a profile.
	MaxEntries = 5_000
	// MaxCount is the largest bound of `count`: as many characters as a draft can have.
	MaxCount = 200_000
)
