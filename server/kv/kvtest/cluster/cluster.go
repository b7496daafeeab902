// Package cluster runs a Redis Cluster on the loopback address, for tests: three masters with a
// third of the slots each, and a replica of each.
//
// Its servers end with the process that started them, however that ends. They keep their data
// under the folder they were given, so one that was killed can be started again.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// Slots is how many a cluster has.
const (
	Slots   = 16384
	masters = 3
	size    = 2 * masters
)

// Cluster is six servers.
type Cluster struct {
	nodes []*Node // masters first, as they were at the start; node i+3 replicates node i
}

// Start returns when every key can be written and every replica follows its master.
func Start(ctx context.Context, dir string) (*Cluster, error) {
	ports, err := FreePorts(ctx, 2*size)
	if err != nil {
		return nil, err
	}
	c := &Cluster{}
	for i := range size {
		n := newNode(filepath.Join(dir, strconv.Itoa(i)), ports[2*i], ports[2*i+1])
		c.nodes = append(c.nodes, n)
		if err := n.Start(ctx); err != nil {
			return nil, errors.Join(err, c.Stop())
		}
	}
	if err := c.join(ctx); err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	return c, nil
}

// URLs are the addresses of all servers.
func (c *Cluster) URLs() (urls []string) {
	for _, n := range c.nodes {
		urls = append(urls, "redis://"+n.address)
	}
	return urls
}

// Stop kills every server; what they kept stays on the disk.
func (c *Cluster) Stop() error {
	var all []error
	for _, n := range c.nodes {
		n.Kill()
		all = append(all, n.client.Close())
	}
	return errors.Join(all...)
}

func (c *Cluster) join(ctx context.Context) error {
	for i, n := range c.nodes {
		if err := n.client.Do(ctx, "CLUSTER", "SET-CONFIG-EPOCH", i+1).Err(); err != nil {
			return err
		}
		if i < masters {
			if err := n.client.ClusterAddSlotsRange(ctx, i*Slots/masters, (i+1)*Slots/masters-1).Err(); err != nil {
				return err
			}
		}
		if err := c.nodes[0].client.Do(ctx, "CLUSTER", "MEET", "127.0.0.1", n.port, n.bus).Err(); err != nil {
			return err
		}
	}
	for i := range masters {
		if err := c.replicate(ctx, c.nodes[masters+i], c.nodes[i]); err != nil {
			return err
		}
	}
	return c.Settle(ctx)
}

// replicate asks until the gossip has told the replica of its master.
func (*Cluster) replicate(ctx context.Context, replica, master *Node) error {
	id, err := master.id(ctx)
	if err != nil {
		return err
	}
	return until(ctx, func() error { return replica.client.ClusterReplicate(ctx, id).Err() })
}

// Settle waits until every server that runs finds the cluster whole, and every one of the three
// masters has a replica that follows it.
func (c *Cluster) Settle(ctx context.Context) error {
	return until(ctx, func() error {
		for _, n := range c.nodes {
			if !n.Runs() {
				continue
			}
			if err := n.settled(ctx); err != nil {
				return fmt.Errorf("%s: %w", n.address, err)
			}
		}
		return nil
	})
}

// Master is the server that holds a key now.
func (c *Cluster) Master(ctx context.Context, key string) (*Node, error) {
	slot, err := c.slot(ctx, key)
	if err != nil {
		return nil, err
	}
	for _, n := range c.nodes {
		if n.Runs() && n.holds(ctx, slot) {
			return n, nil
		}
	}
	return nil, fmt.Errorf("nobody holds slot %d", slot)
}

// slot asks any server that runs.
func (c *Cluster) slot(ctx context.Context, key string) (slot int64, err error) {
	err = errors.New("no server runs")
	for _, n := range c.nodes {
		if n.Runs() {
			if slot, err = n.client.ClusterKeySlot(ctx, key).Result(); err == nil {
				return slot, nil
			}
		}
	}
	return 0, err
}

// until asks again until there is no error, or ctx ends.
func until(ctx context.Context, ask func() error) error {
	const pause = 20 * time.Millisecond
	for {
		err := ask()
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the cluster does not settle: %w", err)
		case <-time.After(pause):
		}
	}
}

// settled: a master that a replica follows, or a replica that follows, in a whole cluster.
func (n *Node) settled(ctx context.Context) error {
	info, err := n.client.ClusterInfo(ctx).Result()
	if err != nil {
		return err
	}
	if !strings.Contains(info, "cluster_state:ok") || !strings.Contains(info, "cluster_known_nodes:"+strconv.Itoa(size)) {
		return errors.New("the cluster is not whole")
	}
	link, err := n.client.Info(ctx, "replication").Result()
	if err != nil {
		return err
	}
	if strings.Contains(link, "role:master") && !strings.Contains(link, "state=online") ||
		strings.Contains(link, "role:slave") && !strings.Contains(link, "master_link_status:up") {
		return errors.New("a replica does not follow yet")
	}
	return nil
}

func (n *Node) holds(ctx context.Context, slot int64) bool {
	ranges, err := n.client.ClusterSlots(ctx).Result() //nolint:staticcheck // it tells the master of a slot first
	if err != nil {
		return false
	}
	for _, r := range ranges {
		if int64(r.Start) <= slot && slot <= int64(r.End) && len(r.Nodes) > 0 && r.Nodes[0].Addr == n.address {
			return true
		}
	}
	return false
}

func open(address string) *redis.Client {
	const patience = 2 * time.Second
	return redis.NewClient(&redis.Options{
		Addr: address, DialTimeout: patience, ReadTimeout: patience, ContextTimeoutEnabled: true,
		MaintNotificationsConfig: quiet(),
	})
}
