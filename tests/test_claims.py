"""Claims, who they come from, and the figures in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.attribution import speaker
from summarizer.claims import extract_claims
from summarizer.quantities import quantities, stems
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


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "At least 14 people were killed and nearly 300 injured.",
            [(14, "least", "death"), (300, "about", "injury")],
        ),
        ("The toll rose to 17 dead on March 14.", [(17, "exact", "death")]),
        ("A $1.2 billion deal cut 3,200 jobs.", [(1.2e9, "exact", "$"), (3200, "exact", "job")]),
        ("Shares fell 22% to $5M.", [(22, "exact", "%"), (5e6, "exact", "$")]),
        ("Twenty-five arrests were made.", [(25, "exact", "arrest")]),
        ("About two hundred and six marchers came.", [(206, "about", "crowd")]),
        ("At 9:30 a.m. in 2019 the 67-year-old lost 5-4 in Room 12.", []),
        ("One of them left.", []),
    ],
)
def test_quantities(sentence, found):
    assert [(q.value, q.bound, q.unit) for q in quantities(sentence)] == found


@pytest.mark.parametrize(
    ("a", "b", "compatible"),
    [
        ("nearly 300 people were killed", "298 people were killed", True),
        ("14 people were killed", "17 people were killed", False),
        ("at least 14 people were killed", "17 people were killed", False),
        ("at least 14 people were killed", "at least 17 people were killed", False),
        ("$1.2 billion in cash", "$1.19 billion in cash", True),
        ("3,200 jobs would go", "4,000 jobs would go", False),
        ("up to 50 homes burned", "about 40 homes burned", True),
    ],
)
def test_compatible_figures(a, b, compatible):
    (left,), (right,) = quantities(a), quantities(b)
    assert left.compatible(right) is compatible
    assert right.compatible(left) is compatible


@given(st.text(max_size=200))
def test_quantities_of_any_text_do_not_fail(text):
    for quantity in quantities(text):
        assert quantity.value >= 0
        assert quantity.compatible(quantity)


def test_stems_join_the_forms_of_a_word():
    assert stems("The protesters marched") == stems("a protester marches") or "crowd" in stems(
        "protesters marched"
    )
    assert stems("killed") == stems("deaths")
    assert stems("the of and") == frozenset()


def test_stands_alone():
    assert stands_alone("The dam broke at dawn.")
    assert not stands_alone("He left at dawn.")
    assert not stands_alone("“I saw it break.")
    assert not stands_alone("But the dam held.")
