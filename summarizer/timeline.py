"""The facts of a story in the order in which they were reported, and the figures that changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from summarizer.types import Article, Claim, Event, Fact, Story
from summarizer.updates import moment


def timeline(story: Story, claims: Sequence[Claim], facts: Sequence[Fact]) -> tuple[Event, ...]:
    """One event a fact that an article with a date states, oldest first; facts of one moment keep their order.

    The event's date is that of the earliest article, as it is written there, and its outlets are those whose
    articles have that date. Its figures are the first that agrees with the fact's wording and every article's
    that does not. Articles whose `published` is empty or not an ISO 8601 date tell nothing here.
    """
    articles = {article.id: article for article in story.articles}
    article_of = {claim.id: articles[claim.document_id] for claim in claims}
    events = [event for fact in facts if (event := _event(fact, article_of))]
    return tuple(event for _, event in sorted(events, key=lambda item: item[0]))


def _event(fact: Fact, article_of: Mapping[str, Article]) -> tuple[datetime, Event] | None:
    dated = [
        (when, article_of[claim], claim, cell.state)
        for cell in fact.cells
        for claim in cell.claims
        if (when := moment(article_of[claim].published))
    ]
    if not dated:
        return None
    dated.sort(key=lambda item: item[0])
    first, article, _, _ = dated[0]
    outlets = tuple(dict.fromkeys(one.label for when, one, _, _ in dated if when == first))
    figures: dict[str, tuple[str, str, str]] = {}
    if any(state == "number" for *_, state in dated):
        for _, one, claim, state in dated:
            if state in ("agree", "number"):
                figures.setdefault("agree" if state == "agree" else one.id, (one.published, one.label, claim))
    return first, Event(fact.id, article.published, outlets, tuple(figures.values()))
