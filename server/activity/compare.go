package activity

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"vouch/server/kv"
)

// differ compares rows of the two generations, in order of rows and fields. Rows that pass within a
// day are not compared: their time comes earlier in the live generation.
func (c *comparison) differ(ctx context.Context, rows []string) (all []Difference, err error) {
	rows, err = c.staying(ctx, rows)
	for _, row := range rows {
		if err != nil {
			return nil, err
		}
		var live, counted map[string]string
		live, counted, err = c.contents(ctx, c.live.Key()+row, c.filling.at.Key()+row)
		all = append(all, differences(row, live, counted)...)
	}
	return all, err
}

// staying leaves out the rows that pass.
func (c *comparison) staying(ctx context.Context, rows []string) (staying []string, err error) {
	if len(rows) == 0 {
		return nil, nil
	}
	pipe := c.rebuilder.store.Pipeline()
	var passing [2]*kv.BoolsCmd
	for i, g := range [2]Generation{c.live, c.filling.at} {
		keys := make([]any, len(rows))
		for n, row := range rows {
			keys[n] = g.Key() + row
		}
		passing[i] = pipe.SMIsMember(ctx, g.passingKey(), keys...)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	for n, row := range rows {
		if !passing[0].Val()[n] && !passing[1].Val()[n] {
			staying = append(staying, row)
		}
	}
	return staying, nil
}

// contents reads what stands at two keys, of whatever type, as fields and values.
func (c *comparison) contents(ctx context.Context, live, counted string) (a, b map[string]string, err error) {
	store := c.rebuilder.store
	pipe := store.Pipeline()
	types := [2]*kv.StatusCmd{pipe.Type(ctx, live), pipe.Type(ctx, counted)}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, nil, err
	}
	if types[0].Val() == "string" && types[1].Val() == "string" {
		return crowds(ctx, store, live, counted)
	}
	if a, err = content(ctx, store, live, types[0].Val()); err != nil {
		return nil, nil, err
	}
	b, err = content(ctx, store, counted, types[1].Val())
	return a, b, err
}

// crowds compares HyperLogLogs: they hold the same members when their union has no more.
func crowds(ctx context.Context, store *kv.Store, live, counted string) (a, b map[string]string, err error) {
	pipe := store.Pipeline()
	counts := [3]*kv.IntCmd{pipe.PFCount(ctx, live), pipe.PFCount(ctx, counted), pipe.PFCount(ctx, live, counted)}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, nil, err
	}
	both := counts[2].Val()
	a, b = crowd(counts[0].Val(), both), crowd(counts[1].Val(), both)
	return a, b, nil
}

func crowd(members, ofBoth int64) map[string]string {
	return map[string]string{"members": fmt.Sprintf("%d of %d", members, ofBoth)}
}

func content(ctx context.Context, store *kv.Store, key, kind string) (map[string]string, error) {
	switch kind {
	case "hash":
		return store.HGetAll(ctx, key).Result()
	case "zset":
		return scores(ctx, store, key)
	case "stream":
		return entriesOf(ctx, store, key)
	case "set":
		members, err := store.SMembers(ctx, key).Result()
		return tallied(members), err
	case "string":
		count, err := store.PFCount(ctx, key).Result()
		return map[string]string{"members": strconv.FormatInt(count, 10)}, err
	default:
		return nil, nil
	}
}

func scores(ctx context.Context, store *kv.Store, key string) (map[string]string, error) {
	members, err := store.ZRangeWithScores(ctx, key, 0, -1).Result()
	fields := map[string]string{}
	for _, m := range members {
		fields[fmt.Sprint(m.Member)] = strconv.FormatFloat(m.Score, 'f', -1, 64)
	}
	return fields, err
}

// entriesOf counts the entries of a stream that say the same: their IDs tell when they were
// counted, and their order may be another.
func entriesOf(ctx context.Context, store *kv.Store, key string) (map[string]string, error) {
	messages, err := store.XRange(ctx, key, "-", "+").Result()
	lines := make([]string, len(messages))
	for i, m := range messages {
		var fields []string
		for name, value := range m.Values {
			fields = append(fields, fmt.Sprintf("%s=%v", name, value))
		}
		slices.Sort(fields)
		lines[i] = strings.Join(fields, " ")
	}
	return tallied(lines), err
}

func tallied(items []string) map[string]string {
	count := map[string]int{}
	for _, item := range items {
		count[item]++
	}
	fields := map[string]string{}
	for item, n := range count {
		fields[item] = strconv.Itoa(n)
	}
	return fields
}

// differences of one row, in order of fields. A number that is missing is 0.
func differences(row string, live, counted map[string]string) (all []Difference) {
	fields := map[string]bool{}
	for field := range live {
		fields[field] = true
	}
	for field := range counted {
		fields[field] = true
	}
	for field := range fields {
		if cmp.Or(live[field], "0") != cmp.Or(counted[field], "0") {
			all = append(all, Difference{Row: row, Field: field, Live: live[field], Counted: counted[field]})
		}
	}
	slices.SortFunc(all, func(a, b Difference) int { return cmp.Compare(a.Field, b.Field) })
	return all
}
