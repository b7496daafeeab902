package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"vouch/server/kv/kvtest/cluster"
)

// startCluster runs one cluster for all packages of a step, and gives the line of the environment
// that tells them where it is.
func startCluster(ctx context.Context) (line string, stop func(), err error) {
	const patience = time.Minute
	dir, err := os.MkdirTemp("", "vouch-cluster-")
	if err != nil {
		return "", nil, err
	}
	starting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	running, err := cluster.Start(starting, dir)
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	stop = func() {
		if err := errors.Join(running.Stop(), os.RemoveAll(dir)); err != nil {
			fmt.Fprintln(os.Stderr, "suite: the cluster does not go away:", err)
		}
	}
	return "VOUCH_TEST_REDIS=" + strings.Join(running.URLs(), ","), stop, nil
}
