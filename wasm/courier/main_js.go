package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"syscall/js"
	"time"

	"github.com/syumai/tinyutil/httputil"

	"vouch/shared/client"
)

// patience is how long one exchange may take in all: a worker is stopped after thirty seconds
// without an event, and an answer that comes later comes to nobody.
const patience = 25 * time.Second

func main() {
	if len(os.Args) != 2 {
		os.Exit(2)
	}
	door := js.Global().Get(os.Args[1])
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	give(door, exchange(ctx, &client.Client{Do: fetch}, door.Get("request").String()))
}

// fetch sends by the browser's fetch, which sends no cookie to another origin. A redirect is an
// error: tokens go where the person said and nowhere else.
func fetch(r *http.Request) (*http.Response, error) {
	r.Header.Set("js.fetch:redirect", "error")
	return httputil.DefaultClient.Do(r)
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
