# Two targets do everything: `make demo` and `make test`. Both make their environment first.
#
#   make demo PYTHON=/path/to/python3.12     another Python (3.11 or later)
#   make demo VENV=/some/folder              the environment elsewhere than in .venv

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV ?= .venv
DEMO ?= demo
SHARED ?= ../shared
SPLIT ?= dev
OPTIONS ?=
BIN := $(VENV)/bin

.PHONY: help demo test check format readme bench evaluate clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.installed ## install, annotate the sample articles, show what comes out
	@mkdir -p "$(DEMO)"
	$(BIN)/otr annotate samples
	$(BIN)/otr annotate samples --output "$(DEMO)/records.jsonl"
	$(BIN)/otr annotate samples --format html --output "$(DEMO)/pages"
	@echo
	@echo "Records:  $(abspath $(DEMO))/records.jsonl"
	@echo "Page:     $(abspath $(DEMO))/pages/index.html"

test: check ## everything that must hold: format, lint, types, spelling, tests
	$(BIN)/pytest

check: $(VENV)/.installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/codespell

format: $(VENV)/.installed-test ## put the code into the common form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

readme: $(VENV)/.installed-test ## run the shell sessions of the README and write what they print
	$(BIN)/python tests/test_readme.py --write

bench: $(VENV)/.installed ## measure on the data in SHARED and write the results
	$(BIN)/python -m annotate.benchmarks --shared "$(SHARED)"

evaluate: $(VENV)/.installed-compare ## compare with others on SHARED: SPLIT=dev or test, OPTIONS=--help
	$(BIN)/python -m annotate.benchmarks.evaluation --shared "$(SHARED)" --split "$(SPLIT)" $(OPTIONS)

clean: ## remove what was made, the environment included
	rm -rf "$(VENV)" "$(DEMO)" build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-compare: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[compare]'
	@touch $@ $(VENV)/.installed

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "On the Record needs Python 3.11 or later, and none was found." >&2; \
		echo "Install one, or say where it is: make demo PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; v = sys.version.split()[0]; sys.exit("On the Record needs Python 3.11 or later; $(PYTHON) is %s. Say where another is: make demo PYTHON=/path/to/python3" % v if sys.version_info < (3, 11) else 0)'
	@"$(PYTHON)" -m venv "$(VENV)" || { rm -rf "$(VENV)"; \
		echo "The environment could not be made; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
