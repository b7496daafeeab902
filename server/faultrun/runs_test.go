package faultrun_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"vouch/server/kv"
	"vouch/server/kv/kvtest"
)

// usualRuns is for every day; the environment asks for the many of a long test. So many share an
// installation: then its data is small still, and its Redis comes back at once still.
const usualRuns = 6

func runs(t *testing.T) (count int) {
	t.Helper()
	text := os.Getenv("VOUCH_FAULT_RUNS")
	if text == "" {
		return usualRuns
	}
	count, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return count
}

// Two servers, one Redis, and harm at random moments to any of them and to the network between.
func TestWhatIsAnsweredOutlivesWhatIsKilled(t *testing.T) {
	count := runs(t)
	for first := 0; first < count; first += usualRuns {
		t.Run(fmt.Sprintf("from seed %d", first), func(t *testing.T) {
			redis, store := kvtest.StartServer(t)
			w := settle(t, store, plan{servers: 2}, redis.URL())
			for seed := first; seed < min(first+usualRuns, count) && !t.Failed(); seed++ { // what is wrong stays wrong
				t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
					run(w.in(t), redis, uint64(seed))
				})
			}
		})
	}
}

func run(w *world, redis *kv.Embedded, seed uint64) {
	w.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	h := harm{world: w, redis: redis, random: random}
	l := w.work(seed)
	for range 3 {
		l.reach(20 + random.Int64N(180))
		name, do := h.pick()
		w.Logf("after %d answers: %s", l.done(), name)
		do()
	}
	l.reach(50)
	l.finish()
	w.Logf("%d clicks of %d and %d facts answered", l.answered.Load(), l.sent.Load(), len(l.facts))
	l.check()
}

// harm is what may happen to an installation.
type harm struct {
	*world
	redis  *kv.Embedded
	random *rand.Rand
}

// pick chooses: processes die twice as often as networks do.
func (h harm) pick() (name string, do func()) {
	s := h.servers[h.random.IntN(len(h.servers))]
	pause := time.Duration(50+h.random.IntN(400)) * time.Millisecond
	switch h.random.IntN(8) {
	case 0, 1:
		return "Redis is killed", h.killRedis
	case 2, 3:
		return "a server is killed", func() { s.kill(); s.start() }
	case 4:
		return "everything is killed", func() { s.kill(); h.killRedis(); s.start() }
	case 5:
		return "connections are cut", s.wire.cut
	case 6:
		return "the network is parted", func() { s.wire.part(); <-time.After(pause); s.wire.mend() }
	default:
		return "the network swallows everything", func() { s.wire.freeze(); <-time.After(pause); s.wire.cut(); s.wire.thaw() }
	}
}

// killRedis: its supervisor starts it again.
func (h harm) killRedis() {
	first := h.redis.Pid()
	if first == 0 {
		return // it is dead already
	}
	_ = syscall.Kill(first, syscall.SIGKILL)
	h.until(func() string {
		if pid := h.redis.Pid(); pid == 0 || pid == first {
			return "Redis is not started again"
		}
		return ""
	})
}
