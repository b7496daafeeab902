package activity

import (
	"context"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// Reach is what an advocate's links brought, as they themselves may see it in every setting.
type Reach struct {
	Days  []DayNumbers // clicks and conversions of the advocate's links, every day, the oldest first
	Links map[Code]Numbers
}

// longestReach is how many days a Reach spans at most.
const longestReach = 31

// Reach reads the clicks and conversions of one advocate's links within the days from first to
// last. A workspace that counts in aggregate only keeps neither: the second result is false then.
func (c *Counters) Reach(ctx context.Context, ws kv.Workspace, who Pseudonym, codes []Code, first, last time.Time) (Reach, bool, error) {
	manner, err := c.manners.Manner(ctx, ws)
	if err != nil || manner.Aggregate {
		return Reach{}, false, kv.Fault("read how the workspace counts", err)
	}
	days := DaysIn(first, last, manner.Zone)
	if len(days) == 0 || len(days) > longestReach {
		return Reach{}, false, fault.New(fault.Invalid, "Choose between one day and %d.", longestReach).At("days")
	}
	var reach Reach
	err = ReadLive(ctx, c.store, ws, countersName, func(at Generation) (err error) {
		reach, err = c.reach(ctx, at, days, who, codes)
		return err
	})
	return reach, true, kv.Fault("read what links brought", err)
}

func (c *Counters) reach(ctx context.Context, at Generation, days []Day, who Pseudonym, codes []Code) (Reach, error) {
	own := []string{string(clicks) + ":" + string(who), string(verified) + ":" + string(who)}
	var ofLinks []string
	for _, code := range codes {
		ofLinks = append(ofLinks, string(clicks)+":"+string(code), string(verified)+":"+string(code))
	}
	pipe := c.store.Pipeline()
	byDay, byLink := make([]*kv.SliceCmd, len(days)), make([]*kv.SliceCmd, len(days))
	for i, day := range days {
		byDay[i] = pipe.HMGet(ctx, countKey(at, day, ByAdvocate), own...)
		if len(ofLinks) > 0 {
			byLink[i] = pipe.HMGet(ctx, countKey(at, day, ByLink), ofLinks...)
		}
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return Reach{}, err
	}
	reach := Reach{Links: map[Code]Numbers{}}
	for i, day := range days {
		numbers := DayNumbers{Day: day}
		numbers.Numbers.addFields(own, byDay[i].Val())
		reach.Days = append(reach.Days, numbers)
		for n, code := range codes {
			of := reach.Links[code]
			of.addFields(ofLinks[2*n:2*n+2], byLink[i].Val()[2*n:2*n+2])
			reach.Links[code] = of
		}
	}
	return reach, nil
}

// addFields adds what stands in these fields; what is not stored counts nothing.
func (n *Numbers) addFields(fields []string, values []any) {
	for i, value := range values {
		if text, ok := value.(string); ok {
			n.addField(fields[i], text)
		}
	}
}
