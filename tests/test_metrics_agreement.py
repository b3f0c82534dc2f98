"""Correlations with people: those of scipy, gaps and ties included, with intervals that hold them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from summarizer.metrics.agreement import across, summary_level, system_level

DRAW = np.random.default_rng(0)
HUMAN = DRAW.integers(1, 6, (20, 8)).astype(float)
METRIC = HUMAN + DRAW.normal(0, 1.5, (20, 8)).round(1)


def test_system_level_correlates_the_means():
    found = system_level(METRIC, HUMAN)
    x, y = METRIC.mean(axis=0), HUMAN.mean(axis=0)
    assert found.pearson[0] == pytest.approx(stats.pearsonr(x, y)[0])
    assert found.kendall[0] == pytest.approx(stats.kendalltau(x, y)[0])
    assert found.n == 8
    assert found.pearson[1] <= found.pearson[0] <= found.pearson[2]


def test_summary_level_is_the_mean_over_items():
    found = summary_level(METRIC, HUMAN)
    each = [stats.kendalltau(x, y)[0] for x, y in zip(METRIC, HUMAN, strict=True)]
    assert found.kendall[0] == pytest.approx(np.mean(each))
    each = [stats.pearsonr(x, y)[0] for x, y in zip(METRIC, HUMAN, strict=True)]
    assert found.pearson[0] == pytest.approx(np.mean(each))
    assert found.n == 20


def test_gaps_are_left_out_and_items_without_a_correlation_are_not_counted():
    metric, human = METRIC.copy(), HUMAN.copy()
    metric[0, 0] = math.nan
    human[1] = 3
    found = summary_level(metric, human)
    each = [stats.kendalltau(x, y)[0] for x, y in zip(metric[2:], human[2:], strict=True)]
    each.append(stats.kendalltau(metric[0, 1:], human[0, 1:])[0])
    assert found.kendall[0] == pytest.approx(np.mean(each))
    assert found.n == 19
    means = system_level(metric, human)
    assert means.pearson[0] == pytest.approx(
        stats.pearsonr(np.nanmean(metric, axis=0), human.mean(axis=0))[0]
    )


def test_across_pools_all_summaries():
    x, y = METRIC.ravel().tolist(), HUMAN.ravel().tolist()
    found = across([*x, None], [*y, 3.0])
    assert found.pearson[0] == pytest.approx(stats.pearsonr(x, y)[0])
    assert found.kendall[0] == pytest.approx(stats.kendalltau(x, y)[0])
    assert found.n == 160
    assert found.kendall[1] < found.kendall[0] < found.kendall[2]
    grouped = across(x, y, groups=[str(i // 40) for i in range(160)])
    assert grouped.kendall[0] == found.kendall[0]
    assert grouped.kendall[1:] != found.kendall[1:]


def test_a_metric_that_says_the_same_of_all_has_no_correlation():
    assert math.isnan(system_level(np.ones((3, 4)), HUMAN[:3, :4]).kendall[0])
    assert math.isnan(across([1.0, 1.0], [1, 2]).pearson[0])
    with pytest.raises(ValueError, match="items x systems"):
        system_level(METRIC, HUMAN[:2])
