package main

import (
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"syscall/js"
	"time"

	"github.com/syumai/tinyutil/httputil"

	"vouch/shared/client"
	"vouch/shared/seal"
	"vouch/shared/wire"
)

// patience is how long one exchange may take in all: a worker is stopped after thirty seconds
// without an event, and an answer that comes later comes to nobody.
const patience = 25 * time.Second

// main answers and then stands still instead of ending: the runtime leaves timers with its host,
// and they throw when they fire into a program that has ended. Its host drops it with them.
func main() {
	if len(os.Args) != 2 {
		os.Exit(2)
	}
	door := js.Global().Get(os.Args[1])
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	c := &client.Client{
		Do: fetch, Turned: func(tokens wire.Tokens) { tell(door, tokens) },
		Held: func(ctx context.Context, kind seal.Kind) []byte { return ask(ctx, door, kind) },
		Now:  time.Now, Random: rand.Float64,
	}
	answered := exchange(ctx, c, door.Get("request").String())
	cancel()
	give(door, answered)
	select {}
}

// fetch sends by the browser's fetch, which sends no cookie to another origin. A redirect is an
// error: tokens go where the person said and nowhere else.
func fetch(r *http.Request) (*http.Response, error) {
	r.Header.Set("js.fetch:redirect", "error")
	response, err := httputil.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	response.Body = &body{ReadCloser: response.Body}
	return response, nil
}

// body is closed only while there is something to cancel: cancelling a stream that broke off
// yields a rejected promise that nobody awaits.
type body struct {
	io.ReadCloser
	over bool
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.over = b.over || err != nil
	return n, err
}

func (b *body) Close() error {
	if b.over {
		return nil
	}
	return b.ReadCloser.Close()
}

// tell hands new tokens out while the exchange goes on.
func tell(door js.Value, tokens wire.Tokens) {
	if encoded, err := json.Marshal(tokens); err == nil {
		door.Call("turned", string(encoded))
	}
}

// ask awaits the bundle that the device holds; nil when there is none, or no answer in time.
func ask(ctx context.Context, door js.Value, kind seal.Kind) []byte {
	held := make(chan []byte, 1)
	settle := func(given []js.Value) { held <- copyOf(given) }
	then := js.FuncOf(func(_ js.Value, given []js.Value) any { settle(given); return nil })
	failed := js.FuncOf(func(js.Value, []js.Value) any { settle(nil); return nil })
	// Both stay: one of them may yet be called, and the program is dropped after this exchange.
	door.Call("held", string(kind)).Call("then", then, failed)
	select {
	case bundle := <-held:
		return bundle
	case <-ctx.Done():
		return nil
	}
}

func copyOf(given []js.Value) []byte {
	if len(given) == 0 || !given[0].InstanceOf(js.Global().Get("Uint8Array")) {
		return nil
	}
	bundle := make([]byte, given[0].Length())
	js.CopyBytesToGo(bundle, given[0])
	return bundle
}

func give(door js.Value, a answer) {
	encoded, err := json.Marshal(a)
	if err != nil {
		encoded = []byte(`{"problem":{"status":0,"kind":"unreadable","title":"The answer could not be written."}}`)
	}
	door.Call("answer", string(encoded), bytesOf(a.rules), bytesOf(a.library))
}

// bytesOf copies a bundle out of the module; undefined when there is none.
func bytesOf(b []byte) js.Value {
	if b == nil {
		return js.Undefined()
	}
	array := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(array, b)
	return array
}
