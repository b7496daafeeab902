# Every way into the project. `make` alone lists them; each line's comment is its help.

.DEFAULT_GOAL := help
.PHONY: help run build test check bench soak setup lint-tool

# One static binary, and one build cache for building and testing.
export CGO_ENABLED := 0

GOLANGCI := .tools/golangci-lint
GOLANGCI_VERSION := v2.15.0

help: ## list the targets
	@grep -hE '^[a-z%-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([^:]+):.*## /  make \1\t/' | expand -t 20

run: build ## set up, build and start the demo; prints where to go
	@bin/vouch serve --demo --data ./data

build: setup ## bin/vouch, both Wasm modules, extension/dist and its archives
	@go run ./scripts/build

test: build ## every test: Go natively and under Wasm, types, units, end to end
	@go run ./scripts/suite

check: setup lint-tool ## fast: format, vet, lint, layers, units, generated files
	@go run ./scripts/suite -fast

bench: build ## one table and bin/bench.json; make bench-NAME runs one group
	@scripts/setup bench
	@go run ./scripts/bench

bench-%: build
	@scripts/setup bench
	@go run ./scripts/bench $*

soak: build ## long: fuzzing, races, fault runs
	@go run ./scripts/suite -soak

setup:
	@scripts/setup

# Four minutes the first time, nothing after; only make check needs it.
lint-tool:
	@$(GOLANGCI) version 2>/dev/null | grep -q '$(GOLANGCI_VERSION:v%=%)' || { \
		echo 'check: building golangci-lint $(GOLANGCI_VERSION), once'; \
		GOBIN=$(CURDIR)/.tools go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION); }
