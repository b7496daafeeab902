package tracing

import "sync/atomic"

// draws decide what is traced. They are spread evenly and cost one addition and a few
// multiplications, since every redirect takes one: a counter, mixed as SplitMix64 does
// (Steele, Lea and Flood, 2014).
type draws struct {
	seed  uint64
	count atomic.Uint64
}

// hit is true for this share of all calls, 0 to 1.
func (d *draws) hit(share float64) bool {
	const weyl = 0x9e3779b97f4a7c15 // 2^64 divided by the golden ratio
	switch {
	case share <= 0:
		return false
	case share >= 1:
		return true
	}
	x := d.seed + d.count.Add(1)*weyl
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	x ^= x >> 31
	return float64(x>>11)/(1<<53) < share
}
