package cluster

import (
	"context"
	"fmt"
)

// Move gives a key's slot to another master, key by key as an operator's tool does it: meanwhile
// some keys are here and some there. It returns how many moved.
func (c *Cluster) Move(ctx context.Context, key string) (keys int, err error) {
	slot, err := c.slot(ctx, key)
	if err != nil {
		return 0, err
	}
	from, err := c.Master(ctx, key)
	if err != nil {
		return 0, err
	}
	to, err := c.other(ctx, from)
	if err != nil {
		return 0, err
	}
	fromID, err := from.id(ctx)
	if err != nil {
		return 0, err
	}
	toID, err := to.id(ctx)
	if err != nil {
		return 0, err
	}
	if err := to.client.Do(ctx, "CLUSTER", "SETSLOT", slot, "IMPORTING", fromID).Err(); err != nil {
		return 0, err
	}
	if err := from.client.Do(ctx, "CLUSTER", "SETSLOT", slot, "MIGRATING", toID).Err(); err != nil {
		return 0, err
	}
	if keys, err = from.empty(ctx, slot, to); err != nil {
		return keys, err
	}
	for _, n := range []*Node{to, from} { // the new owner first: nobody is without one
		if err := n.client.Do(ctx, "CLUSTER", "SETSLOT", slot, "NODE", toID).Err(); err != nil {
			return keys, err
		}
	}
	return keys, nil
}

// empty sends every key of the slot, also those that came meanwhile.
func (n *Node) empty(ctx context.Context, slot int64, to *Node) (keys int, err error) {
	const few, patienceMs = 20, 5000
	for {
		found, err := n.client.ClusterGetKeysInSlot(ctx, int(slot), few).Result()
		if err != nil || len(found) == 0 {
			return keys, err
		}
		arguments := []any{"MIGRATE", "127.0.0.1", to.port, "", 0, patienceMs, "KEYS"}
		for _, key := range found {
			arguments = append(arguments, key)
		}
		if err := n.client.Do(ctx, arguments...).Err(); err != nil {
			return keys, err
		}
		keys += len(found)
	}
}

func (n *Node) id(ctx context.Context) (string, error) {
	return n.client.Do(ctx, "CLUSTER", "MYID").Text()
}

// other is a master that is not this one.
func (c *Cluster) other(ctx context.Context, than *Node) (*Node, error) {
	for _, n := range c.nodes {
		if n == than || !n.Runs() {
			continue
		}
		role, err := n.client.Do(ctx, "ROLE").Slice()
		if err == nil && len(role) > 0 && role[0] == "master" {
			return n, nil
		}
	}
	return nil, fmt.Errorf("%s is the only master", than.address)
}
