"""Intervals and tests: seeded, right on cases with a known answer, and honest about luck."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from summarizer.metrics.intervals import bootstrap, bootstrap_statistic
from summarizer.metrics.score import mean_score
from summarizer.metrics.significance import bootstrap_p, compare, holm


def score(items):
    return mean_score("x", items, signature="x")


def test_the_interval_of_a_mean_is_near_the_normal_one_and_the_same_every_time():
    draw = random.Random(0)
    items = [draw.gauss(0, 1) for _ in range(400)]
    value, low, high = bootstrap(items)
    assert (value, low, high) == bootstrap(items)
    assert high - low == pytest.approx(2 * 1.96 / 20, rel=0.15)
    assert bootstrap(items, seed=1) != (value, low, high)


def test_items_without_a_value_are_left_out_and_wrong_ones_refused():
    assert bootstrap([1.0, None, 3.0])[0] == 2
    assert all(map(math.isnan, bootstrap([None])))
    with pytest.raises(ValueError, match="not a finite number"):
        bootstrap([math.nan])


def test_equal_items_have_an_interval_of_no_width():
    value, low, high = bootstrap([0.1 + 0.2] * 7)
    assert low == value == high


def test_groups_are_drawn_whole():
    items = [0.0] * 50 + [1.0] * 50
    low, high = bootstrap(items, groups=["a"] * 50 + ["b"] * 50)[1:]
    assert (low, high) == (0, 1)
    with pytest.raises(ValueError, match="1 groups for 100 items"):
        bootstrap(items, groups=["a"])


def test_a_statistic_of_the_sample():
    value, low, high = bootstrap_statistic(3, lambda sample: float(max(sample)))
    assert (value, high) == (2, 2)
    assert low < 2


def test_a_real_difference_is_found_and_luck_is_not():
    draw = random.Random(3)
    base = [draw.random() for _ in range(200)]
    better = compare(score([one + 0.05 + draw.gauss(0, 0.1) for one in base]), score(base))
    assert better.value == pytest.approx(0.05, abs=0.02)
    assert better.low > 0
    assert better.p_bootstrap < 0.01
    assert better.p_randomization < 0.01
    luck = compare(score([one + draw.gauss(0, 0.1) for one in base]), score(base))
    assert luck.low < 0 < luck.high
    assert luck.p_bootstrap > 0.05
    assert luck.p_randomization > 0.05


def test_p_values_are_uniform_when_there_is_no_difference():
    draw = random.Random(5)
    found = [
        compare(
            score([draw.gauss(0, 1) for _ in range(40)]),
            score([draw.gauss(0, 1) for _ in range(40)]),
            trials=500,
        )
        for _ in range(100)
    ]
    assert 1 <= sum(one.p_randomization < 0.1 for one in found) <= 20


def test_randomization_agrees_with_all_swaps_counted():
    gaps = [0.3, 0.2, 0.1, -0.05]
    # Of 16 ways to swap, those with a sum of at least 0.55 either way: all positive, all but the last; and mirrored.
    exact = 4 / 16
    found = compare(score(gaps), score([0.0] * 4), trials=20_000)
    assert found.p_randomization == pytest.approx(exact, abs=0.01)


@pytest.mark.parametrize(
    ("drawn", "p"),
    [([0.1] * 99, 0.02), ([-0.1] * 99, 0.02), ([0.1] * 90 + [-0.1] * 9, 0.2), ([1e-15] * 99, 1)],
)
def test_the_p_value_of_a_bootstrap_counts_the_rarer_side_and_rounding_as_no_difference(drawn, p):
    assert bootstrap_p(np.array(drawn), 99) == pytest.approx(p)


def test_a_handful_of_items_proves_nothing():
    assert [bootstrap_p(np.full(999, 0.1), k) for k in (1, 2, 3, 20)] == [1.0, 0.5, 0.25, 0.002]
    assert compare(score([1.0, 1.0]), score([0.0, 0.0])).p_bootstrap == 0.5
    one = compare(score([1.0] * 40), score([0.0] * 40), groups=["a"] * 20 + ["b"] * 20)
    assert one.p_bootstrap == 0.5


def test_equal_systems_differ_in_nothing():
    same = compare(score([0.1, 0.2, 0.3]), score([0.1, 0.2, 0.3]))
    assert (same.value, same.p_bootstrap, same.p_randomization) == (0, 1, 1)


def test_only_items_with_both_values_count():
    assert compare(score([1.0, None, 3.0]), score([0.5, 1.0, None])).n == 1
    with pytest.raises(ValueError, match="same examples"):
        compare(score([1.0]), score([1.0, 2.0]))
    with pytest.raises(ValueError, match="no item"):
        compare(score([None, 1.0]), score([1.0, None]))


def test_swapping_whole_stories_is_more_careful():
    stories = [f"s{i // 20}" for i in range(100)]
    shift = {f"s{i}": gap for i, gap in enumerate((0.3, 0.2, 0.1, 0.2, -0.05))}
    ours, theirs = score([shift[one] for one in stories]), score([0.0] * 100)
    assert compare(ours, theirs, groups=stories).p_randomization > 0.05
    assert compare(ours, theirs).p_randomization < 0.001


def test_holm():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == [1, 1]
    assert holm([]) == []
