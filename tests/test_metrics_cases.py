"""Every metric keeps the contract, and gives the values of the case files, which were worked out by hand."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest

from summarizer.components import TABLES, build
from summarizer.errors import ConfigError, InputError
from summarizer.metrics import Example, Score

FILES = sorted((Path(__file__).parent / "cases" / "metrics").glob("*.json"))
CASES = [
    pytest.param(name, case, data["examples"], id=f"{path.stem}-{name}")
    for path in FILES
    for data in [json.loads(path.read_text("utf-8"))]
    for name, case in data["metrics"].items()
]
SOURCE = "The river rose on Monday. Officials evacuated 1,200 people. Mayor Anna Rossi said nobody was hurt."
EXAMPLES = [
    Example(
        "good",
        "The river rose. Mayor Anna Rossi said nobody was hurt.",
        ("The river rose on Monday.",),
        (SOURCE,),
    ),
    Example("bad", "Carla Bianchi lost 900 votes.", ("Nobody was hurt.", "It rained."), (SOURCE,)),
    Example("failed", "", ("The river rose.",), (SOURCE,), failure="out of memory"),
]


def examples(rows):
    return [
        Example(row["id"], row["prediction"], tuple(row.get("references", ())), tuple(row.get("sources", ())))
        for row in rows
    ]


@pytest.mark.parametrize(("name", "case", "rows"), CASES)
def test_values_of_the_case_files(name, case, rows):
    scores = {one.name: one for one in build("metric", name, case["options"]).score(examples(rows))}
    assert set(scores) == set(case["scores"])
    for key, wanted in case["scores"].items():
        assert len(scores[key].items) == len(wanted)
        for found, value in zip(scores[key].items, wanted, strict=True):
            assert found == (None if value is None else pytest.approx(value)), key
        if "details" in case:
            assert [list(one) for one in scores[key].details] == case["details"]


@pytest.mark.parametrize("name", TABLES["metric"])
def test_every_metric_keeps_the_contract(name):
    metric = build("metric", name)
    scores = metric.score(EXAMPLES)
    assert scores
    assert scores == metric.score(EXAMPLES)
    for score in scores:
        assert isinstance(score, Score)
        assert len(score.items) == len(EXAMPLES)
        assert score.items[2] is None
        assert score.failed == 1
        kept = [item for item in score.items if item is not None]
        assert score.n == len(kept)
        assert score.value == pytest.approx(sum(kept) / len(kept))
        assert score.low <= score.value <= score.high
        assert score.signature.startswith(f"{name}|")
        assert not score.details or len(score.details) == len(EXAMPLES)


@pytest.mark.parametrize("name", TABLES["metric"])
def test_no_example_that_worked_is_no_value_and_no_error(name):
    for score in build("metric", name).score(EXAMPLES[2:]):
        assert math.isnan(score.value)
        assert (score.n, score.failed) == (0, 1)


@pytest.mark.parametrize("name", ["extractive", "novelty", "numbers", "names", "support"])
def test_a_missing_source_is_named(name):
    with pytest.raises(InputError, match='"lost" has no source text'):
        build("metric", name).score([Example("lost", "A summary.", ("A reference.",))])


def test_options_are_checked():
    for name, options, message in (
        ("novelty", {"sizes": [0]}, "at least 1"),
        ("repetition", {"size": 0}, "at least 1"),
        ("support", {"nearest": 0}, "at least 1"),
        ("similarity", {"against": "readers"}, "neither"),
    ):
        with pytest.raises(ConfigError, match=message):
            build("metric", name, options)


def test_support_lists_what_the_source_does_not_say():
    overlap = build("aligner", "overlap")
    support, strength = build("metric", "support", {"aligner": overlap}).score(EXAMPLES)
    assert support.items == (1.0, 0.0, None)
    assert support.details == ((), ("Carla Bianchi lost 900 votes.",), ())
    assert strength.items[0] > strength.items[1]
    assert "overlap" in support.signature


def test_support_counts_a_sentence_said_twice_twice():
    overlap = build("aligner", "overlap")
    twice = Example("twice", "Nobody was hurt.\nNobody was hurt.\nSnow fell in Rome.", (), (SOURCE,))
    assert build("metric", "support", {"aligner": overlap}).score([twice])[0].value == pytest.approx(2 / 3)


def test_the_documentation_runs_as_written_and_names_every_metric(capsys):
    text = (Path(__file__).parent.parent / "docs" / "metrics.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 2
    for block in blocks:
        exec(compile(block, "docs/metrics.md", "exec"), {})
    printed = capsys.readouterr().out
    assert printed.startswith("rouge1")
    assert "n = 3" in printed
    for name in TABLES["metric"]:
        assert f"| `{name}` |" in text
