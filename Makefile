# A fresh clone needs Python and make, nothing else: every target sets up .venv when it is
# missing or older than what it was made from. Another Python: make test PYTHON=python3.12

VENV := .venv
BIN := $(VENV)/bin

# The Pythons that pyproject.toml names, newest first.
SUPPORTED := $(shell sed -n 's/^ *"Programming Language :: Python :: \(3\.[0-9]*\)".*/\1/p' pyproject.toml | sort -t . -k 2 -rn)

# The first candidate that runs, is supported and can make environments, by its version and the
# path of the interpreter itself (so that an active .venv can be replaced).
PROBE := import ensurepip, sys, venv; v = "%d.%d" % sys.version_info[:2]; v in sys.argv or sys.exit(1); print(v, sys._base_executable)
CANDIDATES := $(if $(PYTHON),"$(PYTHON)",python3 $(addprefix python,$(SUPPORTED)))
FOUND := $(shell for python in $(CANDIDATES); do "$$python" -c '$(PROBE)' $(SUPPORTED) 2>/dev/null && break; done)
VERSION := $(firstword $(FOUND))
INTERPRETER := $(wordlist 2,$(words $(FOUND)),$(FOUND))

# A relative path: pip splits these two at spaces.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
	$(BIN)/python -m pip -qq
READY := $(VENV)/ready-$(VERSION)

.PHONY: help demo test lint format bench clean
.DEFAULT_GOAL := help

help:
	@echo 'make demo    write advice.md for the car wash in examples/'
	@echo 'make test    lint, check the knowledge base and run the tests'
	@echo 'make lint    ruff and mypy only'
	@echo 'make format  let ruff mend what it can'
	@echo 'make bench   measure how fast advice is given'
	@echo 'make clean   remove .venv and everything made'

demo: $(READY)
	$(BIN)/advisor advise examples/car-wash.yaml -o advice.md

test: lint
	$(BIN)/advisor check
	$(BIN)/pytest -n auto --dist worksteal

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) build dist *.egg-info advice.md
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@test -n '$(VERSION)' || { \
	  echo 'make: no usable Python among: $(CANDIDATES)' >&2; \
	  echo 'Advisor needs one of Python $(SUPPORTED), with its venv and ensurepip modules.' >&2; \
	  echo 'On Debian and Ubuntu: apt install python3 python3-venv' >&2; \
	  echo 'If it is elsewhere:   make PYTHON=/path/to/python3' >&2; \
	  exit 1; }
	@echo 'Setting up $(VENV) with Python $(VERSION); this happens once.' >&2
	@'$(INTERPRETER)' -m venv --clear $(VENV)
	@$(PIP) install --upgrade pip
	@$(PIP) install --editable . --group dev
	@touch $@
