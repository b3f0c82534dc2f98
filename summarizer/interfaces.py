"""What a summarizer and an aligner must do to be used by the engine; anything that does it is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from summarizer.types import Claim, Decider, Length, Relation, Story, Summary

if TYPE_CHECKING:
    import numpy as np


SharedSpans = tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]
"""The passages that two claims share, as spans of the document of each."""


class Judgement(NamedTuple):
    """How two claims relate (None if they do not), how sure the aligner is from 0 to 1, and what decided it.

    The fields after the score are those of `Link`, but for `running`.
    """

    relation: Relation | None
    score: float
    why: str
    decided_by: Decider = ""
    contains: Literal["", "a", "b"] = ""
    newer: Literal["", "a", "b"] = ""
    shared: SharedSpans = ((), ())
    running: bool = False
    """True for figures that rise or fall while an event unfolds, so that the later report has the newer one."""
    near: bool = False
    """True for claims without a relation that are too close to say for sure that they share nothing."""


class Summarizer(Protocol):
    """Writes summaries.

    A batch of stories in, one summary a story out, in order. A single article is a story of one.
    """

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        """One summary a story, no longer than `length`."""


class Aligner(Protocol):
    """Finds out how claims relate: a cheap similarity to choose candidates by, and a judgement on pairs."""

    def similarity(self, a: Sequence[str], b: Sequence[str]) -> np.ndarray:
        """How alike the texts are, shape (len(a), len(b)); larger is more alike."""

    def judge(self, pairs: Sequence[tuple[Claim, Claim]]) -> list[Judgement]:
        """One judgement a pair, in order."""
