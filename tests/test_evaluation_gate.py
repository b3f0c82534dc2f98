"""The gate: it shuts below a floor, holds for one corpus, and never lowers itself unasked."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def gate():
    spec = importlib.util.spec_from_file_location("gate", ROOT / "eval" / "gate.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["gate"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["gate"]


@pytest.fixture
def floors(gate):
    return gate.Floors("corpus", {"default": {"shared facts recall": 0.7, "wrongly one outlet's": 0.3}})


def test_open_at_the_floors_and_shut_below(gate, floors):
    good = {"default": {"shared facts recall": 0.7, "wrongly one outlet's": 0.3}}
    assert gate.problems(good, "corpus", floors) == []
    low = {"default": {"shared facts recall": 0.69, "wrongly one outlet's": 0.3}}
    assert gate.problems(low, "corpus", floors) == [
        "default: shared facts recall is 0.690, the floor is 0.700"
    ]
    high = {"default": {"shared facts recall": 0.9, "wrongly one outlet's": 0.31}}
    assert len(gate.problems(high, "corpus", floors)) == 1


def test_shut_if_a_system_or_score_is_gone(gate, floors):
    assert len(gate.problems({}, "corpus", floors)) == 2
    assert len(gate.problems({"default": {"shared facts recall": 1.0}}, "corpus", floors)) == 1


def test_shut_for_another_corpus(gate, floors):
    good = {"default": {"shared facts recall": 1.0, "wrongly one outlet's": 0.0}}
    assert "changed" in gate.problems(good, "other", floors)[0]
    assert "changed" in gate.problems(good, "other", gate.Floors.read(Path("no such file")))[0]


def test_floors_rise_under_what_is_measured(gate, floors):
    measured = {"default": {"shared facts recall": 0.8, "wrongly one outlet's": 0.2}}
    new, sinking = gate.raised(measured, "corpus", floors, allow_lower=False)
    assert new.values == {"default": {"shared facts recall": 0.78, "wrongly one outlet's": 0.22}}
    assert sinking == []
    assert gate.problems(measured, "corpus", new) == []


def test_floors_do_not_sink_unless_asked(gate, floors):
    measured = {"default": {"shared facts recall": 0.6, "wrongly one outlet's": 0.5}}
    kept, sinking = gate.raised(measured, "corpus", floors, allow_lower=False)
    assert kept.values == floors.values
    assert len(sinking) == 2
    lowered, told = gate.raised(measured, "corpus", floors, allow_lower=True)
    assert lowered.values == {"default": {"shared facts recall": 0.58, "wrongly one outlet's": 0.52}}
    assert told == sinking


def test_a_little_noise_does_not_count_as_lower(gate, floors):
    measured = {"default": {"shared facts recall": 0.725, "wrongly one outlet's": 0.275}}
    new, sinking = gate.raised(measured, "corpus", floors, allow_lower=False)
    assert sinking == []
    assert new.values["default"]["shared facts recall"] == 0.705


def test_the_command_refuses_and_obeys(gate, floors, tmp_path, monkeypatch, capsys):
    path = tmp_path / "floors.json"
    floors.write(path)
    monkeypatch.setattr(gate, "FLOORS", path)
    monkeypatch.setattr(gate, "corpus_hash", lambda folder: "corpus")
    low = {"default": {"shared facts recall": 0.5, "wrongly one outlet's": 0.3}}
    monkeypatch.setattr(gate, "measure", lambda folder, systems: low)
    assert gate.main([]) == 1
    before = path.read_bytes()
    assert gate.main(["--update"]) == 1
    assert path.read_bytes() == before
    assert "refused" in capsys.readouterr().out
    assert gate.main(["--update", "--allow-lower"]) == 0
    assert gate.Floors.read(path).values["default"]["shared facts recall"] == 0.48
    assert gate.main([]) == 0


def test_the_corpus_hash_sees_texts_and_labels_but_not_line_ends(gate, tmp_path):
    (tmp_path / "story").mkdir()
    article, labels = tmp_path / "story" / "a.md", tmp_path / "story" / "gold.json"
    article.write_bytes(b"One.\nTwo.\n")
    labels.write_text("{}")
    before = gate.corpus_hash(tmp_path)
    article.write_bytes(b"One.\r\nTwo.\r\n")
    assert gate.corpus_hash(tmp_path) == before
    labels.write_text("[]")
    assert gate.corpus_hash(tmp_path) != before


def test_every_label_of_the_sample_stories_stands_in_its_article(gate):
    for path in sorted((ROOT / "examples").glob("*/gold.json")):
        gold = gate.read_example(path.parent)
        assert len(gold.facts) == len(json.loads(path.read_text("utf-8"))["facts"])
        assert all(fact.support for fact in gold.facts)
        assert len(gold.shared) > 30
