package faultrun_test

import (
	"fmt"
	"net/http"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"
	"testing"

	"vouch/server/kv"
)

// disk is what there is room for in a file. The kernel answers a write beyond it as it answers one to
// a full disk, but with another number, and gives the same part of it room.
type disk uint64

// The rooms. A megabyte is room for the journal of a test and none for Redis, which asks for more.
const (
	noRoom     disk = 1
	littleRoom disk = 1 << 20
)

// limit is for this process and those that it starts. A signal that comes with it is ignored, also by
// them, so that the write fails as others do.
func (d disk) limit() error {
	signal.Ignore(syscall.SIGXFSZ)
	var now syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &now); err != nil || d == 0 {
		return err
	}
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(d), Max: now.Max})
}

// leave gives a process that runs so much room; 0 is all there is.
func (l *load) leave(pid int, room disk) {
	l.Helper()
	soft := "unlimited"
	if room > 0 {
		soft = strconv.FormatUint(uint64(room), 10)
	}
	out, err := exec.CommandContext(l.ctx, "prlimit", "--pid", strconv.Itoa(pid), "--fsize="+soft+":").CombinedOutput()
	if err != nil {
		l.Fatalf("prlimit: %v: %s", err, out)
	}
}

// redisPid is of the server's own Redis; 0 while it is down.
func (l *load) redisPid() int {
	info := l.store.InfoMap(l.ctx, "server").Val()
	pid, _ := strconv.Atoi(info["Server"]["process_id"])
	return pid
}

// The disk fills up, and is full to the last byte, while people work. An operator reads why nothing
// is stored, readers are led on, and all is well by itself once there is room.
func TestAFullDiskIsToldAndSurvived(t *testing.T) {
	for i, c := range []struct {
		flush kv.Flush
		told  string
	}{
		{kv.FlushAlways, "The disk of the data folder is full"},
		{kv.FlushEverySecond, "its disk is full"},
	} {
		t.Run(string(c.flush), func(t *testing.T) {
			w := settle(t, nil, plan{servers: 1, flush: c.flush})
			l := w.work(uint64(i))
			l.reach(50)
			l.fill(c.told)
			l.fillJournal()
			l.makeRoom()
			l.losesNothing()
			l.finish()
			lost := l.lost()
			t.Logf("%d clicks of %d answered, %d of them told as lost", l.answered.Load(), l.sent.Load(), lost)
			l.check()
			if c.flush == kv.FlushAlways {
				l.restartOnFullDisk()
			}
		})
	}
}

// fill leaves Redis no room, and the journal enough.
func (l *load) fill(told string) {
	l.Helper()
	l.leave(l.servers[0].cmd.Process.Pid, littleRoom)
	l.leave(l.redisPid(), noRoom)
	l.until(func() string {
		return l.readiness(http.StatusServiceUnavailable, told, "Known links lead on", "wait in the journal")
	})
	l.leadOn()
	if l.exchange(l.ctx, l.servers[0], l.facts[:1]) {
		l.Error("a fact was acknowledged that cannot have been stored")
	}
	if lost := l.lost(); lost != 0 {
		l.Errorf("%d clicks are lost though the journal has room", lost)
	}
}

// fillJournal leaves nobody a byte.
func (l *load) fillJournal() {
	l.Helper()
	l.leave(l.servers[0].cmd.Process.Pid, noRoom)
	l.until(func() string {
		return l.readiness(http.StatusServiceUnavailable, "Known links lead on, but their clicks are lost")
	})
	before := l.lost()
	l.leadOn()
	if now := l.lost(); now < before+20 {
		l.Errorf("%d clicks are told as lost after %d", now, before)
	}
}

// makeRoom gives everything back, and does nothing else.
func (l *load) makeRoom() {
	l.Helper()
	l.leave(l.servers[0].cmd.Process.Pid, 0)
	l.until(func() string {
		pid := l.redisPid()
		if pid == 0 {
			return "Redis is down"
		}
		l.leave(pid, 0)
		return l.readiness(http.StatusOK)
	})
}

func (l *load) losesNothing() {
	l.Helper()
	before := l.lost()
	l.leadOn()
	if now := l.lost(); now != before {
		l.Errorf("%d clicks are lost though there is room", now-before)
	}
}

// restartOnFullDisk: a server that cannot write a byte leads on.
func (l *load) restartOnFullDisk() {
	l.Helper()
	s := l.servers[0]
	s.kill()
	s.orders.Room = noRoom
	s.start()
	l.until(func() string {
		if status, body := l.send(l.ctx, s, l.request(http.MethodGet, "/l/"+l.code, nil)); status != http.StatusFound {
			return fmt.Sprintf("a link: %d %s", status, body)
		}
		return l.readiness(http.StatusServiceUnavailable, "clicks are lost")
	})
	l.makeRoom()
}
