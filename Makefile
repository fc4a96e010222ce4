# One command each. Everything runs from .venv, which `make setup` makes.
.DEFAULT_GOAL := help
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
PYTEST := $(BIN)/python -m pytest
KERNEL := $(wildcard kernel/*.* kernel/c/* kernel/src/*/*.py)
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

setup: .venv/.ready ## .venv with everything

.venv/.ready: requirements-dev.txt requirements-uv.txt requirements.in pyproject.toml hatch_build.py tools/setup.sh $(KERNEL)
	@tools/setup.sh

run: setup ## the program with its demo, on http://127.0.0.1:8000
	@exec $(BIN)/viceversa serve

test: setup ## all tests, the browser ones included
	@tools/chromium.sh
	$(PYTEST) -n 2 --dist loadfile -m "not slow"

test-long: setup ## the longer sweeps
	@tools/chromium.sh
	$(PYTEST) -n 2 --dist loadfile -m slow

test-doors: setup ## one check less at a time: do the tests notice?
	$(BIN)/python -m tools.mutants

test-wheel: setup ## the built wheel, alone in an empty directory
	tools/try_wheel.sh

test-kernel: setup ## the kernel in C, watched by the sanitizers of addresses and undefined behaviour
	tools/try_kernel.sh

test-provider: setup ## signing in by a certified provider of OpenID Connect, and by one of SAML, which npm brings
	@tools/chromium.sh
	npm ci --silent --no-audit --no-fund --prefix tests/sign_in/certified
	$(PYTEST) tests/journeys/test_somebody_signs_in_with_her_organisation.py

check: setup ## format, lint, types, order of rooms, migrations, translations, requirements, deployment, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/viceversa makemigrations --check --dry-run
	$(BIN)/python -m tools.messages check
	$(BIN)/python -m tools.requirements check
	tools/lint_deploy.sh
	$(BIN)/zensical build --clean --strict

fmt: setup ## put the code in form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: setup ## bring new texts into the catalogues and compile them
	$(BIN)/python -m tools.messages update

requirements: setup ## which test proves which requirement, into docs/
	$(BIN)/python -m tools.requirements update

screenshots: setup ## every page at 360, 768 and 1280 px into screenshots/
	@tools/chromium.sh
	$(BIN)/python -m tools.screenshots

pictures: setup ## the pictures of the documentation, while its ten minutes are walked
	@tools/chromium.sh
	$(BIN)/python -m tools.pictures

bench: setup ## the figures, as ratios in one run
	$(BIN)/python -m bench

bench-matching: setup ## matching from 500 to 10,000 people; WITH=--largest for 100,000
	$(BIN)/python -W ignore -m bench.matching
	$(BIN)/python -W ignore -m bench.prices
	$(BIN)/python -W ignore -m bench.quotas
	$(BIN)/python -W ignore -m bench.large_quotas
	$(BIN)/python -W ignore -m bench.hungarian
	$(BIN)/python -m bench.large $(WITH)
	$(BIN)/python -m bench.what_if
	$(BIN)/python -m bench.hard

bench-burst: setup ## 5,000 people apply within ten minutes, from one address
	$(BIN)/python -m bench.applying --flows 5000 --minutes 10

bench-kills: setup ## 10,000 people apply while processes are killed
	$(BIN)/python -m bench.killing --people 10000 --every 5

bench-publishing: setup ## 500 pairs are published, and 1,000 letters leave
	$(BIN)/python -W ignore -m bench.publishing

bench-outage: setup ## 10,000 letters through a day without a mail server
	$(BIN)/python -W ignore -m bench.outage

bench-readers: setup ## 1,000 people read their pages, 100 a second
	$(BIN)/python -W ignore -m bench.readers

bench-programs: setup ## the API, the directory and webhooks at 10,000 people
	$(BIN)/python -W ignore -m bench.programs

docs: setup ## the documentation into site/
	$(BIN)/zensical build --clean

lock: setup ## lock what requirements*.in name
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt
	$(LOCK) requirements-uv.in -o requirements-uv.txt

release: setup ## wheel and sdist into dist/, alone
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist

.PHONY: help setup run test test-long test-doors test-wheel test-kernel test-provider check fmt messages requirements screenshots pictures bench bench-matching bench-burst \
	bench-kills bench-publishing bench-outage bench-readers bench-programs docs lock release
