# One command list for people and for CI. Everything installs into environments below this folder.
PYTHON ?= python3
# The lock is complete: nothing is resolved again.
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --no-warn-script-location --no-deps --require-hashes
export DBT_SEND_ANONYMOUS_USAGE_STATS := false

.DEFAULT_GOAL := help
.PHONY: help setup run serve superset test lint format docs score fuzz bench lock clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

setup: .venv/.ready ## the environment, from the hash-pinned lock

run: .venv/.ready ## read sample_reports/ and publish the warehouse
	@.venv/bin/gongkai refresh

# The longest files come first, lest one of two processes wait for the other at the end.
test: .venv/.ready .venv-duckdb14/.ready .venv-metrics/.ready .venv-node/.ready ## every test
	@.venv/bin/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder tests/flows tests

lint: .venv/.ready .venv-lint/.ready ## ruff, mypy, sqlfluff
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@GONGKAI_BUILD_FILE="$$(mktemp -d)/lint.duckdb" .venv-lint/bin/sqlfluff lint --disable-progress-bar models macros tests/data
	@.venv-lint/bin/sqlfluff lint --disable-progress-bar --templater raw dashboards/sql bench/hand_written.sql

format: .venv/.ready .venv-lint/.ready ## let ruff and sqlfluff mend what they can
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .
	@GONGKAI_BUILD_FILE="$$(mktemp -d)/lint.duckdb" .venv-lint/bin/sqlfluff fix --disable-progress-bar models tests/data
	@.venv-lint/bin/sqlfluff fix --disable-progress-bar --templater raw dashboards/sql bench/hand_written.sql

serve: run ## the dashboard, at http://127.0.0.1:8000/
	@.venv/bin/gongkai serve

superset: .venv-superset/.ready ## Superset on the warehouse that is there, in an environment of its own, at http://127.0.0.1:8088/
	@.venv-superset/bin/python docs/connect/superset/set_up.py

docs: run ## the pages on every table, column and gate, which each release carries
	@echo "Tables and columns: warehouse/releases/current/catalog/index.html"
	@echo "Gates:              warehouse/releases/current/gates/{landing,marts,release}/index.html"

score: .venv/.ready ## read the gold set [SEED=n]; the committed score may only rise
	@.venv/bin/python -m tests.gold.score $(if $(SEED),--seed $(SEED))

fuzz: .venv/.ready ## read damaged documents of the gold set [COUNT=10000] [SEED=n]
	@.venv/bin/python -m tests.gold.fuzz $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))

bench: .venv/.ready ## measure against the targets; writes bench/latest.json
	@.venv/bin/python -m bench.run

lock: .venv/.ready ## write the lock files anew from pyproject.toml and requirements/*.in
	@for pair in "pyproject.toml --extra dev -o requirements/main.txt" \
	    "requirements/lint.in -o requirements/lint.txt" \
	    "requirements/duckdb14.in -o requirements/duckdb14.txt" \
	    "requirements/metrics.in -o requirements/metrics.txt" \
	    "requirements/superset.in -o requirements/superset.txt"; do \
	  .venv/bin/uv pip compile $$pair --quiet --generate-hashes --no-emit-index-url --no-strip-extras \
	    --python-version 3.11 --custom-compile-command "make lock"; done
	@if command -v npm >/dev/null; then cd requirements/node && \
	  npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --silent; fi

clean: ## remove environments, caches and the warehouse
	rm -rf .venv .venv-lint .venv-duckdb14 .venv-metrics .venv-node .venv-superset warehouse target logs build ./*.egg-info \
	  .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.ready: requirements/main.txt pyproject.toml
	@echo "Setting up .venv (about a minute, once)"
	@$(PYTHON) -m venv .venv
	@.venv/bin/python $(PIP_INSTALL) -r requirements/main.txt
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@.venv/bin/python -m dashboards.skeleton
	@touch $@

.venv-lint/.ready: requirements/lint.txt
	@echo "Setting up .venv-lint"
	@$(PYTHON) -m venv .venv-lint
	@.venv-lint/bin/python $(PIP_INSTALL) -r requirements/lint.txt
	@touch $@

.venv-duckdb14/.ready: requirements/duckdb14.txt
	@echo "Setting up .venv-duckdb14"
	@$(PYTHON) -m venv .venv-duckdb14
	@.venv-duckdb14/bin/python $(PIP_INSTALL) -r requirements/duckdb14.txt
	@touch $@

.venv-metrics/.ready: requirements/metrics.txt
	@echo "Setting up .venv-metrics"
	@$(PYTHON) -m venv .venv-metrics
	@.venv-metrics/bin/python $(PIP_INSTALL) -r requirements/metrics.txt
	@touch $@

.venv-superset/.ready: requirements/superset.txt
	@echo "Setting up .venv-superset (about 150 packages)"
	@$(PYTHON) -m venv .venv-superset
	@.venv-superset/bin/python $(PIP_INSTALL) -r requirements/superset.txt
	@touch $@

# Without npm the tests of Node say so and are skipped.
.venv-node/.ready: requirements/node/package.json requirements/node/package-lock.json
	@mkdir -p .venv-node
	@cp requirements/node/package.json requirements/node/package-lock.json .venv-node/
	@if command -v npm >/dev/null; then echo "Setting up .venv-node" && \
	  cd .venv-node && npm ci --ignore-scripts --silent; fi
	@touch $@
