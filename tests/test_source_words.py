"""A model that is held to its source writes no other names and figures, and is free in all else."""

from __future__ import annotations

import pytest

from summarizer.models.source_words import KeepToSource, SourceWords, Vocabulary

SOURCE = (
    "President Donald Trump met Kim Jong-un in Singapore on Tuesday. Some 1,234 people came, said Ada Brandt’s office.\n"
    "Kim left early."
)
TOKENS = [
    "", " Trump", " Kim", " K", "im", "ardashian", " Singapore", " Sing", "apore", "er", " on", " Tuesday", ".", ",",
    " 1", "1", "2", "234", " 9", " three", " people", " The", " People", " Early", " Paris", "'s", "’s", " Jong", "-un",
    " Brandt", "Trump", "Paris", "the", "\n", "“", " (",
]  # fmt: skip


@pytest.fixture(scope="module")
def allowed():
    keeper = KeepToSource(Vocabulary(TOKENS), [SourceWords.of(SOURCE)], 1, 0)

    def after(written: str) -> set[str]:
        banned = set(keeper.banned(0, written))
        return {text for i, text in enumerate(TOKENS) if i not in banned}

    return after


def test_names_that_the_text_does_not_have_cannot_begin(allowed):
    found = allowed("He met")
    assert {" Trump", " Kim", " K", " Singapore", " Sing", " on", " 1", " people"} <= found
    assert not {" Paris", " 9", " three", " People"} & found


def test_a_name_that_was_begun_is_finished_as_the_text_has_it(allowed):
    assert allowed("He met K") == {"im"}
    assert "ardashian" not in allowed("He met Kim")
    assert "er" not in allowed("in Sing")
    assert allowed("in Sing") == {"apore"}


def test_figures_are_whole(allowed):
    assert allowed("Some 1") == {","}
    assert allowed("Some 1,") == {"2", "234"}
    assert " people" in allowed("Some 1,234")
    assert "2" not in allowed("Some 1,234")


def test_a_name_is_not_put_before_somebody_elses(allowed):
    assert " Brandt" not in allowed("said Kim")
    assert " Jong" in allowed("said Kim")
    assert " Trump" in allowed("when President")
    assert " Brandt" in allowed("said Kim,")


def test_a_sentence_may_begin_with_any_word_of_the_text(allowed):
    for before in ("", "It ended.", "It ended.”"):
        assert {" The", " People", " Early", " Trump"} <= allowed(before)
        assert " Paris" not in allowed(before)
    assert {"Trump", "the"} <= allowed("")
    assert "Paris" not in allowed("")
    assert " Trump" in allowed("It ended. The")


def test_possessives_and_marks_are_free(allowed):
    assert {"'s", "’s", ".", ",", "\n", " ("} <= allowed("He met Trump")
    assert " on" in allowed("He met Trump’s")


def test_lower_case_words_are_free(allowed):
    assert {"er", "im", " on", "2"} <= allowed("the sing")
