package activity

import "time"

// Effects are changes that happen together or not at all. Adding to the same place twice costs
// one command. Every key is one of the generation's own.
type Effects struct {
	keys    []string
	numbers map[string]int // key -> its number among keys, 1-based
	sums    map[sum]int64
	order   []sum // of first use, so that the same facts give the same script call
	members map[string]*members
	crowds  []string         // keys of members, in the order of first use
	sets    map[string][]any // key -> fields and values
	hashes  []string         // keys of sets, in the order of first use
	others  []any
	until   map[string]time.Time
}

// sum is a number that grows: a hash's field.
type sum struct {
	key, field string
}

// members of a HyperLogLog, each once.
type members struct {
	known map[string]bool
	list  []any
}

// Add adds n to a field of a hash.
func (e *Effects) Add(key, field string, n int64) { e.grow(sum{key, field}, n) }

// Set sets a field of a hash.
func (e *Effects) Set(key, field, value string) {
	if e.sets == nil {
		e.sets = map[string][]any{}
	}
	if _, known := e.sets[key]; !known {
		e.hashes = append(e.hashes, key)
	}
	e.sets[key] = append(e.sets[key], field, value)
}

// Count adds a member to a HyperLogLog.
func (e *Effects) Count(key, member string) {
	if e.members == nil {
		e.members = map[string]*members{}
	}
	crowd := e.members[key]
	if crowd == nil {
		crowd = &members{known: map[string]bool{}}
		e.members[key] = crowd
		e.crowds = append(e.crowds, key)
	}
	if !crowd.known[member] {
		crowd.known[member] = true
		crowd.list = append(crowd.list, member)
	}
}

// Append adds an entry to a stream; fields are names and values in turn.
func (e *Effects) Append(key string, fields ...string) {
	e.do("XADD", key, append([]string{"*"}, fields...)...)
}

// Expire lets a key go at that instant, but a day from now at the earliest: whoever counts old
// facts again needs what stood then, as long as it takes.
func (e *Effects) Expire(key string, at time.Time) {
	if e.until == nil {
		e.until = map[string]time.Time{}
	}
	e.until[key] = at
}

func (e *Effects) grow(s sum, n int64) {
	if e.sums == nil {
		e.sums = map[sum]int64{}
	}
	if _, known := e.sums[s]; !known {
		e.order = append(e.order, s)
	}
	e.sums[s] += n
}

func (e *Effects) do(command, key string, args ...string) {
	e.others = append(e.others, command, e.number(key), len(args))
	for _, arg := range args {
		e.others = append(e.others, arg)
	}
}

func (e *Effects) number(key string) int {
	if e.numbers == nil {
		e.numbers = map[string]int{}
	}
	if _, known := e.numbers[key]; !known {
		e.keys = append(e.keys, key)
		e.numbers[key] = len(e.keys)
	}
	return e.numbers[key]
}

// args lists every change as command, key number, how many arguments, the arguments. Keys that are
// not known yet come last, to be listed with their expiry: they stand by then.
func (e *Effects) args(known map[string]bool) []any {
	args := make([]any, 0, 5*len(e.order)+len(e.others))
	for _, s := range e.order {
		args = append(args, "HINCRBY", e.number(s.key), 2, s.field, e.sums[s])
	}
	for _, key := range e.crowds {
		args = e.inPieces(args, "PFADD", key, e.members[key].list)
	}
	for _, key := range e.hashes {
		args = e.inPieces(args, "HSET", key, e.sets[key])
	}
	args = append(args, e.others...)
	for _, key := range e.keys {
		if known[key] {
			continue
		}
		if at, passes := e.until[key]; passes {
			args = append(args, "LIST", e.number(key), 1, at.UnixMilli())
		} else {
			args = append(args, "LIST", e.number(key), 0)
		}
	}
	return args
}

// inPieces adds a command with so many arguments at a time as Lua unpacks without care.
func (e *Effects) inPieces(args []any, command, key string, list []any) []any {
	const atOnce = 1000 // even: fields stay with their values
	for len(list) > 0 {
		n := min(len(list), atOnce)
		args = append(args, command, e.number(key), n)
		args = append(args, list[:n]...)
		list = list[n:]
	}
	return args
}
