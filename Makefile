# Kvorum's commands. `make help` lists them; README.md tells when to use which.
#
# A machine needs Python 3.11 or newer with venv, git and make; `make test` brings the rest from Debian's packages.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
VAR := $(or $(KVORUM_VAR),var)

# Tests and checks start from the defaults, not from what a shell has exported for an installation.
# They start hundreds of servers: without compiled files each would compile the whole program again.
OWN := env -u PYTHONDONTWRITEBYTECODE $(foreach name,$(filter KVORUM_%,$(.VARIABLES)),-u $(name))

CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
STATIC := $(shell find $(filter-out $(VAR)/%,$(wildcard */static)) -type f)
DOMAINS := $(wildcard */domain)
VOTES := tests/data/recorded-votes-toronto-2018-2022.csv

# Two processes share the tests file by file, in the order of tests/conftest.py; more would crowd the servers and browsers that the tests start.
TWO := -n 2 --dist loadfile --no-loadscope-reorder

MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.PHONY: help setup program demo hall test check lint types contracts coverage replay bench pictures mutants storm requirements messages dev clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):[^#]*## /\1 /p' Makefile | while read -r name what; do printf '  make %-13s %s\n' "$$name" "$$what"; done

# --- Running ---------------------------------------------------------------------------------------------------

setup: program $(VAR)/static/staticfiles.json ## make .venv and everything the product needs

program: $(VENV)/requirements.stamp $(CATALOGUES:.po=.mo) ## make .venv and the catalogues, all that deploy/install.sh needs

demo: setup ## run a council of 17 with sign-ins for every role, on this machine only
	$(RUN) manage.py demo

hall: setup ## serve a building over HTTPS, without internet; see docs/installing.md
	$(RUN) manage.py hall

replay: setup ## press the 144 recorded votes of a real council again and compare every result
	$(OWN) $(RUN) manage.py replay $(VOTES)

# --- Testing ---------------------------------------------------------------------------------------------------

test: setup dev ## run all tests on SQLite, then what depends on the database again on PostgreSQL
	deploy/debian.sh chromium redis postgresql poppler nss gettext node systemd
	$(OWN) $(RUN) -m pytest $(TWO)
	$(OWN) $(RUN) -m tests.services.with_postgres $(RUN) -m pytest -m both $(TWO)

check: lint types contracts coverage test ## everything that has to hold before a change is done

lint: dev ## formatting, style, templates, migrations
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/ruff check
	$(VENV)/bin/djlint --quiet --lint --profile=django $(wildcard */templates)
	$(OWN) $(RUN) manage.py makemigrations --check --dry-run

types: dev node_modules/.stamp ## mypy for Python, tsc for JavaScript
	$(VENV)/bin/mypy
	npm run --silent types

contracts: dev ## which package may import which
	$(VENV)/bin/lint-imports

coverage: dev ## every branch of domain/ is tested
	$(OWN) $(RUN) -m pytest -q tests/*/domain $(DOMAINS:%=--cov=%) --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

bench: setup dev ## measure fan-out, ballots and a whole chamber; prints one JSON object
	$(OWN) $(RUN) -m tests.bench

pictures: setup dev ## photograph every page in every size and language: pictures/index.html
	deploy/debian.sh chromium
	$(OWN) $(RUN) -m tests.pictures

mutants: setup dev ## change the rules of majorities piece by piece, and see whether a test notices
	$(OWN) $(VENV)/bin/mutmut run
	$(VENV)/bin/mutmut results

TIMES ?= 20
SEED ?= $(shell date +%s)
storm: setup dev ## faults for longer than in CI: make storm TIMES=20 SEED=7
	deploy/debian.sh redis postgresql
	@echo "storm with SEED=$(SEED) TIMES=$(TIMES)"
	$(OWN) $(RUN) -m pytest tests/storm --hypothesis-profile=long --timeout=0 --storm-seed=$(SEED) --storm-times=$(TIMES)
	$(OWN) $(RUN) -m tests.services.with_postgres $(RUN) -m pytest tests/storm -m both --hypothesis-profile=long --timeout=0 --storm-seed=$(SEED) --storm-times=$(TIMES)

# --- Keeping ---------------------------------------------------------------------------------------------------

requirements: dev ## pin requirements*.in with hashes; add UPGRADE=1 for the newest versions
	for name in requirements requirements-dev; do $(VENV)/bin/uv pip compile --quiet --generate-hashes --python-version 3.11 $(if $(UPGRADE),--upgrade) $$name.in -o $$name.txt || exit 1; done

messages: setup ## collect new sentences into the message catalogues
	deploy/debian.sh gettext
	$(OWN) $(RUN) manage.py makemessages --all --add-location=file --no-wrap --ignore=.venv --ignore=node_modules --ignore=tests
	$(OWN) $(RUN) manage.py latin_catalogue

clean: ## remove what make and the checks left behind, the demo's database in var/ not included
	rm -rf $(VENV) node_modules .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache $(CATALOGUES:.po=.mo)

# --- Made once -------------------------------------------------------------------------------------------------

dev: $(VENV)/requirements-dev.stamp

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kvorum needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/%.stamp: %.txt $(VENV)/python.stamp
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/requirements-dev.stamp: | $(VENV)/requirements.stamp

%.mo: %.po | $(VENV)/requirements.stamp
	$(VENV)/bin/pybabel --quiet compile -i $< -o $@

$(VAR)/static/staticfiles.json: $(STATIC) $(VENV)/requirements.stamp
	$(RUN) manage.py collectstatic --no-input --verbosity 0
	@touch $@

node_modules/.stamp: package.json package-lock.json
	deploy/debian.sh node npm
	npm ci --silent --no-audit --no-fund
	@touch $@
