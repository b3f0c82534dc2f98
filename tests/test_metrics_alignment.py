"""Scores of labelled pairs and of groupings, against values worked out by hand and scikit-learn's."""

from __future__ import annotations

import math
import random

import pytest

from summarizer.metrics.classification import average_precision, calibration, label_scores, rate, ratio_scores
from summarizer.metrics.grouping import b_cubed, pairwise, v_measure

GOLD = ["same", "same", "partial", "none", "none", "number"]
GUESS = ["same", "partial", "none", "none", "same", "number"]


def values(scores):
    return [score.value for score in scores]


def test_precision_recall_and_f1_of_a_label_and_of_aligned_or_not():
    assert values(label_scores(GOLD, GUESS, {"same"}, name="same")) == [0.5, 0.5, 0.5]
    aligned = {"same", "partial", "number", "conflict"}
    scores = label_scores(GOLD, GUESS, aligned, name="aligned")
    assert values(scores) == [3 * 2 / 8, 3 / 4, 3 / 4]
    assert [one.name for one in scores] == ["aligned", "aligned_precision", "aligned_recall"]
    assert scores[0].items == (1, 1, 0, 1, 0, 1)
    assert scores[0].n == 4
    assert scores[0].low <= scores[0].value <= scores[0].high


def test_a_label_that_is_nowhere_scores_zero():
    assert values(label_scores(GOLD, GUESS, {"conflict"}, name="conflict")) == [0, 0, 0]


def test_drawing_whole_stories_widens_the_interval_and_is_signed():
    gold = ["same"] * 40 + ["none"] * 40
    guess = (["same"] * 20 + ["none"] * 20) * 2
    stories = [f"s{i // 10}" for i in range(80)]
    alone = label_scores(gold, guess, {"same"}, name="same")[0]
    grouped = label_scores(gold, guess, {"same"}, name="same", groups=stories)[0]
    assert alone.value == grouped.value
    assert grouped.high - grouped.low > alone.high - alone.low
    assert "interval:groups" in grouped.signature


def test_average_precision_is_that_of_scikit_learn_ties_included():
    from sklearn.metrics import average_precision_score

    draw = random.Random(0)
    gold = [draw.random() < 0.4 for _ in range(200)]
    scores = [round(draw.random() * 0.6 + 0.4 * label, 1) for label in gold]
    assert average_precision(gold, scores, name="ap").value == pytest.approx(
        average_precision_score(gold, scores)
    )
    assert average_precision([True, False, True], [0.9, 0.8, 0.1], name="ap").value == pytest.approx(
        (1 + 2 / 3) / 2
    )
    assert math.isnan(average_precision([False], [0.3], name="ap").value)


def test_calibration():
    ece, brier = calibration([True, True, False, False], [0.95, 0.95, 0.95, 0.15], name="score")
    assert ece.value == pytest.approx((abs(2 - 3 * 0.95) + 0.15) / 4)
    assert brier.value == pytest.approx((2 * 0.05**2 + 0.95**2 + 0.15**2) / 4)
    assert not ece.higher_is_better
    with pytest.raises(ValueError, match="between 0 and 1"):
        calibration([True], [1.5], name="score")


def test_rates_and_ratios():
    assert rate([True, False, False, False], name="alarms", higher_is_better=False).value == 0.25
    f1, precision, recall = ratio_scores([2, 0, 0], [4, 0, 1], [2, 0, 2], name="facts")
    assert (precision.value, recall.value) == pytest.approx((2 / 5, 2 / 4))
    assert f1.value == pytest.approx(2 * 2 / 9)
    assert f1.items == (4 / 6, None, 0)


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="2 labels but 1 answers"):
        label_scores(["a", "b"], ["a"], {"a"}, name="a")
    with pytest.raises(ValueError, match="nothing to score"):
        label_scores([], [], {"a"}, name="a")


def single(labels):
    return [{label} for label in labels]


def test_b_cubed_of_the_example_of_bagga_and_baldwin():
    # True chains 1-5, 6-7, 8-9-A-B-C; response one joins the first and the third.
    gold = single("11111" + "22" + "33333")
    found = single("aaaaa" + "bb" + "aaaaa")
    f1, precision, recall = b_cubed(gold, found)
    assert recall.value == 1
    assert precision.value == pytest.approx((10 * 0.5 + 2) / 12)
    assert f1.value == pytest.approx(2 * precision.value / (1 + precision.value))
    assert b_cubed(found, gold)[2].value == precision.value


def test_b_cubed_of_items_in_several_groups():
    gold = [{"x", "y"}, {"x", "y"}, {"x"}]
    found = [{"a"}, {"a"}, {"a"}]
    f1, precision, recall = b_cubed(gold, found)
    assert precision.value == 1
    assert recall.value == pytest.approx(((0.5 + 0.5 + 1) / 3 * 2 + 1) / 3)
    assert f1.items[2] == 1
    assert b_cubed(gold, [{"p", "q"}, {"p", "q"}, {"p"}])[0].value == 1


def test_pairwise():
    f1, precision, recall = pairwise(single("aabb"), single("xxxy"))
    assert (precision.value, recall.value) == (pytest.approx(1 / 3), pytest.approx(1 / 2))
    assert f1.value == pytest.approx(2 / 5)
    assert pairwise(single("abc"), single("xyz"))[0].items == (None, None, None)


def test_v_measure_is_that_of_scikit_learn():
    from sklearn.metrics import homogeneity_completeness_v_measure

    draw = random.Random(1)
    gold = [draw.choice("abcd") for _ in range(60)]
    found = [label if draw.random() < 0.7 else draw.choice("abcde") for label in gold]
    h, c, v = homogeneity_completeness_v_measure(gold, found)
    assert values(v_measure(gold, found)) == pytest.approx([v, h, c])
    assert values(v_measure(["a", "b"], ["x", "x"])) == [0, 0, 1]


def test_perfect_groupings_score_one_and_bad_input_is_named():
    groups = single("aabbc")
    assert values([*b_cubed(groups, groups), *pairwise(groups, groups)]) == [1] * 6
    with pytest.raises(ValueError, match="2 gold items, 1 found"):
        b_cubed(single("ab"), single("a"))
    with pytest.raises(ValueError, match="found item is in no group"):
        pairwise(single("ab"), [{"a"}, set()])
