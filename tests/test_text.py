"""Sentences, spans, words and boilerplate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.boilerplate import boilerplate_kind
from summarizer.text import count_words, paragraphs, prose, sentences, words


def split(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Sen. Ada Wynn (R-Ky.) said “No.”", "She left."],
        ["Sen. Ada Wynn (R-Ky. and chair of the panel) won.", "Nobody else ran."],
        ["The U.S. Senate met at 9 a.m. Tuesday.", "It rose at noon."],
        ["J. R. Smith Jr. of St. Paul won.", "Lt. Col. Mary Okafor lost."],
        ["“I went,” he said.", "“I saw.”", "She did not."],
        ["It cost $1.5 million.", "Nobody paid."],
        ["She lives in the U.S.", "He does not."],
        [
            "The ferry reached the port.",
            "Lindholm's crew had waited a week.",
            "“Nobody won,” said Ada Okafor.",
        ],
        ["She came “by car.”", "Haddad drove (for a month.)", "(Nobody else can.)", "Varga slept."],
        ["Crews left Springfield, Mass. Lindholm stayed."],
        ["It was Ada Wynn (R-Ky.) — for once — who left.", "“No!” — a word that he liked — was all."],
        ["“We won.”", "— Ada Wynn (@wynn) May 18, 2026"],
    ],
)
def test_sentences_of_news_prose(parts):
    assert split(" ".join(parts)) == parts


def test_a_headline_without_a_full_stop_is_not_glued_to_the_next_line():
    assert split("Storm hits coast\nThe storm hit at noon.") == ["Storm hits coast", "The storm hit at noon."]


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "The council voted on Tuesday night to close the old bridge\n"
        "for repairs that engineers said would take most of a year\n"
        "and cost the town about four million dollars before the\n"
        "work is done. Nobody spoke against it.\n\nA second reading is due in May."
    )
    assert len(list(paragraphs(text))) == 2
    assert split(text)[1:] == ["Nobody spoke against it.", "A second reading is due in May."]


@given(st.text(max_size=400))
def test_spans_are_exact_and_in_order(text):
    end = 0
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= end
        assert sentence.text == sentence.text.strip()
        end = sentence.end


@given(
    st.lists(
        st.sampled_from(["Mr. X said so.", "(R-Ky. ", "“", "”", "a.m. ", "\n", "…", "😀", "שלום. "]),
        max_size=30,
    )
)
def test_no_character_but_white_space_is_lost(pieces):
    text = "".join(pieces)
    covered = "".join(sentence.text for sentence in sentences(text))
    assert "".join(covered.split()) == "".join(text.split())


def test_a_very_long_line_is_split_without_losing_text():
    text = "word " * 20_000
    assert sum(len(s.text.split()) for s in sentences(text)) == 20_000


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Dana Whitcombe", "byline"),
        ("By ANNA LEE and Bob Cole, Continental Press", "byline"),
        ("Dana Whitcombe contributed to this report.", "byline"),
        ("Read more: What we know about the storm", "promo"),
        ("Sign up for our newsletter.", "promo"),
        ("© 2026 The Harbor Herald. All rights reserved.", "copyright"),
        ("Photo: the harbour at dawn", "caption"),
        ("What happened next", "heading"),
        ("***", "fragment"),
        ("By then, the crowd had left the square.", ""),
        ("The harbour was closed.", ""),
    ],
)
def test_boilerplate(line, kind):
    assert boilerplate_kind(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement revenue fell by a third, the company said on Monday.",
        "Popular support for the strike has fallen, a poll showed on Friday.",
        "Related cases were found in two other towns, the ministry said.",
        "Watch officers saw the ship turn before it struck the pier.",
        "Trending upward since May, prices rose again last month.",
    ],
)
def test_a_sentence_is_not_a_teaser(line):
    assert boilerplate_kind(line) == ""


def test_prose_leaves_boilerplate_out():
    text = "By Dana Whitcombe\n\nThe harbour was closed on Monday.\n\nRead more: All our coverage"
    assert [s.text for s in prose(text)] == ["The harbour was closed on Monday."]


def test_words_in_every_script():
    assert words("Don’t stop: 1,200 people in the U.S.") == [
        "Don’t",
        "stop",
        "1,200",
        "people",
        "in",
        "the",
        "U.S",
    ]
    assert count_words("市长辞职") == 4
    assert count_words("شهدت المدينة فيضانات") == 3
    assert count_words("") == 0
