package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// badDescriptor is EBADF of WASI preview 1.
const badDescriptor = 8

// built is checker.wasm as it ships, built once for all tests of this package.
var built = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "checker")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	out := filepath.Join(dir, "checker.wasm")
	build := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w", "-o", out, ".")
	build.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	if said, err := build.CombinedOutput(); err != nil {
		return nil, &buildError{string(said)}
	}
	return os.ReadFile(out)
})

type buildError struct{ said string }

func (e *buildError) Error() string { return "checker.wasm does not build:\n" + e.said }

func wasmBytes(t *testing.T) []byte {
	t.Helper()
	wasm, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}

// guest is a running checker.wasm under a host that gives it nothing: every fd_ function but
// fd_write answers EBADF, and what is written is kept to be shown by a failing test.
type guest struct {
	module api.Module
	said   *strings.Builder
}

func startGuest(t *testing.T) *guest {
	t.Helper()
	ctx := t.Context()
	runtime := wazero.NewRuntime(ctx)
	t.Cleanup(func() { _ = runtime.Close(context.WithoutCancel(ctx)) })
	compiled, err := runtime.CompileModule(ctx, wasmBytes(t))
	if err != nil {
		t.Fatal(err)
	}
	g := &guest{said: &strings.Builder{}}
	host := runtime.NewHostModuleBuilder("wasi_snapshot_preview1")
	for _, needed := range compiled.ImportedFunctions() {
		_, name, _ := needed.Import()
		host.NewFunctionBuilder().
			WithGoModuleFunction(g.serve(name), needed.ParamTypes(), needed.ResultTypes()).Export(name)
	}
	if _, err := host.Instantiate(ctx); err != nil {
		t.Fatal(err)
	}
	config := wazero.NewModuleConfig().WithStartFunctions("_initialize")
	if g.module, err = runtime.InstantiateModule(ctx, compiled, config); err != nil {
		t.Fatal(err, g.said)
	}
	return g
}

// serve is the host's side of one import; what is not listed answers EBADF.
func (g *guest) serve(name string) api.GoModuleFunction {
	return api.GoModuleFunc(func(_ context.Context, m api.Module, stack []uint64) {
		memory := m.Memory()
		switch name {
		case "proc_exit":
			panic("proc_exit")
		case "sched_yield", "args_get", "environ_get":
			stack[0] = 0
		case "args_sizes_get", "environ_sizes_get":
			memory.WriteUint32Le(uint32(stack[0]), 0)
			memory.WriteUint32Le(uint32(stack[1]), 0)
			stack[0] = 0
		case "clock_time_get":
			memory.WriteUint64Le(uint32(stack[2]), 1)
			stack[0] = 0
		case "random_get":
			random := make([]byte, uint32(stack[1]))
			_, _ = rand.Read(random)
			memory.Write(uint32(stack[0]), random)
			stack[0] = 0
		case "fd_write":
			stack[0] = g.keep(memory, uint32(stack[1]), uint32(stack[2]), uint32(stack[3]))
		default:
			stack[0] = badDescriptor
		}
	})
}

func (g *guest) keep(memory api.Memory, vectors, count, written uint32) uint64 {
	var total uint32
	for i := range count {
		at, _ := memory.ReadUint32Le(vectors + 8*i)
		length, _ := memory.ReadUint32Le(vectors + 8*i + 4)
		said, _ := memory.Read(at, length)
		g.said.Write(said)
		total += length
	}
	memory.WriteUint32Le(written, total)
	return 0
}

// ask puts a frame into the guest and calls; a trap fails the test.
func (g *guest) ask(t *testing.T, function string, frame []byte) []byte {
	t.Helper()
	at := uint32(g.call(t, "alloc", len(frame)))
	if at == 0 || !g.module.Memory().Write(at, frame) {
		t.Fatalf("no room for %d bytes", len(frame))
	}
	packed := g.call(t, function, len(frame))
	answer, ok := g.module.Memory().Read(uint32(packed>>32), uint32(packed))
	if !ok {
		t.Fatalf("the answer of %s lies outside of memory", function)
	}
	return append([]byte(nil), answer...)
}

func (g *guest) call(t *testing.T, function string, n int) uint64 {
	t.Helper()
	results, err := g.module.ExportedFunction(function).Call(t.Context(), uint64(uint32(n)))
	if err != nil {
		t.Fatalf("%s(%d) trapped: %v\n%s", function, n, err, g.said)
	}
	return results[0]
}
