# Two commands do everything: `make run` (the five documents, end to end) and `make test`.
# Nothing but Python 3.11 or later and make is needed; PYTHON=… names another Python.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt
# The tests start hundreds of Pythons: what one has compiled the others need not.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test static suite jars install docs bench clean

run: install
	@$(BIN)/mindet build
	@echo
	@$(BIN)/mindet ask powers
	@echo
	@echo "See who is responsible for what: open build/responsibility.html in a browser."
	@echo "More questions: $(BIN)/mindet queries"

test:
	@$(MAKE) --no-print-directory --jobs=2 $(VENV)/.dev jars
	@$(MAKE) --no-print-directory --jobs=2 static suite

static: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Tests wait for servers a good part of their time: four at once keep two cores busy.
suite: $(VENV)/.compiled
	$(BIN)/pytest -n 4 --no-loadscope-reorder

# All that start at once would each compile what they import, as pip has not.
$(VENV)/.compiled: $(VENV)/.dev
	@$(BIN)/pytest --collect-only -q >/dev/null || true
	@touch $@

# Maven is at it while pip installs; otherwise each worker of the tests would wait for it.
jars:
	@command -v mvn >/dev/null || exit 0; $(PYTHON) tests/jars.py

docs: install
	$(BIN)/mindet build
	$(BIN)/mindet queries --pages docs/questions

bench: $(VENV)/.dev
	$(BIN)/python tests/bench/speed.py
	$(BIN)/python tests/bench/page.py

install: $(VENV)/.package

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.package: $(VENV)/.python pyproject.toml constraints.txt
	@echo "installing Mindet into $(VENV) …"
	@$(PIP) -e .
	@touch $@

# With the package in one go: pip builds and looks up everything anew each time.
$(VENV)/.dev: $(VENV)/.python pyproject.toml constraints.txt
	@echo "installing Mindet and what its tests need into $(VENV) …"
	@$(PIP) -e '.[dev]'
	@$(BIN)/python -m mindet.store.classcache
	@touch $(VENV)/.package $@

clean:
	rm -rf build dist
