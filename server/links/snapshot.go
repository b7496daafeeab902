package links

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// Shelf keeps a snapshot from one run of the server to the next. It must give back what it was
// given or an error, never what another wrote: readers are sent where it says.
type Shelf interface {
	Save(snapshot []byte) error
	Load() ([]byte, error) // nil when there is none
}

// Every confirmEvery the links that are known here are asked for again, so that while the store is
// away each of them leads on for 45 to 60 seconds (knownFor). Of more than snapshotLinks only some
// are: 10,000 are 20 round trips, and 3 MB on the disk.
const (
	confirmEvery  = 15 * time.Second
	confirmAtOnce = 500
	snapshotLinks = 10_000
)

// snapshot is what stands on the shelf.
type snapshot struct {
	Confirmed time.Time `json:"confirmed"` // before the store was asked for the first of them
	Links     []*Link   `json:"links"`
}

// Keep confirms the known links and puts them on the shelf until ctx ends, and once more then. It
// reports what goes wrong and goes on.
func (s *Service) Keep(ctx context.Context, shelf Shelf, report func(error)) {
	ticker := time.NewTicker(confirmEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), longPatience)
			defer cancel()
			if err := s.Confirm(last, shelf); err != nil {
				report(err)
			}
			return
		case <-ticker.C:
		}
		if err := s.Confirm(ctx, shelf); err != nil && ctx.Err() == nil {
			report(err)
		}
	}
}

// Confirm asks the store for every link that is known, and puts those that still lead somewhere on
// the shelf.
func (s *Service) Confirm(ctx context.Context, shelf Shelf) error {
	taken := snapshot{Confirmed: s.now()}
	lists := map[kv.Workspace][]string{}
	codes := s.cache.links.keys(snapshotLinks)
	for some := range slices.Chunk(codes, confirmAtOnce) {
		links, err := s.reload(ctx, some, lists)
		if err != nil {
			return err
		}
		for i, code := range some {
			s.cache.put(code, links[i], taken.Confirmed)
			if links[i] != nil {
				taken.Links = append(taken.Links, links[i])
			}
		}
	}
	if len(codes) == 0 {
		return nil
	}
	text, err := json.Marshal(taken)
	if err != nil {
		return err
	}
	return shelf.Save(text)
}

// reload loads links in one round trip; one that leads nowhere now is nil.
func (s *Service) reload(ctx context.Context, codes []activity.Code, lists map[kv.Workspace][]string) ([]*Link, error) {
	pipe := s.store.Pipeline()
	answers := make([]*kv.StringCmd, len(codes))
	for i, code := range codes {
		answers[i] = pipe.Get(ctx, linkKey(code))
	}
	if _, err := pipe.Exec(ctx); err != nil && !kv.Missing(err) {
		return nil, kv.Fault("confirm links", err)
	}
	links := make([]*Link, len(codes))
	for i, answer := range answers {
		text, err := answer.Bytes()
		if kv.Missing(err) {
			continue
		}
		if err == nil {
			links[i], err = s.reread(ctx, text, lists)
		}
		if err != nil {
			return nil, kv.Fault("confirm a link", err)
		}
	}
	return links, nil
}

// reread judges a link as follow does, with each workspace's list read once.
func (s *Service) reread(ctx context.Context, text []byte, lists map[kv.Workspace][]string) (*Link, error) {
	link := &Link{}
	if err := json.Unmarshal(text, link); err != nil {
		return nil, err // unreachable unless corrupt storage
	}
	list, ok := lists[link.Workspace]
	if !ok {
		var err error
		if list, err = s.destinations.Destinations(ctx, link.Workspace); err != nil {
			return nil, err
		}
		lists[link.Workspace] = list
	}
	var err error
	link.Destination, err = canonical(link.Destination, list, s.loopback)
	if fault.Is(err, fault.Invalid) {
		return nil, nil
	}
	return link, err
}

// Recall takes the links of an earlier run's snapshot into memory, as old as they are: a server
// that starts while the store is away leads on.
func (s *Service) Recall(shelf Shelf) (links int, err error) {
	text, err := shelf.Load()
	if err != nil || text == nil {
		return 0, err
	}
	var taken snapshot
	if err := json.Unmarshal(text, &taken); err != nil {
		return 0, fmt.Errorf("read the snapshot of links: %w", err)
	}
	if age := s.now().Sub(taken.Confirmed); age < 0 || age > knownFor {
		return 0, nil
	}
	for _, link := range taken.Links {
		s.cache.recall(link, taken.Confirmed)
	}
	return len(taken.Links), nil
}
