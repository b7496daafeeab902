package auth

import (
	"sync"
	"sync/atomic"
)

// verifiedToken is an access token that passed, and who it spoke for when that was last asked of
// the store.
type verifiedToken struct {
	claims accessClaims
	key    string // id of the key that signed it
	caller atomic.Pointer[calledAt]
}

// calledAt is a caller as of one version of the workspace's people and devices.
type calledAt struct {
	caller  Caller
	version int64
}

// remembered tokens stand in two generations of maps: when the young one is full it becomes the
// old one, so that memory is bounded and nothing has to be swept. What is asked for moves to the
// young one.
type remembered struct {
	mu         sync.Mutex
	young, old map[digest]*verifiedToken
}

// perGeneration: about 700 bytes each, so 46 MB at most.
const perGeneration = 1 << 15

func (r *remembered) find(of digest) *verifiedToken {
	r.mu.Lock()
	defer r.mu.Unlock()
	if found := r.young[of]; found != nil {
		return found
	}
	return r.old[of]
}

func (r *remembered) keep(of digest, token *verifiedToken) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.young[of] == token {
		return
	}
	if r.young == nil || len(r.young) >= perGeneration {
		r.young, r.old = make(map[digest]*verifiedToken), r.young
	}
	r.young[of] = token
}
