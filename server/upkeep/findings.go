package upkeep

import (
	"sync"

	"vouch/server/kv"
)

// findings are what this server found last, for its metrics: sums over workspaces, which the
// metrics do not name.
type findings struct {
	mu          sync.Mutex
	differences map[finding]int
	failures    int
}

type finding struct {
	ws         kv.Workspace
	projection string
}

func (f *findings) note(ws kv.Workspace, checked Checked) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.differences == nil {
		f.differences = map[finding]int{}
	}
	f.differences[finding{ws, checked.Projection}] = checked.Verdict.Differences
}

func (f *findings) fail() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failures++
}

// Differences is how many numbers of a projection were not what the facts say when this server
// looked last.
func (u *Upkeep) Differences(projection string) (sum int) {
	u.found.mu.Lock()
	defer u.found.mu.Unlock()
	for of, n := range u.found.differences {
		if of.projection == projection {
			sum += n
		}
	}
	return sum
}

// Failures is how often the upkeep of a workspace did not come to its end.
func (u *Upkeep) Failures() int {
	u.found.mu.Lock()
	defer u.found.mu.Unlock()
	return u.found.failures
}
