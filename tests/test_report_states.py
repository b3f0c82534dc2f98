"""What is shown of each sentence of a cell: its own relation to the fact's wording, and a text without dateline."""

from __future__ import annotations

import csv
import dataclasses
import io

from report_cases import by_hand

from summarizer.report import csv as csv_report
from summarizer.report import html, markdown
from summarizer.report.overview import claim_texts
from summarizer.report.page import fact_views
from summarizer.types import Article, Comparison, Link, Story

CLOSED = "The bridge at Lowmere closed on Monday."
SHUT = "Lowmere’s bridge was shut on Monday."
DETOUR = "Monday began with a detour for all who cross at Lowmere."


def comparison() -> Comparison:
    """A fact that the other outlet states in one sentence, and touches in a second."""
    articles = (
        Article("a", f"LOWMERE (AP) — {CLOSED}", "A"),
        Article("b", f"{SHUT} {DETOUR}", "B"),
    )
    fact = {"a": ("agree", [f"LOWMERE (AP) — {CLOSED}"]), "b": ("agree", [SHUT, DETOUR])}
    made = by_hand(Story("s", articles), [("shared", fact)])
    one, same, partly = (claim.id for claim in made.claims)
    begin = articles[0].text.index("Lowmere")
    shared = (((begin, begin + 7),), ((len(SHUT) + 1, len(SHUT) + 7),))
    links = (
        Link(one, same, "same", 0.9, "0.90"),
        Link(one, partly, "partial", 0.4, "0.40", shared=shared),
    )
    return dataclasses.replace(made, links=links)


def test_each_sentence_has_its_own_state():
    (fact,) = fact_views(comparison())
    assert fact.cells[1].state == "agree"
    assert fact.cells[1].states == ("agree", "partly")
    assert 'data-states="agree partly"' in html.render(comparison())
    text = csv_report.render(comparison()).removeprefix("\ufeff")
    states = {row["sentence"]: row["state"] for row in csv.DictReader(io.StringIO(text))}
    assert (states[SHUT], states[DETOUR]) == ("agree", "partly")


def test_a_weak_part_is_shown_as_loose():
    made = comparison()
    weak = dataclasses.replace(made.links[1], decided_by="model")
    (fact,) = fact_views(dataclasses.replace(made, links=(made.links[0], weak)))
    assert fact.cells[1].states == ("agree", "loose")
    strong = dataclasses.replace(weak, score=0.9)
    (fact,) = fact_views(dataclasses.replace(made, links=(made.links[0], strong)))
    assert fact.cells[1].states == ("agree", "partly")
    (alone,) = made.facts
    cell = dataclasses.replace(alone.cells[1], state="partly", claims=(weak.b,))
    alone = dataclasses.replace(alone, cells=(alone.cells[0], cell))
    only = dataclasses.replace(made, links=(weak,), facts=(alone,))
    (fact,) = fact_views(only)
    assert (fact.cells[1].state, fact.cells[1].words.label) == ("loose", "loosely")
    assert "| agrees | loosely |" in markdown.render(only)
    assert ",partly,1," in csv_report.render(only)


def test_a_fact_is_told_without_its_dateline_and_its_parts_are_still_marked():
    made = comparison()
    assert claim_texts(made)[made.facts[0].representative] == CLOSED
    (fact,) = fact_views(made)
    start, end = map(int, fact.cells[1].wording[1].split("-"))
    assert fact.text[start:end] == "Lowmere"
