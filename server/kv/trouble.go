package kv

import "github.com/redis/go-redis/v9"

// Trouble tells an operator why Redis did not take a write, and what helps.
func Trouble(err error) string {
	for _, known := range [...]struct{ prefix, words string }{
		{"OOM", "Redis' memory is full (maxmemory): give it more, or archive what is old."},
		{"MISCONF", "Redis cannot write its file: its disk is full or broken. Make room; it goes on by itself."},
		{"NOREPLICAS", "Too few replicas follow Redis (min-replicas-to-write): bring one back, or ask for fewer."},
		{"READONLY", "This Redis is a replica: name its master with --redis."},
		{"LOADING", "Redis reads its file: it answers once it has."},
		{"CLUSTERDOWN", "The cluster of Redis is not whole: some slots have no master."},
		{"NOAUTH", "Redis asks for a password: put it into the address of --redis."},
		{"WRONGPASS", "Redis does not know the user and password in --redis."},
		{"NOPERM", "The user in --redis may not write."},
	} {
		if redis.HasErrorPrefix(err, known.prefix) {
			return known.words
		}
	}
	return "Redis does not answer: see whether it runs, and whether it can be reached from here."
}
