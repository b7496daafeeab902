package points

import "time"

// A board orders by points, and equals by who reached them first. Both are one number: points in
// the upper bits, below them how many ticks of the period were left when they were reached. 31
// bits of points and 22 of ticks are the 53 that a sorted set's double holds exactly.
const (
	tickBits = 22
	maxTicks = 1<<tickBits - 1
)

// score of a member of a board.
type score struct {
	points  int64
	reached int64 // ticks since the period began, 0..maxTicks
}

func scoreOf(stored float64) score {
	n := int64(stored)
	return score{points: n >> tickBits, reached: maxTicks - n&maxTicks}
}

func (s score) stored() int64 { return s.points<<tickBits | (maxTicks - s.reached) }

// plus is the score after points more, earned at that instant. Points that are taken away do not
// change when the rest was reached; a deed that is told late does not turn the clock back.
func (s score) plus(points int64, at time.Time, in span) score {
	if points > 0 {
		ticks := int64(at.Sub(in.start) / in.tick)
		s.reached = max(s.reached, min(max(ticks, 0), maxTicks))
	}
	s.points = max(s.points+points, 0)
	return s
}

// above is the least stored score of those with more points.
func (s score) above() int64 { return (s.points + 1) << tickBits }
