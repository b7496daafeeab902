package tracing

import (
	"net/http"
	"strings"

	"go.opentelemetry.io/otel/attribute"
)

// scope names who made the spans.
const scope = "vouch"

// Kind is what a span is about, and its name. Requests and round trips have names of their own.
type Kind string

// The kinds.
const (
	StoreClick      Kind = "store click"       // a redirect waits until its click is stored
	CommitClicks    Kind = "commit clicks"     // one batch goes to the store; linked to the redirects it carries
	CountFacts      Kind = "count facts"       // one step of a projection
	Exchange        Kind = "exchange"          // with a browser
	Convert         Kind = "record conversion" // told by a site's server or by a reader's browser
	Prove           Kind = "prove rules"       // a pack against its own examples
	Publish         Kind = "publish rules"
	PublishSurfaces Kind = "publish surfaces"
	TellStreams     Kind = "tell streams" // of a new revision
)

// The attributes of a span: those of OpenTelemetry's conventions where there are, and ours.
const (
	keyMethod     = "http.request.method"
	keyRoute      = "http.route"
	keyStatus     = "http.response.status_code"
	keySystem     = "db.system.name"
	keyCommand    = "db.operation.name"
	keyCommands   = "db.operation.batch.size"
	keyError      = "error.type"
	keyCount      = "vouch.count"
	keyBytes      = "vouch.bytes"
	keyProjection = "vouch.projection"
	keyOutcome    = "vouch.outcome"
)

// other stands where a word is not on its list.
const other = "other"

// roundTrip begins the name of a span of Redis, before the command.
const roundTrip = "redis "

// pipeline is several commands in one round trip.
const pipeline = "pipeline"

// words are all that a span may say. Numbers may be any; text is from these lists.
type words struct {
	kinds  map[string]bool
	routes map[string]bool
	texts  map[attribute.Key]map[string]bool
	counts map[attribute.Key]bool
}

func newWords() *words {
	w := &words{
		kinds: setOf(string(StoreClick), string(CommitClicks), string(CountFacts), string(Exchange),
			string(Convert), string(Publish), string(Prove), string(PublishSurfaces), string(TellStreams)),
		routes: setOf("none"),
		counts: map[attribute.Key]bool{keyStatus: true, keyCommands: true, keyCount: true, keyBytes: true},
	}
	w.texts = map[attribute.Key]map[string]bool{
		keyMethod:  setOf(methods...),
		keyRoute:   w.routes,
		keySystem:  setOf("redis"),
		keyCommand: setOf(commands...),
		keyError:   setOf(failures...),
		// Names of projections are part of the stored form and never change.
		keyProjection: setOf("counters", "points", other),
		keyOutcome:    setOf("stored", "journal", "recorded", "duplicate", other),
	}
	return w
}

func (w *words) know(routes []string) {
	for _, route := range routes {
		w.routes[route] = true
	}
}

// name is what a span may be called.
func (w *words) name(name string) string {
	if w.kinds[name] {
		return name
	}
	if command, ok := strings.CutPrefix(name, roundTrip); ok && w.texts[keyCommand][command] {
		return name
	}
	if method, route, ok := strings.Cut(name, " "); ok && w.texts[keyMethod][method] && w.routes[route] {
		return name
	}
	return other
}

// allow keeps of the attributes what is on the lists.
func (w *words) allow(said []attribute.KeyValue) []attribute.KeyValue {
	kept := make([]attribute.KeyValue, 0, len(said))
	for _, each := range said {
		switch {
		case w.counts[each.Key] && each.Value.Type() == attribute.INT64:
		case each.Value.Type() == attribute.STRING && w.texts[each.Key][each.Value.AsString()]:
		case w.texts[each.Key] != nil:
			each.Value = attribute.StringValue(other)
		default:
			continue
		}
		kept = append(kept, each)
	}
	return kept
}

var methods = []string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete,
	http.MethodOptions, "OTHER",
}

// failures are the kinds of fault, what ends a context, and how Redis refuses.
var failures = []string{
	"invalid", "unauthorized", "forbidden", "not_found", "conflict", "unavailable", "timeout", "cancelled", "failed",
	"NOSCRIPT", "MOVED", "ASK", "TRYAGAIN", "CLUSTERDOWN", "MASTERDOWN", "READONLY", "OOM", "MISCONF", "LOADING",
	"BUSY", "NOREPLICAS", "WRONGTYPE", "EXECABORT", "NOAUTH", "NOPERM", "ERR", "500", "501", "502", "503", "504",
	other,
}

// commands are those that this server sends.
var commands = []string{
	pipeline, other,
	"acl", "auth", "client", "cluster", "config", "dbsize", "del", "dump", "echo", "eval", "evalsha", "evalsha_ro", "exists", "expire",
	"get", "getdel", "getex", "hdel", "hexists", "hello", "hget", "hgetall", "hincrby", "hkeys", "hlen", "hmget", "hset",
	"hsetnx", "hvals", "incr", "incrby", "info", "keys", "lindex", "llen", "lpush", "lrange", "ltrim", "memory", "mget",
	"multi", "pexpire", "pexpireat", "pfadd", "pfcount", "pfmerge", "ping", "pttl", "publish", "readonly", "rename", "restore",
	"role", "rpush", "sadd", "scan", "scard", "script", "select", "set", "setnx", "sismember", "smembers", "smismember", "srem",
	"sscan", "strlen", "time", "ttl", "type", "unlink", "wait", "xadd", "xdel", "xinfo", "xlen", "xrange", "xread",
	"xrevrange", "xtrim", "zadd", "zcard", "zcount", "zincrby", "zmscore", "zrange", "zrank", "zrem", "zremrangebyrank",
	"zrevrange", "zrevrank", "zscan", "zscore",
}

func setOf(all ...string) map[string]bool {
	set := make(map[string]bool, len(all))
	for _, each := range all {
		set[each] = true
	}
	return set
}
