package faultrun_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"vouch/server/app"
	"vouch/server/kv"
)

// ordersVar in the environment makes this program a server.
const ordersVar = "VOUCH_FAULTRUN_SERVER"

// orders are what a server is to be.
type orders struct {
	Data, Addr string
	Redis      []string // none is a Redis of its own
	Demo       bool
	Replicas   kv.Sureness
	Flush      kv.Flush
	Skew       time.Duration // how far its clock is off
	Room       disk          // for each file that it writes; 0 is all there is
}

// publicURL is that of the address behind which all servers stand.
const publicURL = "http://127.0.0.1:9"

func TestMain(m *testing.M) {
	if text := os.Getenv(ordersVar); text != "" {
		if err := serve(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	m.Run()
}

// serve runs until it is killed, or until the test that started it ends.
func serve(text string) error {
	var o orders
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return err
	}
	if err := o.Room.limit(); err != nil {
		return err
	}
	log, err := os.OpenFile(filepath.Join(o.Data, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	config := app.Config{
		Addr: o.Addr, PublicURL: publicURL, Redis: o.Redis, Data: o.Data, Demo: o.Demo, Replicas: o.Replicas, Flush: o.Flush,
		Logger: slog.New(slog.NewTextHandler(log, nil)),
		Now:    func() time.Time { return time.Now().Add(o.Skew) },
	}
	if err := config.TrustProxies("1"); err != nil {
		return err
	}
	running, err := app.Open(context.Background(), config)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	return running.Run(ctx, func() { fmt.Println("ready") })
}

// server is such a process.
type server struct {
	t      *testing.T
	orders orders
	wire   *wireTap // between it and Redis; nil on a cluster
	cmd    *exec.Cmd
	stdin  io.Closer
}

// start returns when it serves.
func (s *server) start() {
	s.t.Helper()
	text, err := json.Marshal(s.orders)
	if err != nil {
		s.t.Fatal(err)
	}
	cmd := exec.CommandContext(context.WithoutCancel(s.t.Context()), os.Args[0])
	cmd.Env = append(os.Environ(), ordersVar+"="+string(text))
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.cmd, s.stdin = cmd, stdin
	s.t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	if line, err := bufio.NewReader(stdout).ReadString('\n'); err != nil {
		log, _ := os.ReadFile(filepath.Join(s.orders.Data, "log"))
		s.t.Fatalf("a server does not start: %q %v\n%s", line, err, log)
	}
}

// kill ends it at once, as a power cut of its machine does.
func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// told is its run.json.
func (s *server) told() (file app.RunFile) {
	s.t.Helper()
	text, err := os.ReadFile(filepath.Join(s.orders.Data, "run.json"))
	if err == nil {
		err = json.Unmarshal(text, &file)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return file
}
