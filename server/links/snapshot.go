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
// are: 10,000 are 40 round trips, and 3 MB on the disk.
const (
	confirmEvery  = 15 * time.Second
	confirmAtOnce = 500
	snapshotLinks = 10_000
)

// snapshot is what stands on the shelf.
type snapshot struct {
	Confirmed time.Time `json:"confirmed"` // before the store was asked for the first of them
	Links     []kept    `json:"links"`
}

// kept is a link with what its story's target says of it.
type kept struct {
	*Link
	Expired     bool `json:"expired,omitempty"`
	Forward     bool `json:"forward,omitempty"`
	Conversions bool `json:"conversions,omitempty"`
}

func keep(link *Link) kept { return kept{link, link.Expired, link.Forward, link.Conversions} }

func (k kept) link() *Link {
	k.Link.Expired, k.Link.Forward, k.Link.Conversions = k.Expired, k.Forward, k.Conversions
	return k.Link
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
	codes := s.cache.links.keys(snapshotLinks)
	if len(codes) == 0 {
		return nil
	}
	reading := rereading{s, map[kv.Workspace][]string{}}
	for some := range slices.Chunk(codes, confirmAtOnce) {
		links, err := reading.links(ctx, some)
		if err != nil {
			return kv.Fault("confirm links", err)
		}
		for i, code := range some {
			s.cache.put(code, links[i], taken.Confirmed)
			if links[i] != nil && links[i].closed == nil {
				taken.Links = append(taken.Links, keep(links[i]))
			}
		}
	}
	text, err := json.Marshal(taken)
	if err != nil {
		return err
	}
	return shelf.Save(text)
}

// rereading judges links as follow does, many at a time.
type rereading struct {
	*Service
	rules map[kv.Workspace][]string // each workspace's list, read once
}

// links takes two round trips; one that leads nowhere now is nil.
func (r rereading) links(ctx context.Context, codes []activity.Code) ([]*Link, error) {
	links, err := r.loadAll(ctx, codes)
	if err != nil {
		return nil, err
	}
	targets, err := r.targets(ctx, links)
	if err != nil {
		return nil, err
	}
	for i, link := range links {
		if link == nil {
			continue
		}
		rules, err := r.rulesOf(ctx, link.Workspace)
		if err != nil {
			return nil, err
		}
		if links[i], err = r.judge(link, targets[i], rules); err != nil && !fault.Is(err, fault.NotFound) {
			return nil, err
		}
	}
	return links, nil
}

func (r rereading) loadAll(ctx context.Context, codes []activity.Code) ([]*Link, error) {
	pipe := r.store.Pipeline()
	answers := make([]*kv.StringCmd, len(codes))
	for i, code := range codes {
		answers[i] = pipe.Get(ctx, linkKey(code))
	}
	if _, err := pipe.Exec(ctx); err != nil && !kv.Missing(err) {
		return nil, err
	}
	links := make([]*Link, len(codes))
	for i, answer := range answers {
		text, err := answer.Bytes()
		if kv.Missing(err) {
			continue
		}
		if err == nil {
			err = json.Unmarshal(text, &links[i])
		}
		if err != nil {
			return nil, err
		}
	}
	return links, nil
}

// targets are the newest of each link's story, as Target reads one.
func (r rereading) targets(ctx context.Context, links []*Link) ([]Target, error) {
	pipe := r.store.Pipeline()
	answers := make([]*kv.StringCmd, len(links))
	for i, link := range links {
		if link != nil {
			answers[i] = pipe.LIndex(ctx, targetKey(link.Workspace, link.Story), -1)
		}
	}
	if _, err := pipe.Exec(ctx); err != nil && !kv.Missing(err) {
		return nil, err
	}
	targets := make([]Target, len(links))
	for i, answer := range answers {
		if answer == nil || kv.Missing(answer.Err()) {
			continue
		}
		text, err := answer.Result()
		if err == nil {
			targets[i], err = targetOf(text)
		}
		if err != nil {
			return nil, err
		}
	}
	return targets, nil
}

func (r rereading) rulesOf(ctx context.Context, ws kv.Workspace) ([]string, error) {
	if rules, ok := r.rules[ws]; ok {
		return rules, nil
	}
	rules, err := r.destinations.Destinations(ctx, ws)
	r.rules[ws] = rules
	return rules, err
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
	for _, held := range taken.Links {
		if held.Link == nil {
			continue // unreachable unless another version wrote it
		}
		s.cache.recall(held.link(), taken.Confirmed)
	}
	return len(taken.Links), nil
}
