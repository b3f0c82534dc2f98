"""Which facts of a comparison are facts of the labels: matched by the places in the articles on which they stand.

The segmentation of the labels and of the system may differ, so that spans match if they share at least half of
the shorter one. A fact that is shown as shared is right if some labelled fact stands on it in two or more of
its outlets, and a labelled shared fact is found likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from summarizer.evaluation.gold import GoldFact, GoldStory
from summarizer.evaluation.lines import Span
from summarizer.types import Comparison, Fact

Places = Mapping[int, Sequence[Span]]
"""Spans by the number of their article."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as a comparison shows it, and where it stands. `own` is the place of the claim that represents it."""

    fact: Fact
    places: Places
    own: tuple[int, Span]
    outlets: frozenset[str]


def shown_facts(comparison: Comparison) -> list[Shown]:
    """The facts of a comparison with the places of their claims."""
    number = {article.id: i for i, article in enumerate(comparison.story.articles)}
    claims = {claim.id: claim for claim in comparison.claims}
    found = []
    for fact in comparison.facts:
        places: dict[int, list[Span]] = {}
        for cell in fact.cells:
            for claim_id in cell.claims:
                claim = claims[claim_id]
                places.setdefault(number[claim.document_id], []).append((claim.start, claim.end))
        main = claims[fact.representative]
        own = (number[main.document_id], (main.start, main.end))
        found.append(Shown(fact, places, own, frozenset(cell.outlet for cell in fact.cells)))
    return found


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """True if the span and one of the others share at least half of the shorter of the two."""
    start, end = span
    return any(
        2 * (min(end, last) - max(start, first)) >= min(end - start, last - first) for first, last in others
    )


def common_outlets(gold: GoldStory, fact: GoldFact, places: Places) -> frozenset[str]:
    """The outlets in which the labelled fact stands at one of the places."""
    return frozenset(
        gold.story.articles[article].label
        for article, spans in places.items()
        if any(overlaps(span, fact.support[article]) for span in spans)
    )
