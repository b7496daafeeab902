package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"os"
)

const harperWasm = "extension/node_modules/harper.js/dist/harper_wasm_bg.wasm"

func measureSize(context.Context) ([]row, error) {
	sizes := map[string]float64{}
	for _, file := range []string{"bin/checker.wasm", "bin/courier.wasm", harperWasm} {
		n, err := gzipped(file)
		if err != nil {
			return nil, err
		}
		sizes[file] = n / 1e6
	}
	return []row{
		less("checker.wasm, gzipped", "MB", sizes["bin/checker.wasm"], "harper.js", sizes[harperWasm]),
		less("courier.wasm, gzipped", "MB", sizes["bin/courier.wasm"], "", 0),
	}, nil
}

// gzipped is the file's length in bytes as a server would send it.
func gzipped(file string) (float64, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return 0, err
	}
	if _, err := w.Write(data); err != nil {
		return 0, err
	}
	if err := w.Close(); err != nil {
		return 0, err
	}
	return float64(out.Len()), nil
}
