"""Quotation marks, and who said what stands in them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.config import Config, override
from summarizer.pipeline import Engine
from summarizer.quotations import quotations
from summarizer.quote_marks import masked, quoted
from summarizer.types import Article, Story


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (
            "“We heard nothing,” said Ada. “Not ‘a sound,’ I mean.”",
            ["We heard nothing,", "Not ‘a sound,’ I mean."],
        ),
        ('"No," he said, "not now." It\'s the boys\' dog.', ["No,", "not now."]),
        ("‘We don’t know,’ said Wynn’s aide; the boys’ dog in the ‘90s.", ["We don’t know,"]),
        ("'We don't know,' said Ada's aide.", ["We don't know,"]),
        ("«Non», dit-il.", ["Non"]),
        ("It was not over,” she said. “Not yet.”", ["It was not over,", "Not yet."]),
        ("“It goes on in the next paragraph.", ["It goes on in the next paragraph."]),
        ("Rock 'n' roll, a 6'2\" door, the '90s and Wynn's.", []),
    ],
)
def test_quoted(text, inside):
    assert [text[start:end] for start, end, _ in quoted(text)] == inside


@given(st.text(alphabet="ab .,“”\"'‘’«»\n", max_size=80))
def test_quoted_spans_are_apart_and_a_masked_text_keeps_its_places(text):
    spans = quoted(text)
    for one, other in pairwise(spans):
        assert one.end <= other.start
    hidden = masked(text, spans)
    assert len(hidden) == len(text)
    for start, end, _ in spans:
        assert set(hidden[start:end]) <= {"\x01"}


ARTICLE = """Mayor Ada Wynn visited the dam at Hallam on Tuesday with the engineer Karl Brandt.

“We heard nothing before dawn,” she said. “Nobody had warned us.”

Brandt disagreed. “There were three warnings,” he told reporters, “and all of them were written.

“They lie in a drawer of the town hall.”

A clerk, who gave no name, called it the "so-called warning" and sang “The Song of the Dam” to us.

"Not one letter came here," according to a statement."""


def test_each_quotation_has_its_speaker():
    found = quotations(Article("a", ARTICLE))
    assert [(ARTICLE[one.start : one.end], one.speaker) for one in found] == [
        ("We heard nothing before dawn,", "Ada Wynn"),
        ("Nobody had warned us.", "Ada Wynn"),
        ("There were three warnings,", "Karl Brandt"),
        ("and all of them were written.", "Karl Brandt"),
        ("They lie in a drawer of the town hall.", "Karl Brandt"),
        ("Not one letter came here,", "a statement"),
    ]


def test_a_pronoun_that_could_mean_two_names_nobody():
    text = "Karl Brandt met Paul Dorn at the dam. Both left. “It is safe to go home,” he said."
    (one,) = quotations(Article("a", text))
    assert one.speaker == ""


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“It never made a sound,” said trawlerman Gus Hanlon, 44.", "Gus Hanlon"),
        ("“They were asleep at dawn,” said their daughter.", "their daughter"),
        ("Haulier Len Cobbold laid off six. “It is a sad day,” he said.", "Len Cobbold"),
        ("Karl Brandt said it was “a very sad day.” The council denied it.", "Karl Brandt"),
        (
            "“No. This is not about Paul Dorn,” Brandt said. “It is over,” he said. Karl Brandt left.",
            "Karl Brandt",
        ),
        ("It was called “a very sad day.” The council denied it.", ""),
        (
            "Karl Brandt disagreed. Ada Wynn, who had come late, laughed. “It is over,” he said.",
            "Karl Brandt",
        ),
    ],
)
def test_speakers_named_in_other_ways(text, who):
    assert {one.speaker for one in quotations(Article("a", text))} == {who}


@pytest.mark.parametrize("who", ["Brandt’s lawyer", "The chief justice", "A spokeswoman for the dam"])
def test_a_pronoun_after_a_person_without_a_name_names_nobody(who):
    text = f"“It is safe,” Karl Brandt said.\n\n{who} blamed the town on Monday.\n\nHe added, “No letter ever came here.”"
    assert [one.speaker for one in quotations(Article("a", text))] == ["Karl Brandt", ""]
    named = text.replace(who, "Brandt")
    assert [one.speaker for one in quotations(Article("a", named))] == ["Karl Brandt"] * 2


def test_speakers_of_one_article_do_not_reach_the_next():
    first = Article("a", "“It is safe to go home,” said Karl Brandt.")
    second = Article("b", "“It is safe to go home,” he said.")
    assert [one.speaker for article in (first, second) for one in quotations(article)] == ["Karl Brandt", ""]


def test_a_comparison_has_the_quotations_of_all_its_articles():
    articles = tuple(
        Article(name, f"“It is safe to go home,” said {who}. The dam held.", outlet=name)
        for name, who in (("North", "Karl Brandt"), ("South", "Ada Wynn"))
    )
    config = override(Config(), {"summarizer.name": "lead", "aligner.name": "overlap"})
    found = Engine(config).compare(Story("s", articles)).quotations
    assert [(one.document_id, one.speaker) for one in found] == [
        ("North", "Karl Brandt"),
        ("South", "Ada Wynn"),
    ]


@given(st.text(alphabet="AWab .,“”\"'‘’\nsaid he", max_size=150))
def test_quotations_of_any_text_have_exact_spans(text):
    for one in quotations(Article("a", text)):
        assert 0 <= one.start < one.end <= len(text)
