# Everything a newcomer or CI runs. `make` lists it.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Where pip finds a CPU build of torch, if its usual index serves another: make demo TORCH_INDEX=URL
TORCH_INDEX ?=
STORY ?= examples/lindqvist-vaccine-trial
PIP := $(BIN)/python -m pip install --quiet --constraint constraints.txt
.DEFAULT_GOAL := help
.PHONY: help demo test lint types check browser bench gate clean

help: ## list these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip
	$(PIP) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) torch
	$(PIP) --editable '.[all]'
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(PIP) --group dev
	@touch $@

demo: $(VENV)/.installed ## compare the outlets of a sample story and write report.html
	$(BIN)/summarizer compare $(STORY) --output report.html

test: $(VENV)/.tested ## run the tests, with coverage
	$(BIN)/python -m pytest --cov --cov-report=term

lint: $(VENV)/.tested ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tested ## mypy, strict, on the package
	$(BIN)/mypy

check: lint types test gate ## all that CI runs

$(VENV)/.compared: $(VENV)/.tested
	$(PIP) rouge==1.0.1 evaluate==0.4.6
	@touch $@

bench: $(VENV)/.compared ## how fast ROUGE is, beside rouge-score, rouge and evaluate
	$(BIN)/python benchmarks/rouge_speed.py

gate: $(VENV)/.installed ## bundled systems must reach their floors on the sample stories
	OMP_NUM_THREADS=1 $(BIN)/python eval/gate.py

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .coverage
