# Everything starts here: `make run` serves, `make test` proves. Both work from a bare checkout.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8712

.DEFAULT_GOAL := help
SHELL := /bin/bash -o pipefail
.PHONY: help run demo test check bench soak extension words dictionary format lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

run: $(VENV)/.installed ## install what is needed and serve on 127.0.0.1:8712
	@$(BIN)/ssi-history serve --port $(PORT) $(ARGS)

demo: $(VENV)/.installed ## a year of sample history, from a throw-away folder
	@$(BIN)/ssi-history demo $(if $(filter-out file,$(origin PORT)),--port $(PORT)) $(ARGS)

test: check $(VENV)/.browsers $(VENV)/.postgresql $(VENV)/.programs ## every test, with real browsers and a real PostgreSQL
	@echo "== tests: extension modules"
	@$(BIN)/node --test --test-reporter=dot "tests/extension/*.test.js" "tests/charts/*.test.js"
	@echo "== tests: parser, server, package, browsers"
	@$(BIN)/python -m pytest -n 4 --dist loadgroup $(ARGS)

check: $(VENV)/.dev node_modules/.installed ## format, lint, types, import contracts
	@echo "== check: format and lint"
	@$(BIN)/ruff format --quiet --check . && $(BIN)/ruff check --quiet .
	@echo "== check: types (mypy, tsc)"
	@$(BIN)/mypy && $(BIN)/node node_modules/typescript/bin/tsc -p extension/jsconfig.json
	@echo "== check: import contracts"
	@$(BIN)/lint-imports --no-logo

bench: $(VENV)/.browsers $(VENV)/.postgresql node_modules/.installed ## what things cost, side by side
	@echo "== reading a page, beside the floor and other ways"
	@PYTHONPATH=tests $(BIN)/python -m bench.reader
	@echo "== ten years of history, beside plain SQL"
	@PYTHONPATH=tests $(BIN)/python -m bench.history
	@echo "== ten years on the page, beside 30 days"
	@PYTHONPATH=tests $(BIN)/python -m bench.dashboard
	@echo "== captures a second, beside a bare route that inserts one row"
	@PYTHONPATH=tests $(BIN)/python -m bench.intake
	@PYTHONPATH=tests $(BIN)/python -m bench.parts
	@echo "== one person's history and summary in a crowd"
	@PYTHONPATH=tests $(BIN)/python -m bench.crowd 1000 100000
	@echo "== the board of a team of fifty in a company, and a hundred captures a second"
	@PYTHONPATH=tests $(BIN)/python -m bench.company 500 5000
	@echo "== captures a second that are imported, and read again"
	@PYTHONPATH=tests $(BIN)/python -m bench.exchanging
	@echo "== start and memory of the server"
	@PYTHONPATH=tests $(BIN)/python -m bench.starting
	@echo "== what an installation of each size needs"
	@PYTHONPATH=tests $(BIN)/python -m bench.sizing
	@echo "== from the click to the figures"
	@PYTHONPATH=tests $(BIN)/python -m e2e.click_timing

soak: $(VENV)/.soak $(VENV)/.browsers $(VENV)/.postgresql $(VENV)/.programs node_modules/.installed ## the long proofs: storms of clicks, kills, failovers, damaged pages, millions of rows (hours)
	@echo "== damaged pages, unseen pages, fuzzing by hypothesis"
	@SSI_HISTORY_SOAK=1 $(BIN)/python -m pytest -n 2 tests/parser/test_damage.py tests/parser/test_unseen_pages.py tests/parser/test_fuzz.py
	@echo "== two hundred clicks in each browser, while server and worker come and go"
	@SSI_HISTORY_SOAK=1 $(BIN)/python -m pytest -n 2 --dist loadgroup tests/e2e/test_storm.py tests/e2e/test_restart.py tests/e2e/test_troubled_server.py tests/e2e/test_other_pages.py tests/e2e/test_accessible.py
	@echo "== histories made up, twenty times as many, out and in again and beside pandas"
	@SSI_HISTORY_SOAK=1 $(BIN)/python -m pytest -n 2 tests/server/test_history_generated.py tests/server/test_exchange_round_trip.py
	@echo "== ten minutes of anything at all sent to the server, on each engine; every operation of its document, all checks"
	@SSI_HISTORY_SOAK=1 $(BIN)/python -m pytest -n 2 tests/attacks
	@echo "== two hundred kills on each engine, twenty failovers, full disks, traces of system calls"
	@SSI_HISTORY_SOAK=1 $(BIN)/python -m pytest -n 0 tests/storms
	@echo "== one person in a crowd of ten million readings"
	@PYTHONPATH=tests $(BIN)/python -m bench.crowd 1000 100000 10000000
	@echo "== the board of a team of fifty among 50,000 people with thirteen million readings"
	@PYTHONPATH=tests $(BIN)/python -m bench.company 500 50000
	@echo "== how much is read, by damage"
	@PYTHONPATH=tests/parser $(BIN)/python -m damage.measure 10000 1
	@echo "== coverage-guided fuzzing"
	@PYTHONPATH=tests/parser $(BIN)/python -m fuzz 50000 2>&1 | tail -n 6

extension: node_modules/.installed ## the archives for the browsers' stores, in dist/
	@$(BIN)/python .ci/extension.py dist

words: $(VENV)/.dev ## bring the catalogues of translations up to date
	@PYTHONPATH=tests $(BIN)/python -m catalogues

dictionary: $(VENV)/.dev ## learn anew what stored pages are compressed with
	@PYTHONPATH=tests:tests/parser $(BIN)/python -m dictionary

format: $(VENV)/.dev ## format the Python code
	@$(BIN)/ruff check --quiet --fix-only . ; $(BIN)/ruff format .

lock: $(VENV)/.dev ## pin the versions anew
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml --group build -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group soak -o requirements-soak.txt
	@$(BIN)/npm install --package-lock-only

clean: ## remove what the other targets made
	@rm -rf $(VENV) node_modules dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "SSI History needs Python 3.11 or newer: make run PYTHON=/path/to/python3.11"; exit 1; }
	@echo "== making the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python requirements.txt pyproject.toml
	@echo "== installing SSI History (a minute the first time)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed requirements-dev.txt
	@echo "== installing the tools for tests and checks"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.soak: $(VENV)/.dev requirements-soak.txt
	@echo "== installing the fuzzer"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-soak.txt
	@touch $@

node_modules/.installed: $(VENV)/.dev package-lock.json
	@echo "== installing the tools that check the extension"
	@PATH="$(CURDIR)/$(BIN):$$PATH" NODE_OPTIONS=--use-system-ca $(BIN)/npm ci --loglevel=error --no-progress > /dev/null
	@touch $@

$(VENV)/.browsers: $(VENV)/.dev tests/e2e/browsers.py
	@echo "== looking for a browser to test with"
	@$(BIN)/python tests/e2e/browsers.py
	@touch $@

$(VENV)/.postgresql: $(VENV)/.dev tests/throwaway_postgresql.py
	@echo "== looking for a PostgreSQL to test with"
	@$(BIN)/python tests/throwaway_postgresql.py
	@touch $@

$(VENV)/.programs: $(VENV)/.dev tests/storms/tools.py
	@echo "== looking for a proxy and for what reads system calls and alert rules"
	@PYTHONPATH=tests $(BIN)/python -m storms.tools
	@touch $@
