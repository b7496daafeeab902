package points

import (
	"context"
	"encoding/json"
	"strings"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// Shown is how an advocate wants to stand on boards of people. The zero value is hidden, which is
// how everybody begins.
type Shown struct {
	As    Appearance `json:"as"`
	Alias string     `json:"alias,omitempty"`
	AtMs  int64      `json:"at_ms,omitempty"` // when it was chosen
}

// Appearance on a board.
type Appearance string

// The appearances.
const (
	Hidden Appearance = ""
	Named  Appearance = "named"
	Alias  Appearance = "alias" // under a name the advocate made up
)

const longestAlias = 30 // characters; what a board's line holds

// Show records an advocate's own choice, made now; Invalid when the alias cannot be shown.
func (l *Ledger) Show(ctx context.Context, ws kv.Workspace, who activity.Pseudonym, shown Shown) error {
	shown, err := shown.clean()
	if err != nil {
		return err
	}
	shown.AtMs = l.now().UnixMilli()
	text, err := json.Marshal(shown)
	if err != nil {
		return err
	}
	return kv.Fault("show on boards", l.store.HSet(ctx, shownKey(ws), string(who), text).Err())
}

// ShowSince records a choice that was made at its AtMs, or now if that is to come. It is kept only
// when none was made since: a device that was offline does not undo what was chosen meanwhile, and
// a choice that is sent twice counts once. Kept says which.
func (l *Ledger) ShowSince(ctx context.Context, ws kv.Workspace, who activity.Pseudonym, shown Shown) (kept bool, err error) {
	if shown, err = shown.clean(); err != nil {
		return false, err
	}
	shown.AtMs = min(shown.AtMs, l.now().UnixMilli())
	text, err := json.Marshal(shown)
	if err != nil {
		return false, err
	}
	n, err := showScript.Run(ctx, l.store, []string{shownKey(ws)}, string(who), text, shown.AtMs).Int()
	return n == 1, kv.Fault("show on boards", err)
}

// showScript keeps a choice unless one stands that was made then or later.
//
//	KEYS[1] how people are shown; ARGV: the advocate, the choice, when it was made (Unix ms)
var showScript = kv.NewScript(`#!lua
local stands = redis.call('HGET', KEYS[1], ARGV[1])
if stands and (cjson.decode(stands).at_ms or 0) >= tonumber(ARGV[3]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1
`)

func (s Shown) clean() (Shown, error) {
	s.Alias = strings.Join(strings.Fields(s.Alias), " ")
	switch s.As {
	case Hidden, Named:
		s.Alias = ""
	case Alias:
		if n := len([]rune(s.Alias)); n == 0 || n > longestAlias {
			return Shown{}, fault.New(fault.Invalid, "Choose a name of 1 to %d characters for the board.", longestAlias).At("alias")
		}
	default:
		return Shown{}, fault.New(fault.Invalid, "A board shows you by name, under another name, or not at all.").At("as")
	}
	return s, nil
}

// Shown reads how an advocate chose to be shown.
func (l *Ledger) Shown(ctx context.Context, ws kv.Workspace, who activity.Pseudonym) (Shown, error) {
	text, err := l.store.HGet(ctx, shownKey(ws), string(who)).Result()
	if kv.Missing(err) {
		return Shown{}, nil
	}
	if err != nil {
		return Shown{}, kv.Fault("read how somebody is shown", err)
	}
	return shownOf(text), nil
}

func shownOf(stored any) (shown Shown) {
	text, _ := stored.(string)
	if json.Unmarshal([]byte(text), &shown) != nil {
		return Shown{}
	}
	return shown
}

// Face is a line of a board of people, of one who chose to stand there.
type Face struct {
	Place
	Shown
}

// Faces reads a board of people as everybody may see it: those who chose so, ranked among
// themselves, so that a gap tells nobody of somebody hidden.
func (l *Ledger) Faces(ctx context.Context, ws kv.Workspace, period Period, first int) ([]Face, error) {
	places, err := l.Board(ctx, ws, Advocates, period, longestBoard)
	if err != nil || len(places) == 0 {
		return nil, err
	}
	members := make([]string, len(places))
	for i, p := range places {
		members[i] = p.ID
	}
	choices, err := l.store.HMGet(ctx, shownKey(ws), members...).Result()
	if err != nil {
		return nil, kv.Fault("read who is shown", err)
	}
	var open []Place
	var shown []Shown
	for i, choice := range choices {
		if s := shownOf(choice); s.As != Hidden && len(open) < first {
			s.AtMs = 0 // when somebody chose is theirs
			open, shown = append(open, places[i]), append(shown, s)
		}
	}
	rank(open)
	faces := make([]Face, len(open))
	for i := range open {
		faces[i] = Face{open[i], shown[i]}
	}
	return faces, nil
}
