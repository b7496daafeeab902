package activity

import (
	"context"
	"time"

	"vouch/server/fault"
	"vouch/server/kv"
)

// OfLink reads what one link brought, day by day. It is for the link's own advocate alone:
// whoever calls has made sure of that.
func (c *Counters) OfLink(ctx context.Context, ws kv.Workspace, code Code, first, last time.Time) ([]DayNumbers, error) {
	manner, err := c.manners.Manner(ctx, ws)
	if err != nil {
		return nil, kv.Fault("read how the workspace counts", err)
	}
	days := DaysIn(first, last, manner.Zone)
	if len(days) == 0 || len(days) > longestQuery {
		return nil, fault.New(fault.Invalid, "Choose between one day and a year.").At("days")
	}
	var series []DayNumbers
	err = ReadLive(ctx, c.store, ws, countersName, func(at Generation) (err error) {
		series, err = c.linkDays(ctx, at, days, string(code))
		return err
	})
	return series, kv.Fault("read what a link brought", err)
}

func (c *Counters) linkDays(ctx context.Context, at Generation, days []Day, id string) ([]DayNumbers, error) {
	var fields []string
	for _, m := range linkMetrics() {
		fields = append(fields, string(m)+":"+id)
	}
	pipe := c.store.Pipeline()
	values := make([]*kv.SliceCmd, len(days))
	visitors := make([]*kv.IntCmd, len(days))
	for i, day := range days {
		values[i] = pipe.HMGet(ctx, countKey(at, day, ByLink), fields...)
		visitors[i] = pipe.PFCount(ctx, visitorsKey(at, day, ByLink, id))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	series := make([]DayNumbers, len(days))
	for i, day := range days {
		series[i].Day = day
		for n, value := range values[i].Val() {
			if text, stands := value.(string); stands {
				series[i].Numbers.addField(fields[n], text)
			}
		}
		series[i].Numbers.Visitors = visitors[i].Val()
	}
	return series, nil
}

// linkMetrics are what is counted by link.
func linkMetrics() []metric {
	return []metric{clicks, duplicates, bots, previews, prefetches, owns, verified, unverified}
}
