package points

// account is one side of a posting. Every entry moves points from one account to another, so the
// accounts of a workspace always sum to zero: issued is negative, what people have is positive.
type account string

const (
	issued    account = "issued"    // where points come from, and go back to when taken back
	spendable account = "spendable" // what the advocates have
	held      account = "held"      // reserved for rewards
	spent     account = "spent"     // rewards that were handed out
)

// posting is the double entry of one line: never negative.
type posting struct {
	from, to account
	points   int64
}

func (p posting) String() string { return string(p.from) + ">" + string(p.to) }

// into is what the posting adds to an account.
func (p posting) into(a account) int64 {
	var n int64
	if p.to == a {
		n += p.points
	}
	if p.from == a {
		n -= p.points
	}
	return n
}

// issues reports whether the posting changes what a person has ever earned: awards and reversals
// count on boards, spending does not.
func (p posting) issues() bool { return p.from == issued || p.to == issued }
