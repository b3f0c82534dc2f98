"""Claims: which sentences, where, who says them, and how surely."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.claims import extract_claims
from summarizer.standalone import stands_alone, states_something
from summarizer.types import Article

TEXT = """By Dana Whitcombe

The dam at Hallam broke at dawn on Tuesday. Who is to blame? “We heard nothing,” said Ada Wynn, a baker.

Read more: What we know so far

He left. The mayor gave three reasons:"""


def test_claims_are_the_sentences_that_assert_something():
    claims = extract_claims(Article("a", TEXT))
    assert [claim.text for claim in claims] == [
        "The dam at Hallam broke at dawn on Tuesday.",
        "“We heard nothing,” said Ada Wynn, a baker.",
    ]
    assert [claim.position for claim in claims] == [0, 1]
    assert [claim.speaker for claim in claims] == ["", "Ada Wynn"]
    for claim in claims:
        assert TEXT[claim.start : claim.end] == claim.text
        assert claim.id == f"a:{claim.start}-{claim.end}"


@given(st.text(max_size=300))
def test_claims_of_any_text_have_exact_spans(text):
    for unit in ("sentences", "clauses"):
        for claim in extract_claims(Article("a", text), unit):
            assert text[claim.start : claim.end] == claim.text
            assert claim.sentence_start <= claim.start < claim.end <= claim.sentence_end


def test_stands_alone():
    assert stands_alone("The dam broke at dawn.")
    assert not stands_alone("He left at dawn.")
    assert not stands_alone("“I saw it break.")
    assert not stands_alone("But the dam held.")
    assert not stands_alone("Residents who watched the water rise from the...")
    assert not stands_alone("The dam will hold! @CarrowBay is ready for https://short.example/x")


def test_a_mere_infinitive_states_nothing():
    assert not states_something("To pay for the bridge.")
    assert states_something("To pay for the bridge, the council sold its forest.")
    assert states_something("To Mayor Dunne, the bridge is a gift.")


@pytest.mark.parametrize(
    "unit", ["A ", '" ', "“a ", "1-", "one in ", ", and the man ", "‘a ", "Mr. ", ", Abc said "]
)
def test_long_hostile_paragraphs_take_linear_time(unit):
    began = time.perf_counter()
    extract_claims(Article("a", unit * (8_000 // len(unit))), "clauses")
    assert time.perf_counter() - began < 5


def test_claims_carry_speaker_manner_doubt_and_what_is_meant():
    text = (
        "Mayor Ada Wynn visited the dam on Tuesday. “We heard nothing before dawn. Nobody had warned us,” she said. "
        "Karl Brandt denied that letters were ever sent. The dam may break again before the summer."
    )
    visited, heard, warned, denied, doubt = extract_claims(Article("a", text))
    assert (visited.speaker, visited.manner, visited.hedged, visited.resolved) == ("", "", False, "")
    assert (heard.speaker, heard.manner) == ("Ada Wynn", "said")
    assert (warned.speaker, warned.manner) == ("Ada Wynn", "said")
    assert warned.resolved == "Nobody had warned us,” Wynn said."
    assert (denied.speaker, denied.manner) == ("Karl Brandt", "denied")
    assert doubt.hedged


def test_a_sentence_is_split_only_where_clauses_are_wanted():
    text = "The dam at Hallam broke at dawn, and the town was evacuated by noon."
    (whole,) = extract_claims(Article("a", text))
    first, second = extract_claims(Article("a", text), "clauses")
    assert (whole.text, whole.sentence_start, whole.sentence_end) == (text, 0, len(text))
    assert [first.text, second.text] == ["The dam at Hallam broke at dawn", "the town was evacuated by noon."]
    assert (second.id, second.position, second.sentence_start, second.sentence_end) == (
        "a:37-68",
        1,
        0,
        len(text),
    )


def test_a_repeated_headline_is_no_claim():
    article = Article(
        "a",
        "Dam breaks at Hallam after storm.\nThe dam broke at dawn on Tuesday.",
        title="Dam breaks at Hallam after storm",
    )
    assert [claim.text for claim in extract_claims(article)] == ["The dam broke at dawn on Tuesday."]
