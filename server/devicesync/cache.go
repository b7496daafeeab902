package devicesync

import "sync"

// cache keeps bundles in memory, which never change under their digest: after a publication every
// browser asks for the same one within a second. It has two generations; when the young one is
// full it becomes the old one, so that memory is bounded and nothing has to be swept.
type cache struct {
	mu         sync.Mutex
	young, old map[string][]byte
	bytes      int // of the young generation
}

// generationBytes: a large bundle has a few megabytes, so some ten of them fit.
const generationBytes = 32 << 20

func (c *cache) get(key string) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if sealed, ok := c.young[key]; ok {
		return sealed, true
	}
	sealed, ok := c.old[key]
	return sealed, ok
}

func (c *cache) put(key string, sealed []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.young == nil || c.bytes+len(sealed) > generationBytes {
		c.young, c.old, c.bytes = map[string][]byte{}, c.young, 0
	}
	if _, held := c.young[key]; !held {
		c.young[key] = sealed
		c.bytes += len(sealed)
	}
}
