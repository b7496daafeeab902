package activity

import (
	"context"
	"strconv"

	"vouch/server/kv"
)

// Generation is one whole count of a projection in a workspace. One generation is live; a rebuild
// fills another beside it and then makes that one live in one step. Numbers start at 1 and are
// never used again.
type Generation struct {
	ws         kv.Workspace
	projection string
	number     int64
}

// Workspace is whose facts are counted.
func (g Generation) Workspace() kv.Workspace { return g.ws }

// Key names a key of this generation. A projection reads and writes no other keys, so that
// generations never touch each other.
func (g Generation) Key(segments ...string) string {
	return kv.Key(g.ws, append([]string{g.projection, g.text()}, segments...)...)
}

func (g Generation) text() string { return strconv.FormatInt(g.number, 10) }

func (g Generation) numbered(number int64) Generation {
	g.number = number
	return g
}

// firstGeneration is live in a workspace that was never rebuilt.
const firstGeneration = 1

// ReadLive calls read with the live generation of a projection, and once more when another became
// live meanwhile: what read saw the last time it was called is of one generation. So read starts
// from nothing each time.
func ReadLive(ctx context.Context, store *kv.Store, ws kv.Workspace, projection string, read func(Generation) error) error {
	live, err := liveGeneration(ctx, store, ws, projection)
	for err == nil {
		if err = read(live); err != nil {
			return err
		}
		var now Generation
		if now, err = liveGeneration(ctx, store, ws, projection); now == live {
			return err
		}
		live = now
	}
	return err
}

func liveGeneration(ctx context.Context, store *kv.Store, ws kv.Workspace, projection string) (Generation, error) {
	text, err := store.HGet(ctx, generationsKey(ws, projection), "live").Result()
	if err != nil && !kv.Missing(err) {
		return Generation{}, err
	}
	return Generation{ws: ws, projection: projection, number: generationNumber(text)}, nil
}

// generationNumber reads a stored number; none is the first.
func generationNumber(text string) int64 {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return firstGeneration
	}
	return number
}
