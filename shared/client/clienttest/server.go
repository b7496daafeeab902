// Package clienttest is the server's side of the exchange for tests of those who call: it says
// what a test tells it to say, good or bad. It decides nothing that the real server decides; the
// end-to-end tests hold the two sides together.
package clienttest

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"vouch/shared/seal"
	"vouch/shared/wire"
)

// What the server knows.
const (
	Workspace = "acme"
	Code      = "BCDF-GHJK"
)

// Server is one workspace's server on loopback.
type Server struct {
	URL     string
	t       *testing.T
	private ed25519.PrivateKey

	mu         sync.Mutex
	generation int // of the tokens
	turns      int
	lost       bool
	protocol   int
	rules      *offer
	library    *offer
	outbox     []wire.Fact
	published  []wire.PublishRequest
}

// offer is what is said of a bundle, and what is sent for it.
type offer struct {
	ref  wire.BundleRef
	body []byte
	torn bool
}

// Start starts a server that has nothing to offer yet.
func Start(t *testing.T) *Server {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{t: t, private: private, protocol: wire.Protocol}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/pair", s.pair)
	mux.HandleFunc("POST /v1/token", s.token)
	mux.HandleFunc("POST /v1/sync", s.guarded(s.sync))
	mux.HandleFunc("GET /v1/bundles/{digest}", s.guarded(s.bundle))
	mux.HandleFunc("POST /v1/links", s.guarded(s.links))
	mux.HandleFunc("POST /v1/packs", s.guarded(s.packs))
	mux.HandleFunc("POST /v1/packs/rollback", s.guarded(s.rollback))
	listening := httptest.NewServer(mux)
	t.Cleanup(listening.Close)
	s.URL = listening.URL
	return s
}

// Key is the public key, standard base64.
func (s *Server) Key() string {
	return base64.StdEncoding.EncodeToString(s.private.Public().(ed25519.PublicKey))
}

func (s *Server) sign(message []byte) []byte { return ed25519.Sign(s.private, message) }

// Seal seals payload as this workspace's.
func (s *Server) Seal(h seal.Header, payload string) []byte {
	s.t.Helper()
	if h.Workspace == "" {
		h.Workspace = Workspace
	}
	sealed, err := seal.Seal(s.sign, h, []byte(payload))
	if err != nil {
		s.t.Fatal(err)
	}
	return sealed
}

// Offer says that revision of kind is out, and sends body for it.
func (s *Server) Offer(kind seal.Kind, revision int64, body []byte) {
	digest := seal.DigestOf(body)
	s.OfferAs(kind, wire.BundleRef{
		Revision: revision, Digest: hex.EncodeToString(digest[:]), Bytes: len(body),
	}, body)
}

// OfferAs says ref and sends body, whether they agree or not.
func (s *Server) OfferAs(kind seal.Kind, ref wire.BundleRef, body []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if kind == seal.Rules {
		s.rules = &offer{ref: ref, body: body}
		return
	}
	s.library = &offer{ref: ref, body: body}
}

// Tear breaks the connection in the middle of the rules from now on.
func (s *Server) Tear() { s.set(func() { s.rules.torn = true }) }

// Expire makes every access token of now invalid.
func (s *Server) Expire() { s.set(func() { s.generation++ }) }

// LoseNextTurn breaks the connection after the next turn of the tokens was carried out.
func (s *Server) LoseNextTurn() { s.set(func() { s.lost = true }) }

// Speak makes the server answer with another version of the exchange.
func (s *Server) Speak(protocol int) { s.set(func() { s.protocol = protocol }) }

// Turns is how often the tokens turned.
func (s *Server) Turns() (n int) {
	s.set(func() { n = s.turns })
	return n
}

// Outbox is every fact that arrived.
func (s *Server) Outbox() (facts []wire.Fact) {
	s.set(func() { facts = append(facts, s.outbox...) })
	return facts
}

func (s *Server) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

func (s *Server) tokens() wire.Tokens {
	generation := strconv.Itoa(s.generation)
	return wire.Tokens{Access: "access-" + generation, Refresh: "refresh-" + generation}
}

func (s *Server) guarded(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if r.Header.Get("Authorization") != "Bearer "+s.tokens().Access {
			refuse(w, http.StatusUnauthorized, "unauthorized", "The token is not valid any more.")
			return
		}
		next(w, r)
	}
}

func (s *Server) pair(w http.ResponseWriter, r *http.Request) {
	var asked wire.PairRequest
	if !read(w, r, &asked) {
		return
	}
	if asked.Code != Code {
		refuse(w, http.StatusUnauthorized, "unauthorized", "That code is not known. Ask for a new one.")
		return
	}
	s.set(func() {
		answer(w, wire.PairResponse{
			Workspace: Workspace, WorkspaceName: "Acme", Key: s.Key(), Advocate: "a1",
			AdvocateName: "Ada Advocate", Device: "d1", Tokens: s.tokens(),
		})
	})
}

func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	var asked wire.RefreshRequest
	if !read(w, r, &asked) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !strings.HasPrefix(asked.Refresh, "refresh-") {
		refuse(w, http.StatusUnauthorized, "unauthorized", "This device is no longer paired.")
		return
	}
	s.turns++
	if s.lost {
		s.lost = false
		panic(http.ErrAbortHandler)
	}
	answer(w, s.tokens())
}

func (s *Server) sync(w http.ResponseWriter, r *http.Request) {
	var asked wire.SyncRequest
	if !read(w, r, &asked) {
		return
	}
	said := wire.SyncResponse{Protocol: s.protocol, Receipts: []wire.Receipt{}, NextPoll: 300}
	for _, fact := range asked.Outbox {
		s.outbox = append(s.outbox, fact)
		said.Receipts = append(said.Receipts, wire.Receipt{ID: fact.ID, Status: wire.Recorded})
	}
	if s.rules != nil {
		said.Rules = &s.rules.ref
	}
	if s.library != nil {
		said.Library = &s.library.ref
	}
	answer(w, said)
}

func (s *Server) bundle(w http.ResponseWriter, r *http.Request) {
	for _, o := range []*offer{s.rules, s.library} {
		if o == nil || o.body == nil || o.ref.Digest != r.PathValue("digest") {
			continue
		}
		if o.torn {
			w.Header().Set("Content-Length", strconv.Itoa(len(o.body)))
			_, _ = w.Write(o.body[:len(o.body)/2])
			panic(http.ErrAbortHandler)
		}
		_, _ = w.Write(o.body)
		return
	}
	refuse(w, http.StatusNotFound, "not_found", "There is no bundle of that digest.")
}

func (s *Server) links(w http.ResponseWriter, r *http.Request) {
	var asked wire.LinkRequest
	if read(w, r, &asked) {
		answer(w, wire.LinkResponse{Story: asked.Story, Code: "c0de", URL: s.URL + "/l/c0de"})
	}
}

func (s *Server) packs(w http.ResponseWriter, r *http.Request) {
	var asked wire.PublishRequest
	if !read(w, r, &asked) {
		return
	}
	if asked.YAML == "" {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(http.StatusUnprocessableEntity)
		answer(w, wire.Problem{
			Kind: "invalid", Title: "The pack is empty.",
			Problems: []wire.PackProblem{{File: asked.File, Line: 1, Reason: "nothing stands here"}},
		})
		return
	}
	s.published = append(s.published, asked)
	answer(w, wire.PublishResponse{Revision: int64(len(s.published))})
}

func (*Server) rollback(w http.ResponseWriter, r *http.Request) {
	var asked wire.RollbackRequest
	if read(w, r, &asked) {
		answer(w, wire.PublishResponse{Revision: asked.To + 1})
	}
}

func read(w http.ResponseWriter, r *http.Request, into any) bool {
	body, err := io.ReadAll(r.Body)
	if err != nil || json.Unmarshal(body, into) != nil {
		refuse(w, http.StatusBadRequest, "invalid", "The request cannot be read.")
		return false
	}
	return true
}

func answer(w http.ResponseWriter, body any) { _ = json.NewEncoder(w).Encode(body) }

func refuse(w http.ResponseWriter, status int, kind, title string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	answer(w, wire.Problem{Status: status, Kind: kind, Title: title})
}
