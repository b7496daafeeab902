package links

import (
	"hash/maphash"
	"sync"
	"time"

	"vouch/server/activity"
)

// A reader who opens more than burstLinks links of a workspace within burstTime is a program that
// looks into a page or a mail: nobody reads so fast.
const (
	burstLinks = 5
	burstTime  = 2 * time.Second
)

// burstSlots bounds what is remembered, at 100 bytes each: 1.6 MB. A visitor who falls on
// another's slot takes it; the hash is salted, so nobody can choose whose.
const burstSlots = 1 << 14

// bursts remembers the links that visitors of the last seconds opened. It is of this server
// alone, and safe for concurrent use.
type bursts struct {
	seed  maphash.Seed
	mu    sync.Mutex
	slots []slot
}

// slot is one visitor's last links, the oldest at the place of next.
type slot struct {
	visitor activity.Visitor
	opened  [burstLinks]opening
	next    uint8
}

type opening struct {
	link uint64 // hash of the code; 0 is none
	at   int64  // the last time, Unix ms
}

func newBursts() *bursts {
	return &bursts{seed: maphash.MakeSeed(), slots: make([]slot, burstSlots)}
}

// scans notes that the visitor opens the link, and tells whether it is one too many.
func (b *bursts) scans(visitor activity.Visitor, code activity.Code, at time.Time) bool {
	link := maphash.String(b.seed, string(code)) | 1
	b.mu.Lock()
	defer b.mu.Unlock()
	s := &b.slots[uint64(visitor)%burstSlots]
	if s.visitor != visitor {
		*s = slot{visitor: visitor}
	}
	return s.open(link, at.UnixMilli())
}

// open notes a link and tells whether burstLinks others were opened shortly before.
func (s *slot) open(link uint64, at int64) bool {
	others := 0
	for i := range s.opened {
		switch o := &s.opened[i]; {
		case o.link == link:
			o.at = at
			return false // again the same link: a double click, or a way back
		case o.link != 0 && at-o.at < burstTime.Milliseconds():
			others++
		}
	}
	s.opened[s.next] = opening{link, at}
	s.next = (s.next + 1) % burstLinks
	return others == burstLinks
}
