"""Claims, who they come from, and the figures in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.attribution import speaker
from summarizer.claims import extract_claims
from summarizer.standalone import stands_alone
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
    for claim in extract_claims(Article("a", text)):
        assert text[claim.start : claim.end] == claim.text


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The toll is 14, police said.", "police"),
        ("According to Continental Press, talks failed.", "Continental Press"),
        ("“No,” Dr. Helen Abara told reporters.", "Dr. Helen Abara"),
        ("The ministry said it would appeal.", "The ministry"),
        ("He said it would rain.", ""),
        ("The river rose by two metres.", ""),
    ],
)
def test_speaker(sentence, who):
    assert speaker(sentence) == who


def test_stands_alone():
    assert stands_alone("The dam broke at dawn.")
    assert not stands_alone("He left at dawn.")
    assert not stands_alone("“I saw it break.")
    assert not stands_alone("But the dam held.")
