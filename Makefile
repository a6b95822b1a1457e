# For a fresh machine with git, make and Python 3.11 or later: `make chat`, `make preview`, `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Many tests wait for a socket, a lock or a clock: two of them share a core well.
WORKERS := $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')

.PHONY: help chat preview run doctor test format bench plots soak pictures schema lock clean

help:            ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

chat: $(VENV)/run.stamp          ## talk to rockybot about Rocky Dennis
	@PYTHONPATH=src $(BIN)/python -m rockybot chat

preview: $(VENV)/preview.stamp   ## the real bot in your browser, without a token
	@$(BIN)/python preview/serve.py

run: $(VENV)/run.stamp           ## serve Discord; needs DISCORD_TOKEN in .env
	@PYTHONPATH=src $(BIN)/python -m rockybot run

doctor: $(VENV)/run.stamp        ## what is wrong with token, settings and story, each with its mend
	@PYTHONPATH=src $(BIN)/python -m rockybot doctor

test: $(VENV)/dev.stamp          ## everything that CI checks: format, lint, types, tests, coverage
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/rockybot check
	$(BIN)/pytest -q -n $(WORKERS) --cov --cov-report=
	$(BIN)/coverage report --include='src/rockybot/packs/*,src/rockybot/matching/*' --fail-under=100

format: $(VENV)/dev.stamp        ## format the code and mend what lint can mend
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(VENV)/dev.stamp         ## quality (into the docs), growth, speed, start-up and load figures
	$(BIN)/python benchmarks/quality.py --write
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/interactions.py
	$(BIN)/python benchmarks/servers.py
	$(BIN)/python benchmarks/growth.py --write

plots: $(VENV)/bench.stamp       ## draw the two plots of docs/matching.md, times as `make bench` kept them
	$(BIN)/python benchmarks/plots.py

soak: $(VENV)/dev.stamp          ## kill a writing process 500 times on each database
	PYTHONPATH=tests $(BIN)/python -m store.soak --kills 500

pictures: $(VENV)/preview.stamp  ## take the screenshots in docs/pictures anew (needs Chromium)
	$(BIN)/python preview/pictures.py

schema: $(VENV)/dev.stamp        ## write facts/schema.json anew from the code
	$(BIN)/python -m rockybot.packs.schema > facts/schema.json

lock: $(VENV)/bin/python         ## compile requirements/*.txt from pyproject.toml
	$(BIN)/pip install --quiet 'uv>=0.9'
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--custom-compile-command 'make lock' -o requirements/run.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--custom-compile-command 'make lock' -c requirements/run.txt --group dev -o requirements/dev.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--custom-compile-command 'make lock' -c requirements/dev.txt --group preview -o requirements/preview.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--custom-compile-command 'make lock' -c requirements/dev.txt --group bench -o requirements/bench.txt pyproject.toml

clean:           ## remove what was set up here
	rm -rf $(VENV) dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

# A stamp is younger than the lock it was made from, so the set-up is redone only when the lock changes.
$(VENV)/run.stamp: requirements/run.txt | $(VENV)/bin/python
	@echo "Setting up (once) …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up the development tools (once) …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@ $(VENV)/run.stamp

$(VENV)/preview.stamp: requirements/preview.txt | $(VENV)/dev.stamp
	@echo "Setting up the preview (once) …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/preview.txt
	@touch $@

$(VENV)/bench.stamp: requirements/bench.txt | $(VENV)/dev.stamp
	@echo "Setting up what draws the plots (once) …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@
