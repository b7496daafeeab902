package kv

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Embedded is a private redis-server: it listens on a unix socket only, appends every write to
// its file and flushes it to the disk before it answers, never evicts, is held while its disk is
// full, and is started again when it dies. It ends when this process ends, however that happens.
type Embedded struct {
	dir    string // holds the append-only file
	socket string
	temp   string // made for the socket, removed on Stop; "" when the socket stands in dir
	lock   *os.File
	flush  Flush
	logger *slog.Logger

	disk     disk
	deciding sync.Mutex // from a look at the disk until the server does as it says
	held     atomic.Bool
	watching sync.WaitGroup

	mu      sync.Mutex
	process *os.Process
	stop    chan struct{} // closed by Stop
	ended   chan struct{} // closed when the supervisor is done
}

// Flush is when the private redis-server writes to the disk.
type Flush string

// The ways. FlushAlways is the default: what is acknowledged outlives a power cut. With
// FlushEverySecond Redis answers sooner, and forgets up to two seconds when the machine loses
// power, or when Redis itself dies while the disk is busy.
const (
	FlushAlways      Flush = "always"
	FlushEverySecond Flush = "everysec"
)

// StartEmbedded runs redis-server with its data in dir, which is made when missing, and returns
// when it answers. A dir in use by another server is refused.
func StartEmbedded(ctx context.Context, dir string, logger *slog.Logger, flush ...Flush) (*Embedded, error) {
	binary, err := exec.LookPath("redis-server")
	if err != nil {
		return nil, errors.New("redis-server is not installed: run `apt-get install redis-server`, or pass --redis URL")
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	e := &Embedded{
		dir: dir, disk: newDisk(dir), logger: logger, flush: FlushAlways,
		stop: make(chan struct{}), ended: make(chan struct{}),
	}
	if len(flush) > 0 && flush[0] != "" {
		e.flush = flush[0]
	}
	if e.lock, err = lockDir(ctx, dir); err != nil {
		return nil, err
	}
	if err := e.placeSocket(); err != nil {
		return nil, errors.Join(err, e.lock.Close())
	}
	first := make(chan error, 1)
	go e.supervise(binary, first)
	e.watching.Go(e.watch)
	if err := e.ready(ctx, first); err != nil {
		return nil, errors.Join(err, e.Stop(context.WithoutCancel(ctx)))
	}
	e.tellAddress()
	return e, nil
}

// tellAddress is for other programs beside this one; it serves without them, also where the disk is full.
func (e *Embedded) tellAddress() {
	if err := os.WriteFile(addressFile(e.dir), []byte(e.URL()), 0o600); err != nil {
		e.logger.Warn("other commands will not find this redis-server", "error", err)
	}
}

// addressFile says where the server of dir listens, for another process of the same user.
func addressFile(dir string) string { return filepath.Join(dir, "address") }

// Running finds the server that another process runs in dir.
func Running(ctx context.Context, dir string) (address string, ok bool) {
	const patience = 500 * time.Millisecond
	text, err := os.ReadFile(addressFile(dir))
	if err != nil {
		return "", false
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	store, err := Open(ctx, []string{string(text)})
	if err != nil {
		return "", false
	}
	return string(text), store.Close() == nil
}

// URL is the address for Open.
func (e *Embedded) URL() string {
	return (&url.URL{Scheme: "unix", Path: e.socket}).String()
}

// Pid is of the server that runs now; 0 when none does.
func (e *Embedded) Pid() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.process == nil {
		return 0
	}
	return e.process.Pid
}

// Stop lets redis-server write out its file and end; when ctx ends first it is killed, which
// loses nothing that was acknowledged as long as the machine stays up.
func (e *Embedded) Stop(ctx context.Context) error {
	close(e.stop)
	e.signal(syscall.SIGTERM)
	select {
	case <-e.ended:
	case <-ctx.Done():
		e.signal(syscall.SIGKILL)
		<-e.ended
	}
	e.watching.Wait()
	err := errors.Join(os.RemoveAll(addressFile(e.dir)), e.lock.Close())
	if e.temp != "" {
		err = errors.Join(err, os.RemoveAll(e.temp))
	}
	return err
}

func (e *Embedded) signal(sig syscall.Signal) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.process != nil {
		// The process may have ended already; there is nothing to do about that.
		_ = e.process.Signal(sig)
	}
}

// placeSocket chooses a path that fits: a socket's path has 107 bytes at most.
func (e *Embedded) placeSocket() error {
	const longest = 107
	e.socket = filepath.Join(e.dir, "redis.sock")
	if len(e.socket) <= longest {
		return nil
	}
	temp, err := os.MkdirTemp("", "vouch-redis-") // made with mode 0700
	if err != nil {
		return err
	}
	e.temp, e.socket = temp, filepath.Join(temp, "redis.sock")
	return nil
}

func (e *Embedded) ready(ctx context.Context, first <-chan error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	opened := make(chan error, 1)
	go func() {
		store, err := Open(ctx, []string{e.URL()})
		if err == nil {
			err = store.Close()
		}
		opened <- err
	}()
	select {
	case err := <-first:
		return fmt.Errorf("redis-server did not start (%s says why): %w", filepath.Join(e.dir, "redis.log"), err)
	case err := <-opened:
		return err
	}
}

// supervise runs the server again and again until Stop. The first failure to start, before it
// ever answered, is told through first.
func (e *Embedded) supervise(binary string, first chan<- error) {
	// The kernel ends the child when the thread that started it ends, so this one stays.
	runtime.LockOSThread()
	defer close(e.ended)
	wait, fell := backoff{}, false
	for {
		lived := time.NewTimer(time.Minute)
		err := e.runOnce(binary, fell)
		fell = true
		if e.stopped() {
			return
		}
		select {
		case first <- err:
		default: // it was told before, or nobody waits any more
		}
		pause := wait.after(!lived.Stop())
		e.logger.Error("redis-server ended and is started again", "error", err, "pause", pause)
		select {
		case <-e.stop:
			return
		case <-time.After(pause):
		}
	}
}

// runOnce returns when the server has ended; fell says that the one before ended by itself.
func (e *Embedded) runOnce(binary string, fell bool) error {
	command, err := e.launch(binary, fell)
	if err != nil {
		return err
	}
	err = command.Wait()
	e.mu.Lock()
	e.process = nil
	e.mu.Unlock()
	return err
}

func (e *Embedded) launch(binary string, fell bool) (*exec.Cmd, error) {
	e.deciding.Lock()
	defer e.deciding.Unlock()
	e.decide(fell)
	// Not bound to a context: Stop ends it, and asks kindly first.
	command := exec.Command(binary, e.arguments()...) //nolint:gosec,noctx // the program is redis-server
	command.Dir = e.dir
	command.Stderr = os.Stderr
	command.ExtraFiles = []*os.File{e.lock} // the server holds the lock too, should it outlive us
	command.SysProcAttr = &syscall.SysProcAttr{
		Setpgid:   true, // Ctrl+C in the terminal is ours to handle: Redis stops last
		Pdeathsig: syscall.SIGTERM,
	}
	return command, e.begin(command)
}

// begin starts the command unless Stop came first: under the lock, so that Stop finds every
// process that was started.
func (e *Embedded) begin(command *exec.Cmd) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.stopped() {
		return errors.New("stopped before it started")
	}
	if err := command.Start(); err != nil {
		return err
	}
	e.process = command.Process
	return nil
}

func (e *Embedded) stopped() bool {
	select {
	case <-e.stop:
		return true
	default:
		return false
	}
}

func (e *Embedded) arguments() []string {
	return []string{
		"--port", "0",
		"--unixsocket", e.socket, "--unixsocketperm", "700",
		"--dir", e.dir,
		// Batches make a flush before every answer affordable, so that is the default.
		"--appendonly", "yes", "--appendfsync", string(e.flush),
		"--save", "",
		"--maxmemory-policy", "noeviction",
		"--" + holdOption, replicasAsked(e.held.Load()),
		"--daemonize", "no", "--loglevel", "warning", "--logfile", filepath.Join(e.dir, "redis.log"),
	}
}

// backoff doubles the pause between starts; a server that lived long starts anew.
type backoff struct{ last time.Duration }

func (b *backoff) after(long bool) time.Duration {
	const shortest, longest = 50 * time.Millisecond, 5 * time.Second
	switch {
	case long || b.last == 0:
		b.last = shortest
	default:
		b.last = min(2*b.last, longest)
	}
	return b.last
}

// lockDir takes dir for this process and its redis-server. It waits a moment for a server whose
// parent was killed: that one is writing out its file and will end.
func lockDir(ctx context.Context, dir string) (*os.File, error) {
	const patience, pause = 10 * time.Second, 50 * time.Millisecond
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	file, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the operator names dir
	if err != nil {
		return nil, err
	}
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return file, nil
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("%s is in use by another server: %w", dir, err), file.Close())
		case <-time.After(pause):
		}
	}
}
