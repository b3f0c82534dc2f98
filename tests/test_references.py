"""Pronouns, surnames and titles, resolved only where the article makes them plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quotations import cast_of
from summarizer.quote_marks import quoted


def resolved(text: str, sentence: str) -> str:
    start = text.index(sentence)
    return cast_of(text).resolved((start, start + len(sentence)), quoted(text))


@pytest.mark.parametrize(
    ("before", "sentence", "plain"),
    [
        ("Mayor Ada Wynn spoke at noon.", "She left at once.", "Wynn left at once."),
        ("Mayor Ada Wynn spoke at noon.", "Wynn left at once.", "Wynn left at once."),
        ("Mayor Ada Wynn spoke at noon.", "He left at once.", "He left at once."),
        ("Mayor Ada Wynn spoke at noon.", "The mayor left at once.", "Wynn left at once."),
        ("Mayor Ada Wynn met Mayor Karl Brandt.", "The mayor left at once.", "The mayor left at once."),
        ("Karl Brandt met Paul Dorn at noon.", "He left at once.", "He left at once."),
        ("Karl Brandt met Ada Wynn at noon.", "She said he left.", "Wynn said Brandt left."),
        ("Karl Brandt spoke. It rained. Two left.", "He left at once.", "He left at once."),
        ("Karl Brandt met Lena Brandt.", "Brandt left at once.", "Brandt left at once."),
        ("Mayor Ada Wynn spoke at noon.", "“She left,” it said.", "“She left,” it said."),
    ],
)
def test_resolved(before, sentence, plain):
    assert resolved(f"{before} {sentence}", sentence) == plain


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Wynn", "Ada Wynn"),
        ("Mayor Wynn", "Ada Wynn"),
        ("the town's Wynn", "Ada Wynn"),
        ("a lawyer for Wynn", "a lawyer for Wynn"),
        ("police", "police"),
    ],
)
def test_full_names(name, full):
    assert cast_of("Mayor Ada Wynn spoke at noon. It rained.").full(name) == full


@given(st.text(alphabet="AdaWynHesh .,“”\n", max_size=120))
def test_resolving_any_text_does_not_fail(text):
    assert isinstance(cast_of(text).resolved((0, len(text)), quoted(text)), str)
