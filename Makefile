# Every target sets up what it needs: `make serve` and `make test` work on a fresh clone with Python 3.11+ and make.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
PLANS ?= 300
CANCU_CORPUS ?= ../shared/corpus
export CANCU_CORPUS := $(abspath $(CANCU_CORPUS))

BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help serve build data accuracy test test-all lint bench bench-reading clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

$(READY): .ci/lock.txt pyproject.toml .ci/setup
	@.ci/setup python "$(PYTHON)"

serve: $(READY) ## build the store and serve the site at http://$(HOST):$(PORT)
	$(BIN)/cancu build
	$(BIN)/cancu serve --host $(HOST) --port $(PORT)

build: $(READY) ## build the store from graph/data and the data folder
	$(BIN)/cancu build

data: $(READY) ## write graph/data anew from the real documents in CANCU_CORPUS
	$(BIN)/python -m cancu.graph.curate --corpus "$(CANCU_CORPUS)"

accuracy: $(READY) ## measure readings against what people annotated and write graph/data/accuracy.json, which the site shows
	$(BIN)/python tests/gold/scoring.py

test: lint ## lint, then all tests, with the browser
	@.ci/setup browser
	$(BIN)/pytest -n 2 --dist loadfile

test-all: test ## tests, then those that need tesseract, LibreOffice, SPARQL servers or load, then measurements
	@.ci/setup ocr
	$(BIN)/pytest -m "ocr or server"
	@.ci/setup load
	$(BIN)/pytest -m long
	@$(MAKE) --no-print-directory bench

lint: $(READY) ## ruff, mypy, import-linter
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(READY) ## measure reading, building and answering, on the bundled plans and at size (PLANS=10000)
	$(BIN)/python tests/bench/bench.py
	$(BIN)/python tests/bench/scale.py --plans $(PLANS)

bench-reading: $(READY) ## measure how well and how fast plans are read, sound and damaged
	@.ci/setup bench
	$(BIN)/python tests/bench/reading.py

clean: ## remove the environment and everything generated in the checkout (never the data folder)
	rm -rf .venv build dist cancu.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
