"""Who passes on whose reporting, and what does not count as that; every text is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.citations import citations, cited_outlet, credited, dateline_end, source_key
from summarizer.types import Article

OUTLETS = (Article("other", "Nothing here.", outlet="The Lindholm Post"),)


def found(text: str, outlet: str = "Nordkurier") -> list[tuple[str, str]]:
    article = Article("a", text, outlet=outlet)
    return [(one.source, text[one.start : one.end]) for one in citations((article, *OUTLETS))]


@pytest.mark.parametrize(
    ("text", "source", "phrase"),
    [
        ("Two sources told Reuters that talks had failed.", "Reuters", "told Reuters"),
        ("The talks, first reported by The New York Times, failed.", "New York Times", "reported by The New York Times"),
        ("The talks failed, according to CNN.", "CNN", "according to CNN"),
        ("The Lindholm Post counted about 60 tents.", "The Lindholm Post", "The Lindholm Post counted"),
        ("In an interview with Axios, she said no.", "Axios", "interview with Axios"),
        ("The plan was leaked, according to a Denver Post report.", "Denver Post", "according to a Denver Post"),
        ("A leaked plan, the Denver Post report says, is old.", "Denver Post", "the Denver Post report"),
        ("MARROW BAY (AP) — The ferry is back.", "AP", "MARROW BAY (AP) —"),
        ("The ferry is back.\nBy The Associated Press", "Associated Press", "Associated Press"),
        ("The Associated Press contributed to this report.", "Associated Press", "Associated Press"),
    ],
)  # fmt: skip
def test_a_source_is_found_with_the_phrase_that_says_so(text: str, source: str, phrase: str) -> None:
    assert found(text) == [(source, phrase)]


@pytest.mark.parametrize(
    "text",
    [
        "The president attacked CNN and The Lindholm Post again.",
        "He was told that the ferry is back.",
        "According to the Labor Department, prices rose.",
        "The notice was published in the Federal Register.",
        "She told the press secretary to resign.",
    ],
)
def test_a_name_alone_is_no_citation(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("outlet", ["Reuters", "Thomson Reuters"])
def test_an_outlet_does_not_cite_itself(outlet: str) -> None:
    assert found("Two sources told Reuters that talks had failed.", outlet) == []


def test_a_cited_name_is_matched_with_an_outlet_of_the_story() -> None:
    outlets = ("Continental Press", "The Lindholm Post", "Associated Press")
    assert [cited_outlet(name, outlets) for name in ("CP", "the Lindholm Post", "The Post", "AP", "CNN")] == [
        "Continental Press", "The Lindholm Post", "The Lindholm Post", "Associated Press", "",
    ]  # fmt: skip
    assert source_key("AP") == source_key("The Associated Press") == "associated press"


def test_credits_are_read_from_datelines_bylines_and_end_notes() -> None:
    articles = (
        Article("wire", "The ferry is back.", outlet="Continental Press"),
        Article("dateline", "MARROW BAY (CP) — The ferry is back.", outlet="Nordkurier"),
        Article("note", "The ferry is back. Continental Press contributed to this report.", outlet="Kvitnes Radio"),
        Article("own", "The ferry is back, according to Continental Press.", outlet="The Gangway"),
    )  # fmt: skip
    owed = credited(articles)
    assert [key for key, names in owed.items() if "continental press" in names] == [
        "wire",
        "dateline",
        "note",
    ]
    assert owed["own"] == {"gangway"}


@pytest.mark.parametrize(
    ("sentence", "news"),
    [
        ("MARROW BAY (AP) — The ferry is back.", "The ferry is back."),
        ("(Reuters) - The ferry is back.", "The ferry is back."),
        ("MARROW BAY, Lind. — The ferry is back.", "The ferry is back."),
        ("MARROW BAY -- The ferry is back.", "The ferry is back."),
        ("MARROW BAY ― The ferry is back.", "The ferry is back."),
        ("MARROW BAY—The ferry is back.", "The ferry is back."),
        ("The ferry — and its crew — is back.", "The ferry — and its crew — is back."),
        ("AP-owned ferries are back.", "AP-owned ferries are back."),
        ("MARROW BAY ―The ferry is back.", "The ferry is back."),
        ("(CNP)The ferry is back.", "The ferry is back."),
        ("MARROW BAY –- The ferry is back.", "The ferry is back."),
    ],
)
def test_the_news_begins_after_the_dateline(sentence: str, news: str) -> None:
    assert sentence[dateline_end(sentence) :] == news


@given(st.text(max_size=300), st.text(max_size=20))
def test_any_text_gives_spans_that_hold_the_source(text: str, outlet: str) -> None:
    mixed = f"{text} told Reuters {text}"
    for one in citations((Article("a", mixed, outlet=outlet), Article("b", text, outlet=text[:20]))):
        assert one.source in {"a": mixed, "b": text}[one.article_id][one.start : one.end]
