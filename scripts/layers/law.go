package main

// This file is the policy of the house: who may import whom, and why not. It is a statement of
// intent. Do not change it to make a build pass; change it when the house changes, in the same
// commit, with the reason.

// room is one Go package. A package without a room fails the law.
type room struct {
	path string
	// may lists the rooms it may import, beyond itself; a name ending in "/..." is a whole floor.
	may []string
	// outside lists the modules of others it may import.
	outside []string
}

const (
	yaml       = "go.yaml.in/yaml/v3"
	toml       = "github.com/BurntSushi/toml"
	redis      = "github.com/redis/go-redis/v9"
	echo       = "github.com/labstack/echo/v4"
	jwt        = "github.com/golang-jwt/jwt/v5"
	prometheus = "github.com/prometheus/client_golang"
	edwards    = "filippo.io/edwards25519"
	tinyutil   = "github.com/syumai/tinyutil"
	esbuild    = "github.com/evanw/esbuild"
	aho        = "github.com/BobuSumisu/aho-corasick"
	wazero     = "github.com/tetratelabs/wazero"
	xtext      = "golang.org/x/text"
	idna       = "golang.org/x/net/idna"
	iploc      = "github.com/phuslu/iploc"
	qr         = "rsc.io/qr"
	cascadia   = "github.com/andybalholm/cascadia"
	html       = "golang.org/x/net/html"
	otel       = "go.opentelemetry.io/otel"
	otlp       = "go.opentelemetry.io/proto/otlp"
	protobuf   = "google.golang.org/protobuf"
)

// rooms is the house, bottom up.
func rooms() []room { return append(house(), workshop()...) }

// house is what ships, and its tests.
func house() []room {
	return []room{
		// What browser, command line and server share.
		{path: "shared/text"},
		{path: "shared/match", may: []string{"shared/text"}}, // it walks the words that text cut
		{path: "shared/pattern"},
		{path: "shared/pattern/build", may: []string{"shared/pattern"}}, // at the desk: devices load tables
		{path: "shared/rule", outside: []string{yaml}},
		{path: "shared/detect", may: []string{"shared/text"}}, // it reads numbers from the words that text cut
		{path: "shared/program", may: []string{"shared/detect", "shared/match", "shared/pattern", "shared/text"}}, // a condition names its detector
		{path: "shared/compile", may: []string{"shared/detect", "shared/rule", "shared/program", "shared/match", "shared/pattern", "shared/pattern/build", "shared/text"}},
		{path: "shared/check", may: []string{"shared/detect", "shared/program", "shared/match", "shared/pattern", "shared/text"}},
		{path: "shared/prove", may: []string{"shared/rule", "shared/compile", "shared/check", "shared/text"}},
		// A second reading of the manual, for tests alone: nothing may import it. It reads words, the
		// tables of inflections and what a draft is from those that have tests of their own.
		{path: "shared/oracle", may: []string{"shared/rule", "shared/compile", "shared/program", "shared/check", "shared/text"}, outside: []string{yaml}},
		{path: "shared/convert", may: []string{"shared/rule", "shared/prove"}, outside: []string{yaml, toml}}, // other tools' rules come as YAML and TOML
		{path: "shared/suggest", may: []string{"shared/text"}},
		{path: "shared/near", may: []string{"shared/text"}}, // it reads the words that text cut
		{path: "shared/seal", outside: []string{edwards}},   // the group of Ed25519, as the standard library has it inside
		{path: "shared/delta"}, // between two bundles; it knows nothing of what they hold
		{path: "shared/wire", may: []string{"shared/check", "shared/suggest", "shared/text"}},
		{path: "shared/packs", may: []string{"shared/rule"}},
		{path: "shared/packs/corpus"}, // labelled texts and the tests of their form: nothing may import them
		{path: "shared/client", may: []string{"shared/delta", "shared/seal", "shared/wire"}},
		{path: "shared/client/clienttest", may: []string{"shared/client", "shared/delta", "shared/seal", "shared/wire"}},

		{path: "shared/surfaces"}, // data about pages: what ships is handed in
		{path: "shared/surfaces/prove", may: []string{"shared/surfaces", "shared/wire"}, outside: []string{cascadia, html}}, // it reads snapshots as a browser would

		// The one Go file of the extension: it embeds the surfaces that ship and the pages that prove others.
		{path: "extension/linkedin"},

		// The two modules.
		{path: "wasm/checker", may: []string{
			"shared/program", "shared/check", "shared/near", "shared/suggest", "shared/seal", "shared/wire", "shared/text",
		}},
		{path: "wasm/courier", may: []string{"shared/client", "shared/delta", "shared/seal", "shared/wire"}, outside: []string{tinyutil}},

		// The server: features know kv, who is calling, activity and what is shared, never each other.
		// Keys and connections are kv's alone; a room with the redis module names its types in
		// pipelines.
		{path: "server/fault"},
		// Spans are made through its methods alone, so that none can say whom it was for.
		{path: "server/tracing", may: []string{"server/fault"}, outside: []string{otel}},
		{path: "server/tracing/tracingtest", outside: []string{otlp, protobuf}}, // a collector reads what was sent
		{path: "server/kv", may: []string{"server/fault", "server/tracing"}, outside: []string{redis}},
		{path: "server/upgrade", may: []string{"server/fault", "server/kv"}},
		{path: "server/backup", may: []string{"server/fault"}},
		{path: "server/kv/kvtest", may: []string{"server/kv", "server/kv/kvtest/cluster"}, outside: []string{redis}}, // its connections die where a test says
		{path: "server/kv/kvtest/cluster", outside: []string{redis}},                                                 // no testing in it: the suite starts one for all packages
		{path: "server/journal", may: []string{"server/fault"}},                                                      // records are bytes to it: it is the rim, whoever fills it decides
		{path: "server/workspace", may: []string{"server/fault", "server/kv", "shared/wire"}},
		{path: "server/domains", may: []string{"server/fault", "server/kv"}}, // names are claimed over all workspaces
		{path: "server/auth", may: []string{"server/fault", "server/kv", "shared/wire", "server/auth/keyring"}, outside: []string{jwt, redis}},
		{path: "server/auth/keyring", may: []string{"server/fault"}},
		{path: "server/activity", may: []string{"server/fault", "server/kv", "server/tracing", "shared/wire"}},
		{path: "server/activity/archive", may: []string{"server/activity", "server/fault", "server/kv"}}, // files of facts: the log itself touches no disk
		{path: "server/activity/activitytest", may: []string{"server/activity", "server/kv"}},
		{path: "server/rollout", may: []string{"server/fault", "server/kv", "server/auth", "server/tracing", "shared/..."}},
		{path: "server/content", may: []string{"server/fault", "server/kv", "server/auth", "shared/..."}},
		// A destination's host is compared in the form that browsers resolve.
		{path: "server/agents"}, // what user agents say: it knows texts alone
		{path: "server/links", may: []string{"server/fault", "server/kv", "server/activity", "server/agents", "shared/wire"}, outside: []string{idna, iploc, qr}},
		{path: "server/conversions", may: []string{"server/activity", "server/fault", "server/kv", "server/tracing"}},
		{path: "server/points", may: []string{"server/fault", "server/kv", "server/activity", "shared/wire"}},
		{path: "server/near", may: []string{"server/kv", "shared/wire"}},                                                  // fingerprints beside nobody: it may not know who sends them
		{path: "server/upkeep", may: []string{"server/fault", "server/kv", "server/activity", "server/activity/archive"}}, // the nightly round over logs and numbers
		{path: "server/points/pointstest", may: []string{"server/activity", "server/kv", "server/points"}},
		{path: "server/surfaces", may: []string{"server/fault", "server/kv", "server/auth", "server/tracing", "shared/seal", "shared/surfaces/...", "shared/wire", "extension/linkedin"}},
		{path: "server/devicesync", may: []string{"server/fault", "server/kv", "server/tracing", "shared/delta", "shared/seal", "shared/wire"}},

		// The edges: one a kind of caller. They translate, and decide nothing.
		{path: "server/web", may: []string{"server/fault", "server/kv", "server/tracing", "shared/wire"}, outside: []string{echo, prometheus}},
		{path: "server/api", may: []string{"server/...", "shared/..."}, outside: []string{echo}},
		{path: "server/console", may: []string{"server/...", "shared/..."}, outside: []string{echo}},
		{path: "server/redirect", may: []string{"server/...", "shared/wire"}, outside: []string{echo, prometheus}},
		{path: "server/postback", may: []string{"server/conversions", "server/fault", "server/web"}, outside: []string{echo, prometheus}},
		{path: "server/practice"},

		// The roof: builds the rooms and runs them.
		{path: "server/demo", may: []string{"server/...", "shared/..."}},
		{path: "server/faultrun", may: []string{"server/...", "shared/wire"}, outside: []string{redis}}, // tests of the whole, which nothing imports
		{path: "server/app", may: []string{"server/...", "shared/..."}, outside: []string{echo, prometheus}},
		{path: "server/cli", may: []string{"server/app", "server/backup", "server/kv", "server/fault", "server/links", "server/tracing", "shared/...", "extension/linkedin"}}, // it proves surfaces without a server
		{path: "server", may: []string{"server/cli"}},
	}
}

// workshop are the tools; nothing imports them.
func workshop() []room {
	return []room{
		{path: "scripts/build", outside: []string{esbuild}},
		{path: "scripts/suite", may: []string{"server/kv/kvtest/cluster"}},
		{path: "scripts/layers"},
		{path: "scripts/wiregen"},
		{path: "scripts/agentgen"},
		{path: "scripts/unicodegen", outside: []string{xtext}},
		{path: "scripts/operate", may: []string{"server/cli"}},
		{path: "scripts/bench", may: []string{"server/...", "shared/..."}, outside: []string{wazero, echo, esbuild, aho}},
		{path: "scripts/bench/goregexp"},
		{path: "scripts/bench/limit", may: []string{"shared/text"}}, // cutting a text into words alone
	}
}

// ban forbids an import below a floor, except in the rooms named.
type ban struct {
	below  string
	imp    string // a package; "name/..." with everything below it
	except []string
	why    string
}

func bans() []ban {
	return []ban{
		{"shared", "os/...", nil, "what judges drafts can reach no file and no environment"},
		{"shared", "net", nil, "what judges drafts can reach no network"},
		{"shared", "net/http", []string{"shared/client", "shared/client/clienttest"}, "only the sync exchange speaks HTTP, over a passed-in Do"},
		{"shared", "log/...", nil, "a log line could carry a draft"},
		{"shared", "syscall/...", nil, "shared code runs anywhere; syscall/js belongs to the courier"},
		{"shared", "math/rand/...", nil, "randomness comes in as an argument"},
		{"shared", "crypto/rand", []string{"shared/client/clienttest"}, "randomness comes in as an argument"},
		{"shared", "plugin", nil, "rules are data, never code"},
		{"shared", "unsafe", nil, "hostile bytes are read with bounds"},
		{"server", "syscall/js", nil, "a server has no page"},
		{"server", "math/rand/...", []string{"server/demo"}, "codes and tokens come from crypto/rand"},
		{"server", "text/template", nil, "pages are html/template: it escapes"},
		{"server", "vouch/shared/oracle", nil, "the oracle is slow on purpose, and for tests alone"},
		{"wasm/checker", "syscall/js", nil, "the module that reads drafts has no access to the page or the network"},
		{"wasm", "log/...", nil, "a log line could carry a draft"},
		{"wasm/checker", "fmt", nil, heavy},
		{"shared/text", "fmt", nil, heavy},
		{"shared/match", "fmt", nil, heavy},
		{"shared/pattern", "fmt", []string{"shared/pattern/build"}, heavy},
		{"shared/program", "fmt", nil, heavy},
		{"shared/check", "fmt", nil, heavy},
		{"shared/suggest", "fmt", nil, heavy},
		{"shared/seal", "fmt", nil, heavy},
		{"shared/wire", "fmt", nil, heavy},
	}
}

const heavy = "the checker ships this package, and every use of fmt drags reflection in"

// shipped is a program and what must not be linked into it, even through others.
type shipped struct {
	target, arch, program string
	without               []linkBan
}

type linkBan struct{ imp, why string }

func shippedPrograms() []shipped {
	authoring := []linkBan{
		{"vouch/shared/rule", "YAML and its parser stay where rules are written"},
		{"vouch/shared/compile", "devices load images, they compile nothing"},
		{"vouch/shared/pattern/build", "nor patterns"},
		{"vouch/shared/prove", "proving belongs to the desk"},
		{"vouch/shared/oracle", "it is slow on purpose, and for tests alone"},
		{"vouch/shared/packs", "rules arrive signed, none are built in"},
		{"vouch/server/...", "no server code on a device"},
		{yaml, "an image needs no parser"},
	}
	return []shipped{
		{"wasip1", "wasm", "./wasm/checker", append([]linkBan{
			{"fmt", "reflection, for words that can be put together by hand"},
			{"crypto/sha256", "0.14 MB gzipped: a certified module of ciphers and its self-tests; shared/seal hashes by itself"},
			{"crypto/ed25519", "the same, and random numbers"},
			{"os", "a module that only answers needs no system"},
			{"encoding/json", "0.3 MB gzipped; reports are written by hand"},
			{"regexp/...", "500 times slower than the matcher; patterns arrive as tables"},
			{"net/...", "the module that reads drafts has no network"},
			{"os/exec", "nor programs"},
			{"log/...", "nor a log"},
			{"vouch/shared/client", "the exchange is the courier's"},
		}, authoring...)},
		{"js", "wasm", "./wasm/courier", append([]linkBan{
			{"os/exec", "a browser has no programs"},
			{"regexp", "0.3 MB gzipped for nothing"},
		}, authoring...)},
	}
}
