package app

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"vouch/server/activity"
	"vouch/server/devicesync"
	"vouch/server/fault"
	"vouch/server/near"
	"vouch/server/points"
	"vouch/server/rollout"
	"vouch/server/workspace"
	"vouch/shared/wire"
)

// lateAfter is longer than a server is out of a browser's reach, and short enough that nobody
// earns a month of daily caps in one exchange by dating deeds back.
const lateAfter = 7 * 24 * time.Hour

// outbox implements devicesync.Outbox. What happened goes to the log; beside it, in rooms of their
// own, stand the words of a dispute, which must be able to go again; the fingerprint of a share,
// which stands beside nobody; and how somebody wants to be shown, which is a choice.
type outbox struct {
	log        *activity.Log
	workspaces *workspace.Workspaces
	claims     claims
	rules      *rollout.Rollout
	ledger     *points.Ledger
	prints     *near.Prints
}

func (o outbox) Record(ctx context.Context, from devicesync.Sender, facts []wire.Fact) ([]wire.Receipt, error) {
	company, err := o.workspaces.Get(ctx, from.Workspace)
	if err != nil {
		return nil, err
	}
	if facts, err = o.claims.hold(ctx, from, facts); err != nil {
		return nil, err
	}
	who := whoIs(from)
	who.Regulated, who.LateAfter = company.Switches.Regulated, lateAfter
	logged, choices := parted(facts)
	receipts, err := o.log.Record(ctx, from.Workspace, who, logged)
	if err != nil {
		return nil, err
	}
	if err := o.beside(ctx, from, who, logged, receipts); err != nil {
		return nil, err
	}
	chosen, err := o.choose(ctx, from, choices)
	return inTheOrderOf(facts, append(receipts, chosen...)), err
}

// parted are the facts of the log, and the choices.
func parted(facts []wire.Fact) (logged, choices []wire.Fact) {
	for _, fact := range facts {
		if fact.Kind == wire.Shown {
			choices = append(choices, fact)
		} else {
			logged = append(logged, fact)
		}
	}
	return logged, choices
}

// inTheOrderOf puts receipts back into the order of what they answer.
func inTheOrderOf(facts []wire.Fact, receipts []wire.Receipt) []wire.Receipt {
	byID := map[string][]wire.Receipt{}
	for _, receipt := range receipts {
		byID[receipt.ID] = append(byID[receipt.ID], receipt)
	}
	ordered := make([]wire.Receipt, 0, len(facts))
	for _, fact := range facts {
		ordered = append(ordered, byID[fact.ID][0])
		byID[fact.ID] = byID[fact.ID][1:]
	}
	return ordered
}

// beside keeps what the log does not hold of facts that it took. A dispute told again is kept
// again, which changes nothing; a fingerprint is counted with the share's first receipt only.
func (o outbox) beside(ctx context.Context, from devicesync.Sender, who activity.Who, facts []wire.Fact, receipts []wire.Receipt) error {
	var prints []string
	for i, fact := range facts {
		switch {
		case receipts[i].Status == wire.Refused:
		case fact.Kind == wire.Disputed:
			if err := o.rules.Dispute(ctx, from.Workspace, disputeOf(fact, who)); err != nil {
				return err
			}
		case fact.Kind == wire.Shared && receipts[i].Status == wire.Recorded && published(fact):
			prints = append(prints, fact.Print)
		}
	}
	return o.prints.Keep(ctx, from.Workspace, near.Author(from.Pseudonym), prints)
}

// published says that a share was for everybody to read, within the days that fingerprints cover.
func published(fact wire.Fact) bool {
	return fact.Print != "" && (fact.Surface == "post" || fact.Surface == "article")
}

func disputeOf(fact wire.Fact, who activity.Who) rollout.Dispute {
	d := rollout.Dispute{
		ID: strings.ToLower(fact.ID), Rule: fact.Rule, Surface: fact.Surface,
		Quote: atMost(wire.MaxQuote, fact.Quote), Note: atMost(wire.MaxNote, fact.Note),
		At: time.UnixMilli(fact.AtMs).UTC().Truncate(24 * time.Hour),
	}
	if who.Regulated {
		d.Who = string(who.Advocate)
	}
	return d
}

func atMost(characters int, text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	for utf8.RuneCountInString(text) > characters {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return text
}

// choose keeps how the advocate wants to be shown. A choice older than the one that stands is a
// duplicate: what was chosen since holds.
func (o outbox) choose(ctx context.Context, from devicesync.Sender, choices []wire.Fact) ([]wire.Receipt, error) {
	var receipts []wire.Receipt
	for _, choice := range choices {
		shown := points.Shown{As: appearanceOf(choice.As), Alias: choice.Alias, AtMs: choice.AtMs}
		kept, err := o.ledger.ShowSince(ctx, from.Workspace, activity.Pseudonym(from.Pseudonym), shown)
		receipt := wire.Receipt{ID: choice.ID, Status: wire.Duplicate}
		switch {
		case fault.Is(err, fault.Invalid):
			receipt.Status, receipt.Reason = wire.Refused, err.Error()
		case err != nil:
			return nil, err
		case kept:
			receipt.Status = wire.Recorded
		}
		receipts = append(receipts, receipt)
	}
	return receipts, nil
}

// appearanceOf reads the wire's word; what is none stays one that the ledger refuses.
func appearanceOf(as string) points.Appearance {
	if as == string(wire.Hidden) {
		return points.Hidden
	}
	if as == "" {
		return "none"
	}
	return points.Appearance(as)
}
