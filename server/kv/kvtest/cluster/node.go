package cluster

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"syscall"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// Node is one redis-server of a cluster.
type Node struct {
	dir       string
	port, bus int
	address   string
	client    *redis.Client

	mu      sync.Mutex
	process *os.Process   // nil when it does not run
	ended   chan struct{} // closed when the process has ended
}

func newNode(dir string, port, bus int) *Node {
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	return &Node{dir: dir, port: port, bus: bus, address: address, client: open(address)}
}

// Start runs the server with what it kept, and returns when it answers.
func (n *Node) Start(ctx context.Context) error {
	binary, err := exec.LookPath("redis-server")
	if err != nil {
		return errors.New("redis-server is not installed: run `apt-get install redis-server`")
	}
	if err := os.MkdirAll(n.dir, 0o700); err != nil {
		return err
	}
	started := make(chan error, 1)
	go n.run(exec.Command(binary, n.arguments()...), started) //nolint:gosec,noctx // the program is redis-server; Kill ends it
	if err := <-started; err != nil {
		return err
	}
	return until(ctx, func() error { return n.client.Ping(ctx).Err() })
}

// run holds the thread that started the server: the kernel ends the one with the other.
func (n *Node) run(command *exec.Cmd, started chan<- error) {
	runtime.LockOSThread()
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	n.mu.Lock()
	err := command.Start()
	if err == nil {
		n.process, n.ended = command.Process, make(chan struct{})
	}
	ended := n.ended
	n.mu.Unlock()
	if started <- err; err != nil {
		return
	}
	_ = command.Wait() // it was killed, or its log says why
	n.mu.Lock()
	n.process = nil
	n.mu.Unlock()
	close(ended)
}

// Kill ends the server at once and returns when it is gone.
func (n *Node) Kill() {
	n.mu.Lock()
	process, ended := n.process, n.ended
	n.mu.Unlock()
	if process != nil {
		_ = process.Kill() // it may have ended already
		<-ended
	}
}

// Runs tells whether the process runs.
func (n *Node) Runs() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.process != nil
}

func (n *Node) arguments() []string {
	return []string{
		"--bind", "127.0.0.1", "--port", strconv.Itoa(n.port), "--dir", n.dir,
		"--cluster-enabled", "yes", "--cluster-port", strconv.Itoa(n.bus), "--cluster-config-file", "nodes.conf",
		// A busy machine may leave a server without the processor for a while; that is no failure.
		"--cluster-node-timeout", "2000", "--cluster-replica-validity-factor", "0",
		"--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction",
		"--repl-diskless-sync-delay", "0", "--repl-ping-replica-period", "1",
		"--daemonize", "no", "--loglevel", "warning", "--logfile", "redis.log",
	}
}

// FreePorts are below those that the kernel gives to connections, so that none takes them
// meanwhile.
func FreePorts(ctx context.Context, count int) (ports []int, err error) {
	const first, last = 10000, 32767
	var listen net.ListenConfig
	var held []net.Listener
	defer func() {
		for _, l := range held {
			err = errors.Join(err, l.Close())
		}
	}()
	for port := first + os.Getpid()*37%(last-first); len(ports) < count; port++ {
		if port > last {
			return nil, fmt.Errorf("fewer than %d ports are free", count)
		}
		l, err := listen.Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err != nil {
			continue // in use
		}
		held, ports = append(held, l), append(ports, port)
	}
	return ports, nil
}

// quiet: Redis 7 does not know these notifications.
func quiet() *maintnotifications.Config {
	return &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
}
