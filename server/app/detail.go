package app

import (
	"context"

	"vouch/server/activity"
	"vouch/server/auth"
	"vouch/server/content"
	"vouch/server/devicesync"
	"vouch/server/kv"
	"vouch/server/links"
	"vouch/server/near"
	"vouch/server/points"
	"vouch/server/workspace"
	"vouch/shared/wire"
)

// What a device is told of others and of its own links, at most (wire.Standing).
const (
	boardPlaces  = 10
	rewardsTold  = 20
	sharesTold   = 20
	reachDays    = 30
	reachChannel = "linkedin"
)

// details implements devicesync.Details.
type details struct {
	now        kv.Clock
	workspaces *workspace.Workspaces
	names      *names
	library    *content.Library
	ledger     *points.Ledger
	rewards    *points.Rewards
	links      *links.Service
	counters   *activity.Counters
	prints     *near.Prints
}

// Detail adds to an answer what others' deeds move too. Where the workspace counts in aggregate
// only, nobody stands beside a number: no board, no rewards, no clicks by link.
func (d details) Detail(ctx context.Context, of devicesync.Sender, answer *wire.SyncResponse) (err error) {
	if answer.Published, err = d.prints.Week(ctx, of.Workspace, near.Author(of.Pseudonym)); err != nil {
		return err
	}
	company, err := d.workspaces.Get(ctx, of.Workspace)
	if err != nil || company.Mode.Aggregate {
		return err
	}
	standing := &answer.Standing
	if standing.Board, err = d.board(ctx, of); err != nil {
		return err
	}
	if standing.Rewards, err = d.rewardsFor(ctx, of, *standing); err != nil {
		return err
	}
	return d.reach(ctx, of, standing)
}

func (d details) board(ctx context.Context, of devicesync.Sender) (*wire.Board, error) {
	stand, err := d.ledger.Stand(ctx, of.Workspace, activity.Pseudonym(of.Pseudonym), points.Season, boardPlaces)
	if err != nil {
		return nil, err
	}
	board := &wire.Board{
		Period: stand.Period, Points: stand.Points, Rank: stand.Rank,
		As: appearance(stand.Shown.As), Alias: stand.Shown.Alias, Top: []wire.Place{},
	}
	names, err := d.names.of(ctx, of.Workspace)
	if err != nil {
		return nil, err
	}
	for _, face := range stand.First {
		place := wire.Place{Rank: face.Rank, Name: face.Alias, Points: face.Points, Me: face.ID == of.Pseudonym}
		if face.As == points.Named {
			name, stays := names[auth.Pseudonym(face.ID)]
			if !stays {
				continue // their place goes with the season
			}
			place.Name = name
		}
		board.Top = append(board.Top, place)
	}
	return board, nil
}

func appearance(as points.Appearance) wire.Appearance {
	if as == points.Hidden {
		return wire.Hidden
	}
	return wire.Appearance(as)
}

func (d details) rewardsFor(ctx context.Context, of devicesync.Sender, standing wire.Standing) ([]wire.Reward, error) {
	offers, err := d.rewards.Offers(ctx, of.Workspace)
	if err != nil {
		return nil, err
	}
	waiting, err := d.waiting(ctx, of, standing)
	if err != nil {
		return nil, err
	}
	var told []wire.Reward
	for _, offer := range offers {
		told = append(told, wire.Reward{
			Title: offer.Title, Points: offer.Points, Missing: max(offer.Points-standing.Balance, 0),
			Held: waiting[offer.Title],
		})
		delete(waiting, offer.Title)
	}
	for title, n := range waiting {
		told = append(told, wire.Reward{Title: title, Held: n, Gone: true})
	}
	return told[:min(len(told), rewardsTold)], nil
}

// waiting counts the rewards that the advocate asked for and has not been handed, by title. Only
// somebody with points set aside has any, so that the reservations of all are rarely read.
func (d details) waiting(ctx context.Context, of devicesync.Sender, standing wire.Standing) (map[string]int, error) {
	if standing.Held == 0 {
		return nil, nil //nolint:nilnil // a nil map counts nothing
	}
	holds, err := d.rewards.Holds(ctx, of.Workspace)
	if err != nil {
		return nil, err
	}
	waiting := map[string]int{}
	for _, hold := range holds {
		if string(hold.Advocate) == of.Pseudonym {
			waiting[hold.Reward]++
		}
	}
	return waiting, nil
}

// reach tells what the advocate's links brought in the last 30 days.
func (d details) reach(ctx context.Context, of devicesync.Sender, standing *wire.Standing) error {
	who, last := activity.Pseudonym(of.Pseudonym), d.now()
	first := last.AddDate(0, 0, 1-reachDays)
	shares, err := d.ledger.Shares(ctx, of.Workspace, who, first, sharesTold)
	if err != nil {
		return err
	}
	codes, err := d.links.Standing(ctx, of.Workspace, who, storiesOf(shares), reachChannel)
	if err != nil {
		return err
	}
	counted, known, err := d.counters.Reach(ctx, of.Workspace, who, codesOf(shares, codes), first, last)
	if err != nil || !known {
		return err
	}
	for _, day := range counted.Days {
		standing.Days = append(standing.Days, wire.ReachDay{Day: string(day.Day), Clicks: day.Numbers.Clicks})
	}
	for _, share := range shares {
		numbers := counted.Links[codes[share.Story]]
		standing.Reach = append(standing.Reach, wire.Reach{
			Story: string(share.Story), Title: d.title(ctx, of.Workspace, share.Story), AtMs: share.At.UnixMilli(),
			Clicks: numbers.Clicks, Conversions: numbers.Conversions,
		})
	}
	return nil
}

func (d details) title(ctx context.Context, ws kv.Workspace, story activity.Story) string {
	found, err := d.library.Story(ctx, ws, content.StoryID(story))
	if err != nil {
		return "A story that is gone"
	}
	return found.Title
}

func storiesOf(shares []points.StoryShare) []activity.Story {
	stories := make([]activity.Story, len(shares))
	for i, share := range shares {
		stories[i] = share.Story
	}
	return stories
}

func codesOf(shares []points.StoryShare, of map[activity.Story]activity.Code) []activity.Code {
	var codes []activity.Code
	for _, share := range shares {
		if code, ok := of[share.Story]; ok {
			codes = append(codes, code)
		}
	}
	return codes
}
