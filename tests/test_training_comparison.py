"""Before and after: measures, intervals and p-values that can be checked by hand or against scikit-learn."""

from __future__ import annotations

import math

import numpy as np
import pytest

from summarizer.training.card import table
from summarizer.training.comparison import changes
from summarizer.training.kinds import Measure, mean
from summarizer.training.memory import Memory
from summarizer.training.pair_measures import average_precision, best_f1, spearman


def change(before, after, **options):
    (found,) = changes({"m": before}, {"m": Measure(np.array(after, float), mean, **options)}, seed=0)
    return found


def test_a_clear_change_and_none():
    better = change([0.1, 0.2, 0.3] * 10, [0.3, 0.4, 0.5] * 10)
    assert better.difference.value == pytest.approx(0.2)
    assert (better.difference.low, better.difference.high) == pytest.approx((0.2, 0.2))
    assert (better.p, better.verdict, better.n) == (pytest.approx(1 / 2001), "better", 30)
    assert change([0.3] * 30, [0.1] * 30).verdict == "worse"
    assert change([0.3] * 30, [0.1] * 30, higher_is_better=False).verdict == "better"
    assert change([10.0] * 30, [20.0] * 30, higher_is_better=None).verdict == ""
    assert change([0, 1] * 15, [1, 0] * 15).verdict == "no clear change"


def test_the_p_value_is_that_of_the_exact_test_on_few_examples():
    # three pairs that all improve: of 8 ways to swap them, 2 give a difference as large
    assert change([0.0, 0.0, 0.0], [1.0, 1.0, 1.0]).p == pytest.approx(0.25, abs=0.03)


def test_the_interval_of_a_mean_is_about_two_standard_errors():
    values = np.random.default_rng(1).normal(0.5, 0.1, 400)
    after = change(values.tolist(), values).after
    assert after.value == pytest.approx(values.mean())
    assert after.high - after.low == pytest.approx(2 * 1.96 * 0.1 / 20, rel=0.15)


def test_a_measure_that_has_no_value_is_neither_better_nor_worse():
    none = changes({"m": [[0.5, 1.0]] * 4}, {"m": Measure(np.array([[0.5, 1.0]] * 4), spearman)}, seed=0)
    assert math.isnan(none[0].p)
    assert none[0].verdict == ""
    assert "| nan |" in table(none).replace("nan [nan, nan] | nan", "nan")


def test_pair_measures_agree_with_other_implementations():
    metrics = pytest.importorskip("sklearn.metrics")
    from scipy.stats import spearmanr

    random = np.random.default_rng(0)
    scores, labels = random.random(200), random.integers(0, 2, 200)
    rows = np.column_stack([scores, labels]).astype(float)
    assert average_precision(rows) == pytest.approx(metrics.average_precision_score(labels, scores))
    f1 = max(metrics.f1_score(labels, scores >= threshold) for threshold in scores)
    assert best_f1(rows) == pytest.approx(f1)
    grades = random.integers(0, 4, 200)
    assert spearman(np.column_stack([scores, grades]).astype(float)) == pytest.approx(
        spearmanr(scores, grades)[0]
    )


def test_ties_are_not_in_anyones_favour():
    rows = np.array([[0.5, 1.0], [0.5, 0.0], [0.5, 0.0]])
    assert average_precision(rows) == pytest.approx(1 / 3)
    assert math.isnan(average_precision(np.array([[0.5, 0.0]])))
    assert math.isnan(best_f1(np.array([[0.5, 0.0]])))


def test_the_memory_estimate_says_what_to_change_if_it_does_not_fit():
    gigabyte = 2**30
    fits = Memory(gigabyte, 3 * gigabyte, gigabyte, 16 * gigabyte, "cpu")
    assert str(fits).startswith("  about 5.0 GB of memory on cpu")
    tight = Memory(gigabyte, 3 * gigabyte, gigabyte, 4 * gigabyte, "cpu")
    assert not tight.fits
    assert "gradient_checkpointing" in str(tight)
    assert Memory(gigabyte, gigabyte, 0, 0, "mps").fits
