# The one door for chores. `make run` and `make test` prepare a fresh machine by themselves (see build_spec/bootstrap.sh).
PY := .venv/bin/python
ARGS ?=
# Tests draw their windows in memory; QT_QPA_PLATFORM=xcb make test shows them on a screen.
OFFSCREEN := QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen}
# The suite runs on every core, up to four; a file's tests stay together, for what they share is dear to make.
# make test SPREAD= runs them one after another.
SPREAD ?= -n auto --maxprocesses=4 --dist=loadfile

.PHONY: help run test lint format bench lock i18n pictures bundle clean

help:
	@echo "make run        set everything up, play the sample round, leave its signed results in sample-results/, open the window"
	@echo "make test       set everything up, run the checks and the whole suite"
	@echo "make lint       the checks alone (ruff, mypy)          make format     let ruff lay the code out"
	@echo "make bench      the benchmarks, with their floors      make lock       resolve requirements.lock anew"
	@echo "make i18n       compile the window's Chinese           make pictures   draw the pictures of README and help"
	@echo "make bundle     freeze the program and try it          make clean      remove what the chores made"

run:
	@build_spec/bootstrap.sh run
	@.venv/bin/assessor-app demo --out sample-results $(ARGS)

test:
	@build_spec/bootstrap.sh test
	@$(PY) -m ruff check
	@$(PY) -m mypy
	@$(OFFSCREEN) $(PY) -m pytest $(SPREAD) $(ARGS)

lint:
	@build_spec/bootstrap.sh run
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy

format:
	@build_spec/bootstrap.sh run
	@$(PY) -m ruff check --fix --quiet || true
	@$(PY) -m ruff format

bench:
	@build_spec/bootstrap.sh run
	@$(OFFSCREEN) $(PY) -m tests.benchmarks $(ARGS)

lock:
	@build_spec/bootstrap.sh run
	@.tools/bin/uv pip compile -q --universal --upgrade --generate-hashes --no-emit-index-url --no-header \
		--group dev --group build pyproject.toml -o requirements.lock

i18n:
	@build_spec/bootstrap.sh run
	@$(PY) -m build_spec.i18n

pictures:
	@build_spec/bootstrap.sh run
	@$(OFFSCREEN) $(PY) -m build_spec.pictures

bundle:
	@build_spec/bootstrap.sh bundle
	@$(PY) build_spec/smoke.py

clean:
	rm -rf .venv .tools build dist sample-results .mypy_cache .ruff_cache .pytest_cache .hypothesis
