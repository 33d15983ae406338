# czplan: on a fresh machine, python3 (3.11 or later) and make are all that is needed.

.DEFAULT_GOAL := help
.PHONY: audit soak help run test quick install lint format docs bench lock clean FORCE

# Byte code is kept (see tools/setup.sh), whatever this machine's habit.
unexport PYTHONDONTWRITEBYTECODE
export PYTHON

python := .venv/bin/python
quick := not browser and not registry and not shared and not speed and not slow
# A virtual environment knows its own place: one that was moved is made again.
moved := $(if $(wildcard .venv/.place),$(if $(filter $(CURDIR),$(shell cat .venv/.place)),,FORCE),)

help: ## show this list
	@echo "make TARGET [ARGS=...] [PYTHON=python3.12]"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

run: .venv/.run ## set up, then judge the shipped data: czplan progress --year 2025 (ARGS="targets list": something else)
	@.venv/bin/czplan $(or $(ARGS),progress --year 2025)

test: .venv/.dev ## set up, then run the tests (ARGS="-k words": some of them)
	$(python) -m pytest -q -n auto --dist worksteal $(ARGS)

quick: .venv/.dev ## the inner loop: the tests that need neither browser, registry nor other programs
	$(python) -m pytest -q -n auto --dist worksteal -m "$(quick)" $(ARGS)

install: .venv/.dev ## set up everything: the program, its extras, the development tools

lint: .venv/.dev ## ruff, mypy, and whether generated documents are fresh
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	$(python) -m tools.docs --check

format: .venv/.dev ## lay out the code
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

docs: .venv/.dev ## make the generated documents again
	$(python) -m tools.docs

atlas: .venv/.dev ## make the atlas again from a folder of reports (TEXTS=FOLDER)
	$(python) -m tools.atlas $(TEXTS)

bench: .venv/.dev ## compare speeds, in paired runs (ARGS="start": one part)
	$(python) -m bench $(ARGS)

audit: .venv/.dev ## licences of what we stand on, contents of what we give away, known holes
	$(python) -m tools.audit

soak: .venv/.dev ## kills, broken data sets and many writers, for minutes (ARGS="kills 50": a part)
	$(python) -m tools.soak $(ARGS)

lock: ## choose the exact versions anew (needs uv)
	sh tools/lock.sh

clean: ## remove what was set up and built
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/npm/node_modules

.venv/.run: pyproject.toml requirements.lock tools/setup.sh $(moved)
	@sh tools/setup.sh run
	@echo "$(CURDIR)" > .venv/.place
	@touch $@

.venv/.dev: pyproject.toml requirements-dev.lock tools/setup.sh $(moved)
	@sh tools/setup.sh dev
	@echo "$(CURDIR)" > .venv/.place
	@touch .venv/.run $@

FORCE:
