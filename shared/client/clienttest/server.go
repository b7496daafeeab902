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
	Key       = "known" // opens a bundle's path without a token
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
	surfaces   *offer
	outbox     []wire.Fact
	published  []wire.PublishRequest
	busy       func(http.ResponseWriter) // refuses exchanges; nil lets them in
	lose       bool                      // the next answer to an exchange
	deltas     map[string][]byte         // by the digest of the base
	fetched    []string                  // what was asked for bundles: paths with queries
	mode       *wire.Mode                // how the company counts
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
	mux.HandleFunc("GET /v1/sync", s.guarded(s.news))
	mux.HandleFunc("GET /v1/bundles/{digest}", s.bundleFor)
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
	*s.offered()[kind] = &offer{ref: ref, body: body}
}

func (s *Server) offered() map[seal.Kind]**offer {
	return map[seal.Kind]**offer{seal.Rules: &s.rules, seal.Library: &s.library, seal.Surfaces: &s.surfaces}
}

// Delta sends body to those who ask for something from the base of this digest.
func (s *Server) Delta(base seal.Digest, body []byte) {
	s.set(func() { s.deltas = map[string][]byte{hex.EncodeToString(base[:]): body} })
}

// Count says how the company counts, signed for a workspace by this server's key.
func (s *Server) Count(mode wire.Mode, workspace string) {
	mode.Signature = base64.StdEncoding.EncodeToString(s.sign(mode.Statement(workspace)))
	s.set(func() { s.mode = &mode })
}

// Fetched is what was asked for bundles, with the queries.
func (s *Server) Fetched() (asked []string) {
	s.set(func() { asked = append(asked, s.fetched...) })
	return asked
}

// Refuse answers every exchange from now on with a status and, if there is one, a Retry-After.
func (s *Server) Refuse(status int, retryAfter string) {
	s.set(func() {
		s.busy = func(w http.ResponseWriter) {
			if retryAfter != "" {
				w.Header().Set("Retry-After", retryAfter)
			}
			refuse(w, status, "unavailable", "The server is busy.")
		}
	})
}

// LetIn ends Refuse.
func (s *Server) LetIn() { s.set(func() { s.busy = nil }) }

// LoseNextAnswer breaks the connection after the next exchange was carried out.
func (s *Server) LoseNextAnswer() { s.set(func() { s.lose = true }) }

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
	if s.busy != nil {
		s.busy(w)
		return
	}
	said := s.said()
	for _, fact := range asked.Outbox {
		s.outbox = append(s.outbox, fact)
		said.Receipts = append(said.Receipts, wire.Receipt{ID: fact.ID, Status: wire.Recorded})
	}
	if s.lose {
		s.lose = false
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("ETag", s.tag())
	answer(w, said)
}

// news is the exchange of a device that has nothing to tell.
func (s *Server) news(w http.ResponseWriter, r *http.Request) {
	if s.busy != nil {
		s.busy(w)
		return
	}
	w.Header().Set("ETag", s.tag())
	if r.Header.Get("If-None-Match") == s.tag() {
		w.Header().Set(wire.NextPollHeader, "77")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	answer(w, s.said())
}

func (s *Server) said() wire.SyncResponse {
	said := wire.SyncResponse{Protocol: s.protocol, Receipts: []wire.Receipt{}, NextPoll: 300}
	said.Settings.Mode = s.mode
	refs := map[seal.Kind]**wire.BundleRef{
		seal.Rules: &said.Rules, seal.Library: &said.Library, seal.Surfaces: &said.Surfaces,
	}
	for kind, o := range s.offered() {
		if *o != nil {
			*refs[kind] = &(*o).ref
		}
	}
	return said
}

// tag changes with what is offered.
func (s *Server) tag() string {
	tag := []string{"offers"}
	for _, o := range []*offer{s.rules, s.library, s.surfaces} {
		if o != nil {
			tag = append(tag, strconv.FormatInt(o.ref.Revision, 10))
		}
	}
	return strconv.Quote(strings.Join(tag, "-"))
}

// bundleFor lets in who shows a token, or knows where a bundle lies.
func (s *Server) bundleFor(w http.ResponseWriter, r *http.Request) {
	s.set(func() { s.fetched = append(s.fetched, r.URL.RequestURI()) })
	if r.URL.Query().Get("key") == Key && r.Header.Get("Authorization") == "" {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.bundle(w, r)
		return
	}
	s.guarded(s.bundle)(w, r)
}

func (s *Server) bundle(w http.ResponseWriter, r *http.Request) {
	if made, ok := s.deltas[r.URL.Query().Get("from")]; ok {
		w.Header().Set("Content-Type", wire.DeltaType)
		_, _ = w.Write(made)
		return
	}
	for _, o := range []*offer{s.rules, s.library, s.surfaces} {
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
