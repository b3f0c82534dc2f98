"""Speakers of a story under one name each: names by their forms, descriptions only by the same words."""

from __future__ import annotations

from summarizer.speakers import speaker_names
from summarizer.types import Quotation


def shown(*speakers: str) -> dict[str, str]:
    return speaker_names([Quotation("a", 0, 1, speaker) for speaker in speakers])


def test_short_and_long_forms_are_one_speaker():
    assert shown("Sen. Ada Wynn", "Wynn")["Wynn"] == "Sen. Ada Wynn"
    assert shown("Ada Wynn", "Owen Wynn", "Wynn")["Wynn"] == "Wynn"


def test_who_is_only_described_is_nobody_else():
    described = ("the Democratic senator", "the Republican senator", "the spokesman", "a Halvard spokesman")
    assert shown(*described) == {name: name for name in described}
    assert shown("The indictment", "the 47-page indictment")["The indictment"] == "The indictment"


def test_the_same_description_is_one_speaker():
    assert len(set(shown("the spokesman", "The spokesman", "a spokesman").values())) == 1
