package app

import (
	"context"
	"maps"
	"sync"
	"time"

	"vouch/server/auth"
	"vouch/server/kv"
)

// namesKept is how long a name is told as it was. People are read as a whole, which for ten thousand
// of them takes milliseconds: too many for each of ten thousand devices that ask after a publication.
const namesKept = 10 * time.Second

// names tells what people are called who stand on a board under their name. It is safe for concurrent
// use; who asks while people are read waits for them.
type names struct {
	people *auth.Directory
	now    kv.Clock

	mu    sync.Mutex
	known map[kv.Workspace]roll
}

// roll is what people were called at a time.
type roll struct {
	read  time.Time
	names map[auth.Pseudonym]string
}

func newNames(people *auth.Directory, now kv.Clock) *names {
	return &names{people: people, now: now, known: map[kv.Workspace]roll{}}
}

// of a workspace, by pseudonym: who is not among them has left. The map is not to be changed.
func (n *names) of(ctx context.Context, ws kv.Workspace) (map[auth.Pseudonym]string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	now := n.now()
	maps.DeleteFunc(n.known, func(_ kv.Workspace, held roll) bool { return held.stale(now) })
	if held, ok := n.known[ws]; ok {
		return held.names, nil
	}
	people, err := n.people.People(ctx, ws)
	if err != nil {
		return nil, err
	}
	read := roll{now, make(map[auth.Pseudonym]string, len(people))}
	for _, person := range people {
		read.names[person.Pseudonym] = person.Name
	}
	n.known[ws] = read
	return read.names, nil
}

// stale after a while, and where the clock was set back.
func (r roll) stale(now time.Time) bool {
	age := now.Sub(r.read)
	return age < 0 || age >= namesKept
}
