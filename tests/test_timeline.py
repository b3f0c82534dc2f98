"""The order in which facts were reported, and figures that changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.timeline import timeline
from summarizer.types import Article, Cell, Claim, Event, Fact, Story
from summarizer.updates import moment


def story(**published: str) -> tuple[Story, list[Claim]]:
    articles = tuple(
        Article(name, "x", outlet=name.upper(), published=date) for name, date in published.items()
    )
    return Story("s", articles), [Claim(one.id, one.id, "x", 0, 1, 0) for one in articles]


def fact(name: str, **states: str) -> Fact:
    cells = tuple(Cell(one.upper(), state, (one,)) for one, state in states.items())  # type: ignore[arg-type]
    return Fact(name, next(iter(states)), "shared", cells, 1.0)


def test_facts_come_oldest_first_with_those_who_had_them_first() -> None:
    made = story(a="2026-03-12", b="2026-03-10T22:00:00-04:00", c="2026-03-11T02:00:00+00:00", d="")
    events = timeline(
        *made,
        [fact("f1", a="agree", d="agree"), fact("f2", a="agree", b="agree", c="agree"), fact("f3", d="only")],
    )
    assert events == (Event("f2", "2026-03-10T22:00:00-04:00", ("B", "C")), Event("f1", "2026-03-12", ("A",)))


def test_a_figure_that_changed_is_told_over_time() -> None:
    made = story(late="2026-03-12", early="2026-03-10", middle="2026-03-11", other="2026-03-11")
    (event,) = timeline(*made, [fact("f", late="number", early="agree", middle="number", other="agree")])
    assert event.figures == (
        ("2026-03-10", "EARLY", "early"),
        ("2026-03-11", "MIDDLE", "middle"),
        ("2026-03-12", "LATE", "late"),
    )
    (event,) = timeline(*made, [fact("f", late="agree", early="agree")])
    assert event.figures == ()


@pytest.mark.parametrize("text", ["", "yesterday", "2026", "2026-13-01", "12 March 2026", "2026-03-10T25:00"])
def test_what_is_no_iso_date_names_no_moment(text: str) -> None:
    assert moment(text) is None


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_published_date_can_be_read(dates: list[str]) -> None:
    articles = tuple(Article(str(i), "x", published=one) for i, one in enumerate([*dates, "2026-01-01"]))
    claims = [Claim(one.id, one.id, "x", 0, 1, 0) for one in articles]
    cells = tuple(Cell(one.id, "agree", (one.id,)) for one in articles)
    (event,) = timeline(Story("s", articles), claims, [Fact("f", "0", "shared", cells, 1.0)])
    assert event.outlets
