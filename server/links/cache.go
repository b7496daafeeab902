package links

import (
	"sync"
	"time"

	"vouch/server/activity"
)

// cacheFor is how long an answer may be repeated from memory: a destination that is taken off
// the list is closed five seconds later.
const cacheFor = 5 * time.Second

// knownFor is how long a link leads on while the store cannot be asked: a link that was retargeted
// or paused meanwhile, by a server that reaches the store, is followed at most so long. askAgain is
// how soon after a failure the next reader waits for the store.
const (
	knownFor = 60 * time.Second
	askAgain = time.Second
)

// cached bounds each of the two halves: 2 x 50,000 links of about 500 bytes, and as many codes
// that lead nowhere as a guesser has time to try.
const (
	cachedLinks   = 50_000
	cachedNowhere = 5_000
)

// cache remembers codes, those that lead nowhere apart, so that guessing cannot push links out.
type cache struct {
	links   halves[activity.Code, remembered]
	nowhere halves[activity.Code, remembered]
}

type remembered struct {
	link      *Link
	until     time.Time // when the store is asked again
	confirmed time.Time // when the store said so
}

func newCache() *cache {
	return &cache{
		links:   halves[activity.Code, remembered]{bound: cachedLinks},
		nowhere: halves[activity.Code, remembered]{bound: cachedNowhere},
	}
}

// get answers nil and true for a code that is known to lead nowhere.
func (c *cache) get(code activity.Code, now time.Time) (link *Link, known bool) {
	r, ok := c.links.get(code)
	if !ok || !now.Before(r.until) {
		r, ok = c.nowhere.get(code)
	}
	if !ok || !now.Before(r.until) {
		return nil, false
	}
	return r.link, true
}

func (c *cache) put(code activity.Code, link *Link, now time.Time) {
	r := remembered{link: link, until: now.Add(cacheFor), confirmed: now}
	if link == nil {
		c.links.forget(code) // it must not lead on while the store is away
		c.nowhere.put(code, r)
		return
	}
	c.links.put(code, r)
}

// known is a link that may be followed while the store is away; nil when there is none.
func (c *cache) known(code activity.Code, now time.Time) *Link {
	r, ok := c.links.get(code)
	if !ok || now.Sub(r.confirmed) > knownFor {
		return nil
	}
	return r.link
}

// extend spares the next readers the wait for a store that has just failed.
func (c *cache) extend(code activity.Code, now time.Time) {
	r, ok := c.links.get(code)
	if !ok {
		return
	}
	r.until = now.Add(askAgain)
	if last := r.confirmed.Add(knownFor); r.until.After(last) {
		r.until = last
	}
	c.links.put(code, r)
}

// recall takes in a link that an earlier run confirmed: known, and to be asked for at once.
func (c *cache) recall(link *Link, confirmed time.Time) {
	if _, ok := c.links.get(link.Code); !ok {
		c.links.put(link.Code, remembered{link: link, until: confirmed, confirmed: confirmed})
	}
}

// halves is a bounded map: when the young half is full it becomes the old one, and what the old
// one held is forgotten. There is no order to keep, so a read takes no write lock.
type halves[K comparable, V any] struct {
	bound      int
	mu         sync.RWMutex
	young, old map[K]V
}

func (h *halves[K, V]) get(key K) (V, bool) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	value, ok := h.young[key]
	if !ok {
		value, ok = h.old[key]
	}
	return value, ok
}

func (h *halves[K, V]) put(key K, value V) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.young == nil || len(h.young) >= h.bound {
		h.old, h.young = h.young, map[K]V{}
	}
	h.young[key] = value
}

// forget drops one key.
func (h *halves[K, V]) forget(key K) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.young, key)
	delete(h.old, key)
}

// keys lists at most limit of them, the youngest half first.
func (h *halves[K, V]) keys(limit int) (keys []K) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	for _, half := range []map[K]V{h.young, h.old} {
		for key := range half {
			if len(keys) == limit {
				return keys
			}
			keys = append(keys, key)
		}
	}
	return keys
}
