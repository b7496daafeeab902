package points

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"vouch/server/activity"
	"vouch/server/fault"
	"vouch/server/kv"
)

// Reward is something that points can be spent on.
type Reward struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Points int64  `json:"points"`
	Gone   bool   `json:"gone,omitempty"` // no longer on offer; reservations of it stand
}

// longestReward is the longest title in bytes.
const longestReward = 80

// Rewards are what points are spent on: the offers, and the reservations until somebody hands the
// reward out.
type Rewards struct {
	ledger   *Ledger
	log      *activity.Log
	follower Follower
}

// Follower brings the ledger to the end of the log.
type Follower interface {
	CatchUp(ctx context.Context, ws kv.Workspace) error
}

// NewRewards records reservations in the log and counts them in the ledger.
func NewRewards(ledger *Ledger, log *activity.Log, follower Follower) *Rewards {
	return &Rewards{ledger: ledger, log: log, follower: follower}
}

// Offers lists what is on offer, the cheapest first.
func (r *Rewards) Offers(ctx context.Context, ws kv.Workspace) ([]Reward, error) {
	texts, err := r.ledger.store.HGetAll(ctx, rewardsKey(ws)).Result()
	if err != nil {
		return nil, kv.Fault("read the rewards", err)
	}
	var offered []Reward
	for _, text := range texts {
		var reward Reward
		if err := json.Unmarshal([]byte(text), &reward); err != nil {
			return nil, err
		}
		if !reward.Gone {
			offered = append(offered, reward)
		}
	}
	slices.SortFunc(offered, func(a, b Reward) int {
		return cmp.Or(cmp.Compare(a.Points, b.Points), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
	return offered, nil
}

// Offer puts a reward on offer or changes it; Invalid with the field that makes no sense.
func (r *Rewards) Offer(ctx context.Context, ws kv.Workspace, offer Reward) error {
	offer.Title = strings.Join(strings.Fields(offer.Title), " ")
	switch {
	case offer.ID == "":
		return fault.New(fault.Invalid, "The reward needs an id.").At("id")
	case offer.Title == "" || len(offer.Title) > longestReward:
		return fault.New(fault.Invalid, "Name the reward in at most %d characters.", longestReward).At("title")
	case offer.Points < 1 || offer.Points > mostPoints:
		return fault.New(fault.Invalid, "A reward costs between 1 and %d points.", mostPoints).At("points")
	}
	text, err := json.Marshal(offer)
	if err != nil {
		return err
	}
	return kv.Fault("offer a reward", r.ledger.store.HSet(ctx, rewardsKey(ws), offer.ID, text).Err())
}

// Withdraw takes a reward off the offers. What is reserved of it stays reserved.
func (r *Rewards) Withdraw(ctx context.Context, ws kv.Workspace, id string) error {
	offer, err := r.offered(ctx, ws, id)
	if err != nil {
		return err
	}
	offer.Gone = true
	return r.Offer(ctx, ws, offer)
}

func (r *Rewards) offered(ctx context.Context, ws kv.Workspace, id string) (offer Reward, err error) {
	text, err := r.ledger.store.HGet(ctx, rewardsKey(ws), id).Result()
	if err != nil && !kv.Missing(err) {
		return offer, kv.Fault("find a reward", err)
	}
	if text != "" {
		err = json.Unmarshal([]byte(text), &offer)
	}
	if text == "" || offer.Gone {
		return offer, fault.New(fault.NotFound, "This reward is not on offer any more.")
	}
	return offer, err
}

// Ask is an advocate's wish for a reward. The ID is their own choice: asking again under it
// reserves nothing more.
type Ask struct {
	ID     string
	Who    activity.Who
	Reward string
}

// Reserve holds the points of a reward. Conflict when the balance does not suffice.
func (r *Rewards) Reserve(ctx context.Context, ws kv.Workspace, ask Ask) error {
	offer, err := r.offered(ctx, ws, ask.Reward)
	if err != nil {
		return err
	}
	fact := activity.Fact{
		ID: "reserve:" + string(ask.Who.Advocate) + ":" + ask.ID, Kind: activity.Reserved, At: r.ledger.now().UTC(),
		Advocate: ask.Who.Advocate, Team: ask.Who.Team, Goal: offer.Title, Amount: offer.Points,
	}
	const tries = 16 // others reserve meanwhile; each try lets at least one of them through
	for range tries {
		if err := r.follower.CatchUp(ctx, ws); err != nil {
			return err
		}
		outcome, err := r.try(ctx, ws, fact)
		switch {
		case err != nil:
			return err
		case outcome == activity.Short:
			return fault.New(fault.Conflict, "%s costs %d points, which is more than there are.", offer.Title, offer.Points)
		case outcome != activity.Behind:
			return r.follower.CatchUp(ctx, ws)
		}
	}
	return fault.New(fault.Unavailable, "Many people ask for rewards just now. Try again in a moment.")
}

func (r *Rewards) try(ctx context.Context, ws kv.Workspace, fact activity.Fact) (activity.Reserving, error) {
	var outcome activity.Reserving
	err := r.ledger.live(ctx, ws, func(at activity.Generation) (err error) {
		funds := activity.Funds{At: at, Key: totalKey(at, fact.Advocate), Field: "balance"}
		outcome, err = r.log.Reserve(ctx, fact, funds)
		return err
	})
	return outcome, kv.Fault("reserve points", err)
}

// Hold is a reservation that waits for somebody to hand the reward out.
type Hold struct {
	ID       string // the fact's
	Advocate activity.Pseudonym
	Reward   string // its title
	Points   int64
	AtMs     int64
}

// Holds lists the open reservations of a workspace, the oldest first.
func (r *Rewards) Holds(ctx context.Context, ws kv.Workspace) ([]Hold, error) {
	var open []Hold
	err := r.ledger.live(ctx, ws, func(at activity.Generation) error {
		stored, err := r.ledger.store.HGetAll(ctx, holdsKey(at)).Result()
		open = open[:0]
		for id, text := range stored {
			if h := holdOf(text); h.open {
				open = append(open, Hold{ID: id, Advocate: h.who, Reward: h.reward, Points: h.points, AtMs: h.atMs})
			}
		}
		return err
	})
	slices.SortFunc(open, func(a, b Hold) int { return cmp.Or(cmp.Compare(a.AtMs, b.AtMs), cmp.Compare(a.ID, b.ID)) })
	return open, kv.Fault("read reservations", err)
}

// End closes a reservation: the reward was handed out, or its points go back. NotFound when it is
// not open (any more).
func (r *Rewards) End(ctx context.Context, ws kv.Workspace, id string, handedOut bool) error {
	holds, err := r.Holds(ctx, ws)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(holds, func(h Hold) bool { return h.ID == id })
	if i < 0 {
		return fault.New(fault.NotFound, "This reservation is closed already.")
	}
	kind := activity.Released
	if handedOut {
		kind = activity.Fulfilled
	}
	if err := r.log.EndReservation(ctx, ws, kind, id, activity.Who{Advocate: holds[i].Advocate}); err != nil {
		return err
	}
	return r.follower.CatchUp(ctx, ws)
}
