"""What is counted in one story to score its comparison: a numerator and a denominator a measure."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.evaluation.gold import GoldFact, GoldStory
from summarizer.evaluation.lines import Span
from summarizer.evaluation.matching import Places, Shown, common_outlets, overlaps
from summarizer.metrics.grouping import b_cubed

Counts = dict[str, tuple[float, float]]
"""Measure -> numerator and denominator; sums over stories make the score."""


def count_facts(gold: GoldStory, shown: Sequence[Shown]) -> Counts:
    """Shared facts found and right, coverage of outlets, facts wrongly left to one outlet, disputes, and grouping."""
    common = [one for one in shown if one.fact.common]
    alone = [one for one in shown if one.fact.status == "unique"]
    unclear = [one for one in shown if one.fact.status == "unclear"]
    disputed = [one for one in common if one.fact.status == "disputed"]
    return {
        **_found("shared facts", gold, gold.shared, common),
        "coverage cells": _cells_of_right(gold, common),
        "coverage cells, missed facts too": _cells_of_labelled(gold, shown),
        **_alone(gold, alone, unclear),
        **_found("disputed facts", gold, [fact for fact in gold.shared if fact.disputed], disputed),
        **_grouping(gold, [one.places for one in shown]),
    }


def count_nothing(gold: GoldStory) -> Counts:
    """The counts of a story that failed: all that was to be found is missed."""
    disputed = sum(bool(fact.disputed) for fact in gold.shared)
    return {"shared facts recall": (0, len(gold.shared)), "disputed facts recall": (0, disputed)}


def count_apart(gold: GoldStory) -> Counts:
    """The counts of the baseline that groups nothing: each sentence is a fact of one outlet."""
    shared = [
        _belongs_to_shared(gold, article, span)
        for article, spans in enumerate(gold.sentences)
        for span in spans
    ]
    return {"wrongly one outlet's": (sum(shared), len(shared)), **_grouping(gold, [])}


def memberships(places: Sequence[Places], gold: GoldStory) -> list[set[str]]:
    """For each labelled sentence the facts that stand on it, given the places of each fact.

    A sentence on which none stands is the only one of a fact of its own.
    """
    return [
        {str(i) for i, one in enumerate(places) if overlaps(span, one.get(article, ()))}
        or {f"alone {article} {span}"}
        for article, spans in enumerate(gold.sentences)
        for span in spans
    ]


def _grouping(gold: GoldStory, places: Sequence[Places]) -> Counts:
    """B-cubed of the labelled sentences, which may state several facts, grouped by the facts at these places."""
    labelled = memberships([dict(enumerate(fact.support)) for fact in gold.facts], gold)
    _, precision, recall = b_cubed(labelled, memberships(places, gold))
    return {
        "B-cubed precision": (precision.value * len(labelled), len(labelled)),
        "B-cubed recall": (recall.value * len(labelled), len(labelled)),
    }


def _alone(gold: GoldStory, alone: Sequence[Shown], unclear: Sequence[Shown]) -> Counts:
    """How much of what is shown as one outlet's own another states, and how much of what is its own is shown so."""
    wrong = sum(_belongs_to_shared(gold, *one.own) for one in alone)
    left_open = sum(not _belongs_to_shared(gold, *one.own) for one in unclear)
    right = len(alone) - wrong
    return {
        "wrongly one outlet's": (wrong, len(alone)),
        "own facts shown as own": (right, right + left_open),
    }


def _found(name: str, gold: GoldStory, labelled: Sequence[GoldFact], shown: Sequence[Shown]) -> Counts:
    """Recall and precision: a labelled fact and a shown one match if they have two or more outlets in common."""
    matches = [[len(common_outlets(gold, fact, one.places)) > 1 for one in shown] for fact in labelled]
    right = [any(row[i] for row in matches) for i in range(len(shown))]
    return {
        f"{name} recall": (sum(map(any, matches)), len(labelled)),
        f"{name} precision": (sum(right), len(shown)),
    }


def _cells_of_right(gold: GoldStory, common: Sequence[Shown]) -> tuple[int, int]:
    """Over right facts and outlets: how often an outlet is shown with the fact just if it states the nearest label."""
    right = cells = 0
    for one in common:
        matched = {fact: common_outlets(gold, fact, one.places) for fact in gold.shared}
        best = max(matched, key=lambda fact: len(matched[fact]), default=None)
        if best is not None and len(matched[best]) > 1:
            right += _equal_cells(gold, one.outlets, gold.outlets(best))
            cells += len(gold.story.outlets)
    return right, cells


def _cells_of_labelled(gold: GoldStory, shown: Sequence[Shown]) -> tuple[int, int]:
    """The same over all labelled shared facts, each held against the nearest fact shown, if there is one.

    The nearest has the most outlets in common with it, and the fewest others.
    """
    right = 0
    for fact in gold.shared:
        near = [
            (len(matched), -len(one.outlets), one.outlets)
            for one in shown
            if (matched := common_outlets(gold, fact, one.places))
        ]
        _, _, outlets = max(near, key=lambda found: found[:2], default=(0, 0, frozenset[str]()))
        right += _equal_cells(gold, outlets, gold.outlets(fact))
    return right, len(gold.shared) * len(gold.story.outlets)


def _equal_cells(gold: GoldStory, shown: frozenset[str], labelled: frozenset[str]) -> int:
    return sum((outlet in shown) == (outlet in labelled) for outlet in gold.story.outlets)


def _belongs_to_shared(gold: GoldStory, article: int, span: Span) -> bool:
    return overlaps(span, (one for shared in gold.shared for one in shared.support[article]))
