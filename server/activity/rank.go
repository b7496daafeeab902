package activity

// Rank sets a member's score in a sorted set, whatever it was. The score is the decimal text of a
// whole number below 2^53.
func (e *Effects) Rank(key, member, score string) { e.do("ZADD", key, score, member) }
