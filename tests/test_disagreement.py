"""A plain sentence on counts that differ, and silence wherever that would not be safe; invented texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.disagreement import Version, told_plainly


def counts_sentence(versions: list[Version]) -> str:
    told = told_plainly(versions)
    return told.text if told else ""


def test_the_figures_of_all_outlets_stand_in_one_sentence() -> None:
    said = counts_sentence(
        [
            Version("Nordkurier", "The dam failed, killing at least nine people and leaving more than 30 unaccounted for."),
            Version("The Spark", "At least 17 people are dead after the dam burst.", newer=True),
            Version("Kvitnes Radio", "The flood killed about 1,200 people, officials said."),
        ]
    )  # fmt: skip
    assert said == (
        "Nordkurier gives the number of deaths as at least nine, The Spark, later, as at least 17, "
        "Kvitnes Radio as about 1,200."
    )


def test_an_outlet_without_a_plain_figure_is_left_out_but_not_the_first() -> None:
    vague, first, other = (
        Version("A", "Many died."),
        Version("B", "Nine died."),
        Version("C", "14 people died."),
    )
    assert counts_sentence([first, vague, other]) == "B gives the number of deaths as nine, C as 14."
    assert counts_sentence([vague, first, other]) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nine people were arrested.", "Nine people died."),
        ("Nine people were arrested.", "Nine were arrested."),
        ("Nine people were killed or injured.", "12 people were killed or injured."),
        (
            "The flood killed nine people in Carrow and killed six people in Tell.",
            "The flood killed 14 people.",
        ),
        ("It cost $9 million and killed nobody.", "It cost $14 million."),
        ("Nine years after a storm killed the harbour, it is back.", "14 years after a storm it is back."),
        ("The dam failed.", "14 people died."),
    ],
)
def test_what_cannot_be_said_plainly_is_not_said(one: str, other: str) -> None:
    assert counts_sentence([Version("A", one), Version("B", other)]) == ""


def test_a_single_version_is_no_disagreement() -> None:
    assert counts_sentence([Version("A", "14 people died.")]) == ""


def test_a_toll_that_rose_is_told_with_the_later_figure() -> None:
    rose = Version("C", "The death toll had risen to 19, from nine in the morning.", newer=True)
    told = told_plainly([Version("A", "Nine people died."), Version("B", "Many died."), rose])
    assert told == ("A gives the number of deaths as nine, C, later, as 19.", (0, 2))


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=80)), max_size=5))
def test_any_text_can_be_read(versions: list[tuple[str, str]]) -> None:
    made = [Version(outlet, f"{text} killed 9 people {text}") for outlet, text in versions]
    assert "\n" not in counts_sentence(made)
