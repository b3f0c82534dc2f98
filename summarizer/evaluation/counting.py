"""What is counted in one story to score its comparison: a numerator and a denominator a measure."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.evaluation.gold import GoldStory
from summarizer.evaluation.matching import Places, Shown, common_outlets, overlaps
from summarizer.metrics.grouping import b_cubed

Counts = dict[str, tuple[float, float]]
"""Measure -> numerator and denominator; sums over stories make the score."""


def count_facts(gold: GoldStory, shown: Sequence[Shown]) -> Counts:
    """Shared facts found and right, coverage of outlets, facts wrongly left to one outlet, disputes, and grouping."""
    outlets = gold.story.outlets
    common = [fact for fact in shown if fact.fact.status != "unique"]
    matches = [[common_outlets(gold, one, fact.places) for one in gold.shared] for fact in shown]
    is_common = [fact.fact.status != "unique" for fact in shown]
    is_disputed = [fact.fact.status == "disputed" for fact in shown]

    def found(number: int, among: Sequence[bool]) -> bool:
        return any(len(row[number]) > 1 for row, wanted in zip(matches, among, strict=True) if wanted)

    numbers = range(len(gold.shared))
    disputed = [i for i in numbers if gold.shared[i].disputed]
    right = [any(len(one) > 1 for one in row) for row in matches]
    cells = _cells_of_matched(gold, shown, matches)
    all_cells = [
        (outlet in _best_outlets(shown, matches, i)) == (outlet in gold.outlets(gold.shared[i]))
        for i in numbers
        for outlet in outlets
    ]
    disputed_right = sum(
        any(len(row[i]) > 1 for i in disputed)
        for row, wanted in zip(matches, is_disputed, strict=True)
        if wanted
    )
    alone = [fact for fact in shown if fact.fact.status == "unique"]
    return {
        "shared facts recall": (sum(found(i, is_common) for i in numbers), len(numbers)),
        "shared facts precision": (sum(r for r, c in zip(right, is_common, strict=True) if c), len(common)),
        "coverage cells": (sum(cells), len(cells)),
        "coverage cells, missed facts too": (sum(all_cells), len(all_cells)),
        "wrongly one outlet's": (sum(_belongs_to_shared(gold, fact) for fact in alone), len(alone)),
        "disputed facts recall": (sum(found(i, is_disputed) for i in disputed), len(disputed)),
        "disputed facts precision": (disputed_right, sum(is_disputed)),
    } | _grouping(gold, [fact.places for fact in shown])


def count_nothing(gold: GoldStory) -> Counts:
    """The counts of a story that failed: all that was to be found is missed."""
    disputed = sum(bool(fact.disputed) for fact in gold.shared)
    return {
        "shared facts recall": (0, len(gold.shared)),
        "disputed facts recall": (0, disputed),
    }


def count_apart(gold: GoldStory) -> Counts:
    """The counts of the baseline that groups nothing: each sentence is a fact of one outlet."""
    shared = [
        overlaps(span, (one for fact in gold.shared for one in fact.support[article]))
        for article, spans in enumerate(gold.sentences)
        for span in spans
    ]
    return {
        "wrongly one outlet's": (sum(shared), len(shared)),
    } | _grouping(gold, [])


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


def _cells_of_matched(
    gold: GoldStory, shown: Sequence[Shown], matches: Sequence[Sequence[frozenset[str]]]
) -> list[bool]:
    """For each right fact and each outlet, whether it is shown with it just if it states it, by the nearest label."""
    cells = []
    for fact, row in zip(shown, matches, strict=True):
        best = max(range(len(row)), key=lambda i: len(row[i]), default=None)
        if fact.fact.status == "unique" or best is None or len(row[best]) < 2:
            continue
        stating = gold.outlets(gold.shared[best])
        cells += [(outlet in fact.outlets) == (outlet in stating) for outlet in gold.story.outlets]
    return cells


def _best_outlets(
    shown: Sequence[Shown], matches: Sequence[Sequence[frozenset[str]]], number: int
) -> frozenset[str]:
    """The outlets of the shown fact that is nearest to a labelled one: most outlets in common, fewest others."""
    best = max(
        range(len(shown)),
        key=lambda i: (len(matches[i][number]), -len(shown[i].outlets)),
        default=None,
    )
    return frozenset() if best is None or not matches[best][number] else shown[best].outlets


def _belongs_to_shared(gold: GoldStory, fact: Shown) -> bool:
    article, span = fact.own
    return overlaps(span, (one for shared in gold.shared for one in shared.support[article]))
