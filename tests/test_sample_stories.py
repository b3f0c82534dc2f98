"""What the rules find of the disputes planted in the sample stories, with an aligner that needs no weights."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from summarizer import Config, Engine
from summarizer.config import ComponentConfig

ROOT = Path(__file__).parent.parent
FEWEST_FOUND = {
    "carrow-bay-dam": 7,
    "ellery-verdict": 6,
    "lindqvist-vaccine-trial": 2,
    "northgate-final": 6,
    "port-marlow-strike": 9,
    "tessary-merger": 9,
}
"""Planted disputes that are shown as such; what was measured when this was written. Raise it when more are found."""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Config(summarizer=ComponentConfig(name="lead"), aligner=ComponentConfig(name="overlap")))


@pytest.fixture
def samples(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "eval"))
    return importlib.import_module("samples")


@pytest.mark.parametrize("name", FEWEST_FOUND)
def test_planted_disputes_are_found_and_no_others(name, samples, engine):
    checked = samples.check(ROOT / "examples" / name, engine)
    assert len(checked.found) >= FEWEST_FOUND[name], checked.missed
    assert checked.false == ()
    assert checked.allowed_pairs_broken == ()
    assert checked.origins_right
