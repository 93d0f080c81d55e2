# Two commands do everything: `make booklets` and `make test`.

PYTHON ?= python3
PACK ?= content/karabakh
BIN := .venv/bin

.PHONY: booklets test check bench schema clean

booklets: .venv/ready          ## make the booklets of $(PACK)
	$(BIN)/python generate.py $(PACK)

check: .venv/ready             ## only look for problems in $(PACK)
	$(BIN)/python generate.py check $(PACK)

test: .venv/ready-dev          ## lint, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/python -X faulthandler -m pytest --numprocesses auto --dist loadfile

bench: .venv/ready-dev         ## timings, as ratios in one interleaved run
	$(BIN)/python tests/bench.py

schema: .venv/ready            ## write the JSON Schemas of the content format
	$(BIN)/python generate.py schema layouts/schema

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make booklets PYTHON=python3.12"; exit 3; }
	$(PYTHON) -m venv .venv || { echo "Debian, Ubuntu: sudo apt install python3-venv"; exit 3; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:                         ## remove what was made, but not the environment
	rm -rf .cache out/*/
