# make video   set up, then render a narrated film and print its path
# make song    set up, then render a song and its lyric film: make song SONG=mathematics_for_ai
# make test    set up, then run the tests
# make lint    style and imports
# make bench   measure speed, memory and quality beside the manim command (an hour and a half); again: make bench BENCH=--resume
# make bench-song  a song in figures: time per stage, loudness, how it is sung and understood (a quarter of an hour); another: FILE=path.abc
# make lock    choose the newest allowed versions again
# make clean   remove what make and eigenreel built here

# The first of these that is one of the versions we support; name another with  make PYTHON=…
# Looked for only when something is to be set up: starting Pythons takes longer than make does.
PYTHON = $(shell for p in python3.13 python3.12 python3.11 python3; do \
    $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TARGET := probability/bayes_theorem
SONG = mathematics_for_ai

.PHONY: video song test lint bench bench-song lock setup clean

video: $(READY)
	@$(BIN)/eigenreel render $(TARGET) -r 1280x720 --fps 30 --out build
	@echo "$(CURDIR)/build/$(TARGET).mp4"

song: $(READY)
	@$(BIN)/eigenreel song render $(SONG) --out build
	@$(BIN)/eigenreel render song:$(SONG) -q m --out build
	@echo "$(CURDIR)/build/songs/$(SONG).mp4"

test: $(READY)
	@$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports

bench: $(READY)
	@$(BIN)/python bench/run.py $(BENCH)

bench-song: $(READY)
	@$(BIN)/python bench/song.py $(FILE)

setup: $(READY)

# Done again only when the lock or the packaging changes.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: eigenreel needs Python 3.11, 3.12 or 3.13; install one, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@.ci/system-packages $(PYTHON)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing Python packages into $(VENV) (once; two to four minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock: $(READY)
	@$(BIN)/uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --upgrade --universal --fork-strategy fewest --python-version 3.11 \
	    --generate-hashes --no-header --no-emit-index-url --no-annotate --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf build dist $(VENV) .pytest_cache .hypothesis .ruff_cache .import_linter_cache
