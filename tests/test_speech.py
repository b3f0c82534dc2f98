"""A passage shown by itself keeps the quotation marks it needs, and says who is speaking."""

from __future__ import annotations

import pytest

from summarizer import Article
from summarizer.speech import shown
from summarizer.text import sentences

TEXT = (
    "“The bridge is not safe,” said Mara Ellis, the county engineer. “It has not been safe for years. "
    "We told the council so in March.” The council disagrees.\n"
    'The mayor spoke later: "Nobody told us. Not once."\n'
    "Ellis called the answer “a plain untruth from people who know better.”"
)


def by_start(text: str, start: str):
    found = next(one for one in sentences(text) if one.text.startswith(start))
    return shown(Article("a", text, "Herald"), found.start, found.end)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("“The bridge", "“The bridge is not safe,” said Mara Ellis, the county engineer."),
        ("“It has", "“It has not been safe for years.”"),
        ("We told", "“We told the council so in March.”"),
        ("The council", "The council disagrees."),
        ("The mayor", 'The mayor spoke later: "Nobody told us."'),
        ("Not once", '"Not once."'),
        ("Ellis called", "Ellis called the answer “a plain untruth from people who know better.”"),
    ],
)
def test_the_marks_of_a_quotation_that_runs_over_the_ends_are_added(start, expected):
    assert by_start(TEXT, start).text == expected


def test_mere_speech_names_its_speaker():
    found = by_start(TEXT, "We told")
    assert found.speech
    assert found.speaker == "Mara Ellis"
    assert found.introduced == "Mara Ellis: “We told the council so in March.”"


@pytest.mark.parametrize("start", ["“The bridge", "The council", "Ellis called"])
def test_a_sentence_that_says_who_speaks_is_left_as_it_is(start):
    found = by_start(TEXT, start)
    assert not found.speech
    assert found.introduced == found.text


def test_speech_without_a_speaker_names_nobody():
    text = "Residents were angry. “Nobody asked us about any of this.” The work begins in May."
    found = by_start(text, "“Nobody")
    assert found.speech
    assert found.speaker == ""
    assert found.introduced == "“Nobody asked us about any of this.”"


def test_a_paragraph_that_goes_on_with_a_quotation_gets_its_mark():
    text = "“We begin in May,” said Tom Reed. “It will take a year.\n\n“Then we shall see who was right.”"
    assert by_start(text, "“Then").text == "“Then we shall see who was right.”"
    assert by_start(text, "“It will").text == "“It will take a year.”"


def test_line_breaks_are_shown_as_spaces():
    article = Article("a", "The bridge\nis closed.", "Herald")
    assert shown(article, 0, len(article.text)).text == "The bridge is closed."


def test_a_straight_mark_closes_a_curly_one():
    text = '“We shall not close the bridge," she wrote on Friday. The council had asked for it.'
    assert by_start(text, "“We").text == '“We shall not close the bridge," she wrote on Friday.'
