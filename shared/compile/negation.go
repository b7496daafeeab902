package compile

// The words of negation. The method is NegEx (Chapman and others 2001): a negator denies what
// follows within a few words, unless it only looks like one or a terminator stands between.
// NegEx was made for clinical notes; the lists here are for advertising, where "no fees and
// guaranteed returns" must not be read as a denial of the returns.

var negators = []string{
	"not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without", "cannot",
	"isnt", "arent", "wasnt", "werent", "dont", "doesnt", "didnt", "cant", "couldnt", "wont", "wouldnt",
	"shouldnt", "mustnt", "hasnt", "havent", "hadnt", "aint", "neednt", "shant",
	"no one", "far from", "rather than", "instead of", "refuse~ to", "fail~ to",
	"avoid~", "beware of", "hardly", "no longer", "unable to", "forbid~", "prohibit~",
}

var pseudoNegators = []string{
	"not only", "not just", "not merely", "not simply", "not to mention", "not joking", "not kidding",
	"no doubt", "no question", "no joke", "no kidding", "no wonder", "no matter", "no lie", "no {number}",
	"without doubt", "without a doubt", "without question", "without fail", "without exception", "without risk",
	"nothing but", "nothing less than", "never fail~", "never been easier", "never better", "why not",
	"no risk", "no fee~", "no effort", "no cost~", "no brainer", "nothing beats", "cant wait", "dont wait",
	"dont miss", "cant beat", "cant go wrong", "not to be missed", "no strings", "no catch", "none other",
	"wont believe", "wont regret", "never regret", "dont worry", "no worries", "no need", "never again",
	"wont find", "nobody else", "no one else", "not a joke", "not a dream", "not a scam", "no surprise~",
	"couldnt be easier", "stop searching", "stop worrying", "stop looking", "no hidden", "no lock", "no minimum",
}

var terminators = []string{"but", "and", "plus", "with", "however", "yet", "although", "though", "because", "so"}
