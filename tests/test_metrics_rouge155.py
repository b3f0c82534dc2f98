"""ROUGE-1.5.5 against the numbers that the script printed, and against those of Lin 2004."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.components import build
from summarizer.errors import ConfigError
from summarizer.metrics import Example
from summarizer.metrics.porter import stem
from summarizer.metrics.rouge155 import Rouge155

CASES = json.loads((Path(__file__).parent / "cases" / "rouge155.json").read_text("utf-8"))
EXAMPLES = [
    Example(str(i), case["prediction"], tuple(case["references"])) for i, case in enumerate(CASES["cases"])
]


def scores(types, example, **options):
    return {one.name: one.value for one in Rouge155(types=types, **options).score([example])}


@pytest.mark.parametrize("run", CASES["runs"], ids=lambda run: run["flags"] or "plain")
def test_every_value_is_the_one_the_script_printed(run):
    found = Rouge155(types=tuple(run["values"]), **run["options"]).score(EXAMPLES)
    items = {one.name: one.items for one in found}
    for type_, wanted in run["values"].items():
        triples = zip(items[type_], items[f"{type_}_precision"], items[f"{type_}_recall"], strict=True)
        assert [list(triple) for triple in triples] == wanted, type_


@pytest.mark.parametrize(
    ("prediction", "skip", "longest"),
    [
        ("police kill the gunman", 3 / 6, 3 / 4),
        ("the gunman kill police", 1 / 6, 2 / 4),
        ("the gunman police killed", 2 / 6, 2 / 4),
    ],
)
def test_the_examples_of_lin_2004(prediction, skip, longest):
    example = Example("1", prediction, ("police killed the gunman",))
    found = scores(("rougeS*", "rougeLsum"), example, stemmer=False)
    assert found["rougeS*"] == pytest.approx(skip, abs=1e-5)
    assert found["rougeLsum"] == pytest.approx(longest, abs=1e-5)


def test_jackknifing_is_the_mean_of_the_best_over_sets_that_leave_one_reference_out():
    example = Example("1", "a b", ("a b", "a c d e", "x y"))
    found = scores(("rouge1",), example, combine="jackknife")
    assert found["rouge1_recall"] == pytest.approx((0.25 + 1 + 1) / 3)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("children", "child"),
        ("worst", "bad"),
        ("relational", "relat"),
        ("agreement", "agreem"),
        ("hopping", "hop"),
        ("ties", "ti"),
        ("yelling", "yell"),
        ("the", "the"),
    ],
)
def test_stems(word, wanted):
    assert stem(word) == wanted


def test_wrong_options_are_named():
    with pytest.raises(ConfigError, match="rougeSU4"):
        build("metric", "rouge-1.5.5", {"types": ["rougeL"]})
    with pytest.raises(ConfigError, match="not both"):
        build("metric", "rouge-1.5.5", {"words": 10, "bytes": 10})
    with pytest.raises(ConfigError, match="at least 1"):
        build("metric", "rouge-1.5.5", {"words": 0})
