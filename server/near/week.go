package near

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"time"

	"vouch/server/kv"
	"vouch/shared/wire"
)

// Week is what was published within the last seven days, in the form that devices read, and which of
// it is the author's own; nil where nothing was published.
func (p *Prints) Week(ctx context.Context, ws kv.Workspace, of Author) (*wire.Published, error) {
	today := p.now().UTC().Truncate(aDay)
	pipe := p.store.Pipeline()
	var days, owns [week]*kv.ScoredCmd
	for age := range days {
		day := today.AddDate(0, 0, -age)
		days[age] = pipe.ZRangeWithScores(ctx, dayKey(ws, day), 0, -1)
		owns[age] = pipe.ZRangeWithScores(ctx, ownKey(ws, day), 0, -1)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, kv.Fault("read fingerprints", err)
	}
	var told telling
	for age, day := range days {
		marked := p.marks.of(ws, of, today.AddDate(0, 0, -age))
		told.day(byte(age), countsOf(day), countsOf(owns[age]), marked)
	}
	return told.published(today), nil
}

// counted is a member of a row, and how often it was counted, as far as a byte tells.
type counted struct {
	text  string
	times byte
}

func countsOf(row *kv.ScoredCmd) []counted {
	kept := make([]counted, 0, len(row.Val()))
	for _, each := range row.Val() {
		text, _ := each.Member.(string)
		kept = append(kept, counted{text, byte(min(each.Score, 255))})
	}
	return kept
}

// printBytes is what one takes on the wire (wire.Published), ownBytes what one of the author's takes.
const (
	printBytes = 10
	ownBytes   = 8
)

// telling is a week as it is told.
type telling struct{ prints, own []byte }

func (t *telling) day(age byte, prints, marks []counted, marked author) {
	times := make(map[string]byte, len(marks))
	for _, mark := range marks {
		times[mark.text] = mark.times
	}
	for _, kept := range prints {
		bits, ok := read(kept.text)
		if !ok || len(t.prints) == wire.MaxPublished*printBytes {
			continue
		}
		t.prints = binary.LittleEndian.AppendUint64(t.prints, bits)
		t.prints = append(t.prints, age, kept.times)
		for range times[marked.print(bits)] {
			if len(t.own) < wire.MaxPublished*ownBytes {
				t.own = binary.LittleEndian.AppendUint64(t.own, bits)
			}
		}
	}
}

func (t *telling) published(today time.Time) *wire.Published {
	if len(t.prints) == 0 {
		return nil
	}
	return &wire.Published{
		Day:    today.Unix() / int64(aDay.Seconds()),
		Prints: base64.StdEncoding.EncodeToString(t.prints),
		Own:    base64.StdEncoding.EncodeToString(t.own),
	}
}
