package links

import (
	"sync"
	"time"

	"vouch/server/activity"
)

// cacheFor is how long an answer may be repeated from memory: a destination that is taken off
// the list is closed five seconds later.
const cacheFor = 5 * time.Second

// cached bounds each of the two halves: 2 x 50,000 links of about 500 bytes, and as many codes
// that lead nowhere as a guesser has time to try.
const (
	cachedLinks   = 50_000
	cachedNowhere = 5_000
)

// cache remembers codes, those that lead nowhere apart, so that guessing cannot push links out.
type cache struct {
	links   halves
	nowhere halves
}

func newCache() *cache {
	return &cache{links: halves{bound: cachedLinks}, nowhere: halves{bound: cachedNowhere}}
}

// get answers nil and true for a code that is known to lead nowhere.
func (c *cache) get(code activity.Code, now time.Time) (link *Link, known bool) {
	if link, known = c.links.get(code, now); known {
		return link, true
	}
	return c.nowhere.get(code, now)
}

func (c *cache) put(code activity.Code, link *Link, now time.Time) {
	if link == nil {
		c.nowhere.put(code, nil, now)
		return
	}
	c.links.put(code, link, now)
}

// halves is a bounded map: when the young half is full it becomes the old one, and what the old
// one held is forgotten. There is no order to keep, so a read takes no write lock.
type halves struct {
	bound      int
	mu         sync.RWMutex
	young, old map[activity.Code]remembered
}

type remembered struct {
	link  *Link
	until time.Time
}

func (h *halves) get(code activity.Code, now time.Time) (*Link, bool) {
	h.mu.RLock()
	r, ok := h.young[code]
	if !ok {
		r, ok = h.old[code]
	}
	h.mu.RUnlock()
	if !ok || !now.Before(r.until) {
		return nil, false
	}
	return r.link, true
}

func (h *halves) put(code activity.Code, link *Link, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.young == nil || len(h.young) >= h.bound {
		h.old, h.young = h.young, map[activity.Code]remembered{}
	}
	h.young[code] = remembered{link: link, until: now.Add(cacheFor)}
}
