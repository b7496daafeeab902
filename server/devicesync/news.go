package devicesync

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"sync"
	"time"

	"vouch/shared/wire"
)

// News answers a device that has nothing to tell. With the tag of an answer it says whether all
// is still so, as of a second ago at most; what neither a fact nor a revision changed, such as the
// title of a story in an entry, is looked at again within the hour. Without a tag it asks the
// store. NextPoll stands in the answer either way.
func (e *Exchange) News(ctx context.Context, from Sender, asked wire.SyncRequest, tag string) (answer wire.SyncResponse, now string, err error) {
	if err := readable(asked); err != nil {
		return wire.SyncResponse{}, "", err
	}
	if tag == "" {
		return e.Sync(ctx, from, asked)
	}
	v, err := e.glance(ctx, from.Workspace)
	if err == nil && v.behind(asked) {
		v, err = e.look(ctx, from.Workspace)
	}
	if err != nil {
		return wire.SyncResponse{}, "", err
	}
	key := answerKey{from, asked.Protocol, asked.Extension}
	moment := momentOf(v, from)
	known, ok := e.answers.get(key)
	if ok && known.moment == moment && known.tag == tag && v.upToDate(asked) {
		return wire.SyncResponse{NextPoll: e.NextPoll(v)}, tag, nil
	}
	standing, err := e.rooms.Standings.Glance(ctx, from)
	if err != nil {
		return wire.SyncResponse{}, "", err
	}
	answer = e.answer(v, from, asked, standing)
	now = tagOf(v, from, answer)
	e.answers.put(key, told{moment: moment, tag: now})
	if Unchanged(answer, now, tag) {
		return answer, now, nil
	}
	return answer, now, e.rooms.Details.Detail(ctx, from, &answer)
}

// Unchanged says that an answer of News is not worth sending to who holds this tag.
func Unchanged(answer wire.SyncResponse, now, held string) bool {
	return held != "" && now == held && answer.Rules == nil && answer.Library == nil && answer.Surfaces == nil
}

// tagOf names an answer but for its receipts, for what the device already holds, for the time of its
// next question, and for details: what others move is told with the next news of one's own, or
// within the hour.
func tagOf(v *view, from Sender, answer wire.SyncResponse) string {
	hash := sha256.New()
	hash.Write(v.shown[:])
	// A hash takes everything, and these are texts and numbers.
	_ = json.NewEncoder(hash).Encode([]any{
		answer.Protocol, answer.Update, answer.Standing, answer.Settings.Context, hourOf(v, from),
	})
	return `"` + base64.RawURLEncoding.EncodeToString(hash.Sum(nil)[:16]) + `"`
}

// moment is when an answer was made, as far as it matters.
type moment struct {
	shown [sha256.Size]byte
	turn  string
	hour  int64
}

func momentOf(v *view, from Sender) moment {
	return moment{shown: v.shown, turn: v.turn, hour: hourOf(v, from)}
}

// hourOf counts hours that begin at another second for each device, so that a company's do not all
// ask for a whole answer at once. The mixing is FNV-1a's.
func hourOf(v *view, from Sender) int64 {
	const hour = int64(time.Hour / time.Second)
	mixed := uint32(2166136261)
	for i := range len(from.Device) {
		mixed = (mixed ^ uint32(from.Device[i])) * 16777619
	}
	return (v.at.Unix() + int64(mixed)%hour) / hour
}

type answerKey struct {
	from      Sender
	protocol  int
	extension string
}

// told is the tag of what a device was told, and of when.
type told struct {
	moment moment
	tag    string
}

// remembered keeps the tags of answers, so that a question after which nothing happened costs the
// store nothing. It has two generations; when the young one is full it becomes the old one.
type remembered struct {
	mu         sync.Mutex
	young, old map[answerKey]told
}

// answersPerGeneration: some 500 bytes each, so 33 MB at most in both.
const answersPerGeneration = 1 << 15

func (r *remembered) get(key answerKey) (told, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if found, ok := r.young[key]; ok {
		return found, true
	}
	found, ok := r.old[key]
	return found, ok
}

func (r *remembered) put(key answerKey, t told) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.young == nil || len(r.young) >= answersPerGeneration {
		r.young, r.old = map[answerKey]told{}, r.young
	}
	r.young[key] = t
}
