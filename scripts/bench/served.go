package main

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"vouch/shared/client"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// served is a server of the bench, pinned to core 0 with one thread of Go.
type served struct {
	cmd  *exec.Cmd
	data string // its data folder; "" has none
	url  string
	code string // pairing code

	rotation string      // the wrk script that asks for its links
	beside   []*exec.Cmd // Redis, where it is not the server's own
	litter   []string    // folders to remove
}

// patience bounds the wait for a server to be ready.
const patience = 30 * time.Second

func startVouch(ctx context.Context, arguments ...string) (*served, error) {
	data, err := os.MkdirTemp("", "vouch-bench-")
	if err != nil {
		return nil, err
	}
	arguments = append([]string{"serve", "--demo", "--data", data, "--addr", "127.0.0.1:0"}, arguments...)
	s, err := onCoreZero(ctx, nil, "bin/vouch", arguments...)
	if err != nil {
		return nil, err
	}
	s.data = data
	if err := s.readRun(ctx); err != nil {
		s.stop()
		return nil, err
	}
	return s, s.moveRedis(ctx)
}

// startReplicated is a server that answers a click once a replica has received it.
func startReplicated(ctx context.Context) (*served, error) {
	master, at, err := startRedis(ctx)
	if err != nil {
		return nil, err
	}
	replica, _, err := startRedis(ctx, "--replicaof", "127.0.0.1", strings.TrimPrefix(at, "127.0.0.1:"))
	if err != nil {
		return nil, err
	}
	s, err := startVouch(ctx, "--redis", "redis://"+at, "--wait-replicas", "1")
	if err != nil {
		return nil, err
	}
	s.beside, s.litter = []*exec.Cmd{master, replica}, []string{master.Dir, replica.Dir}
	return s, poll(ctx, "the replica", func() bool {
		return strings.Contains(strings.Join(s.redis(ctx, "info", "replication"), " "), "state=online")
	})
}

// startRedis runs a redis-server on core 1, and leaves its address.
func startRedis(ctx context.Context, arguments ...string) (cmd *exec.Cmd, address string, err error) {
	if address, err = freeAddress(); err != nil {
		return nil, "", err
	}
	_, port, _ := net.SplitHostPort(address)
	arguments = append([]string{
		"-c", "1", "redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes",
		"--repl-diskless-sync-delay", "0",
	}, arguments...)
	cmd = exec.CommandContext(ctx, "taskset", arguments...)
	if cmd.Dir, err = os.MkdirTemp("", "vouch-bench-redis-"); err != nil {
		return nil, "", err
	}
	return cmd, address, cmd.Start()
}

func onCoreZero(ctx context.Context, env []string, program string, args ...string) (*served, error) {
	cmd := exec.CommandContext(ctx, "taskset", append([]string{"-c", "0", program}, args...)...)
	cmd.Env = append(append(os.Environ(), "GOMAXPROCS=1"), env...)
	cmd.Stderr = nil
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &served{cmd: cmd}, nil
}

// stop asks the server to end and waits; a bench leaves nothing behind.
func (s *served) stop() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	_ = s.cmd.Process.Signal(syscall.SIGCONT)
	_ = s.cmd.Wait()
	for _, redis := range s.beside {
		_ = redis.Process.Kill()
		_ = redis.Wait()
	}
	for _, folder := range append(s.litter, s.data) {
		if folder != "" {
			_ = os.RemoveAll(folder)
		}
	}
}

// readRun waits for run.json.
func (s *served) readRun(ctx context.Context) error {
	return poll(ctx, "run.json", func() bool {
		var run struct {
			URL  string `json:"url"`
			Code string `json:"pairing_code"`
		}
		data, err := os.ReadFile(filepath.Join(s.data, "run.json"))
		if err != nil || json.Unmarshal(data, &run) != nil {
			return false
		}
		s.url, s.code = run.URL, run.Code
		return run.URL != ""
	})
}

func waitFor(ctx context.Context, address string) error {
	return poll(ctx, address, func() bool {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return false
		}
		response, err := http.DefaultTransport.RoundTrip(request)
		if err != nil {
			return false
		}
		return response.Body.Close() == nil
	})
}

func poll(ctx context.Context, what string, ready func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for !ready() {
		select {
		case <-ctx.Done():
			return fmt.Errorf("waited in vain for %s: %w", what, ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}

// moveRedis gives the private redis-server core 1: it is the server's only child.
func (s *served) moveRedis(ctx context.Context) error {
	pid := s.cmd.Process.Pid
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	if err != nil {
		return err
	}
	for _, task := range tasks {
		children, err := os.ReadFile(task)
		if err != nil {
			continue // a thread that has ended
		}
		for child := range strings.FieldsSeq(string(children)) {
			if _, err := strconv.Atoi(child); err != nil {
				return err
			}
			if _, err := output(ctx, nil, "taskset", "-a", "-p", "-c", "1", child); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush sets when Redis writes to the disk.
func (s *served) flush(ctx context.Context, appendfsync string) error {
	if said := s.redis(ctx, "config", "set", "appendfsync", appendfsync); len(said) != 1 || said[0] != "OK" {
		return fmt.Errorf("redis answers to appendfsync %s: %q", appendfsync, said)
	}
	return nil
}

// redis asks the server's Redis by its command line, and gives the lines it says.
func (s *served) redis(ctx context.Context, arguments ...string) []string {
	at := []string{"-s", ""}
	if address, err := os.ReadFile(filepath.Join(s.data, "redis", "address")); err == nil {
		at[1] = strings.TrimPrefix(string(address), "unix://")
	} else if len(s.beside) > 0 {
		at = []string{"-p", s.beside[0].Args[slices.Index(s.beside[0].Args, "--port")+1]}
	}
	out, err := output(ctx, nil, "redis-cli", append(at, arguments...)...)
	if err != nil {
		return nil
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// links pairs a device and mints its links to every story of the demo.
func (s *served) links(ctx context.Context) ([]string, error) {
	device := &client.Client{Do: http.DefaultClient.Do}
	state, _, err := device.Pair(ctx, s.url, s.code, "bench")
	if err != nil {
		return nil, err
	}
	synced, err := device.Sync(ctx, state, nil)
	if err != nil {
		return nil, err
	}
	stories, err := openLibrary(synced)
	if err != nil {
		return nil, err
	}
	state = synced.State
	var paths []string
	for _, story := range stories {
		var link wire.LinkResponse
		if state, link, err = device.Mint(ctx, state, wire.LinkRequest{Story: story.ID, Channel: "linkedin"}); err != nil {
			return nil, err
		}
		at, err := url.Parse(link.URL)
		if err != nil {
			return nil, err
		}
		paths = append(paths, at.Path)
	}
	return paths, nil
}

func openLibrary(s client.Synced) ([]wire.Story, error) {
	if len(s.Refused) > 0 {
		return nil, errors.New(s.Refused[0].Message)
	}
	key, err := base64.StdEncoding.DecodeString(s.State.Key)
	if err != nil {
		return nil, err
	}
	opened, err := seal.Open(s.Library, ed25519.PublicKey(key), seal.Expect{Kind: seal.Library, Workspace: s.State.Workspace})
	if err != nil {
		return nil, err
	}
	return wire.ReadLibrary(opened.Payload)
}

// freeAddress is one nobody listened on a moment ago.
func freeAddress() (string, error) {
	var listen net.ListenConfig
	l, err := listen.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}
