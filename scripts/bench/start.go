package main

import (
	"context"
	"crypto/ed25519"
	"errors"
	"os"
	"time"

	"vouch/shared/wire"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

const startRounds = 7

// measureStart tells the time from the file to the first answer: compile, instantiate, load a
// bundle, check a text.
func measureStart(ctx context.Context) ([]row, error) {
	t, err := newTask(oneCase(newAuthor(seed+1).rules(phrases, patterns)))
	if err != nil {
		return nil, err
	}
	node, err := startInNode(ctx, t, "vouch", "harper")
	if err != nil {
		return nil, err
	}
	compiled, started, err := startInWazero(ctx, t)
	if err != nil {
		return nil, err
	}
	return []row{
		less("start to first answer, node", "ms", node[0], "harper.js", node[1]),
		less("start to first answer, wazero, compiled before", "ms", started, "", 0),
		less("compile, wazero", "ms", compiled, "", 0),
	}, nil
}

// startInNode returns each contender's median, every start in a process of its own.
func startInNode(ctx context.Context, t task, contenders ...string) ([]float64, error) {
	times := make([][]float64, len(contenders))
	for range startRounds {
		for i, name := range contenders {
			var told struct{ Ms float64 }
			if err := inNode(ctx, "start", t, &told, name); err != nil {
				return nil, err
			}
			times[i] = append(times[i], told.Ms)
		}
	}
	medians := make([]float64, len(contenders))
	for i := range times {
		medians[i] = median(times[i])
	}
	return medians, nil
}

// startInWazero returns median milliseconds to compile the module, and from a compiled one to the
// first answer.
func startInWazero(ctx context.Context, t task) (compiled, started float64, err error) {
	module, err := os.ReadFile(t.Checker)
	if err != nil {
		return 0, 0, err
	}
	frames, err := startFrames(t)
	if err != nil {
		return 0, 0, err
	}
	var compiling, starting []float64
	for range startRounds {
		c, s, err := startOnce(ctx, module, frames)
		if err != nil {
			return 0, 0, err
		}
		compiling, starting = append(compiling, c), append(starting, s)
	}
	return median(compiling), median(starting), nil
}

// question is a call of the module: the function and its frame.
type question struct {
	name  string
	frame []byte
}

func startFrames(t task) ([]question, error) {
	bundle, err := os.ReadFile(t.Cases[0].Bundle)
	if err != nil {
		return nil, err
	}
	load := wire.LoadRequest{
		Key: string(benchKey().Public().(ed25519.PublicKey)), Workspace: benchWorkspace, Bundle: bundle,
	}
	draft := wire.CheckRequest{Text: t.Cases[0].Text, Surface: "post", Day: 20_778}
	return []question{{"load", wire.AppendLoad(nil, load)}, {"check", wire.AppendCheck(nil, draft)}}, nil
}

func startOnce(ctx context.Context, module []byte, questions []question) (compiled, started float64, err error) {
	runtime := wazero.NewRuntime(ctx)
	defer func() { err = errors.Join(err, runtime.Close(ctx)) }()
	wasi_snapshot_preview1.MustInstantiate(ctx, runtime)
	begin := time.Now()
	code, err := runtime.CompileModule(ctx, module)
	if err != nil {
		return 0, 0, err
	}
	compiled = time.Since(begin).Seconds() * 1000
	begin = time.Now()
	instance, err := runtime.InstantiateModule(ctx, code, wazero.NewModuleConfig().WithStartFunctions("_initialize"))
	if err != nil {
		return 0, 0, err
	}
	for _, q := range questions {
		if err := ask(ctx, instance, q); err != nil {
			return 0, 0, err
		}
	}
	return compiled, time.Since(begin).Seconds() * 1000, nil
}

func ask(ctx context.Context, instance api.Module, q question) error {
	at, err := instance.ExportedFunction("alloc").Call(ctx, uint64(len(q.frame)))
	if err != nil {
		return err
	}
	if !instance.Memory().Write(uint32(at[0]), q.frame) {
		return errors.New("the frame does not fit into the module's memory")
	}
	packed, err := instance.ExportedFunction(q.name).Call(ctx, uint64(len(q.frame)))
	if err != nil {
		return err
	}
	answer, ok := instance.Memory().Read(uint32(packed[0]>>32), uint32(packed[0]))
	if !ok {
		return errors.New("the answer lies outside the module's memory")
	}
	_, failed, err := wire.ReadAnswer(answer)
	if failed != nil {
		return errors.New(failed.Message)
	}
	return err
}
