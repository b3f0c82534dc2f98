"""A passage as it may be shown by itself: with the quotation marks it lost, and with who says it.

A sentence from the middle of a quotation has no marks of its own. Shown without them, what a person said would look
like what the outlet reports.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from summarizer.quotations import quotations
from summarizer.text import count_words, one_line
from summarizer.types import Article, Quotation

FEWEST_WORDS_AROUND = 2
"""Words outside of quotation marks under which a passage is speech and nothing else."""

_MARKS = ("“”", '""', "‘’", "«»", "„“")


class Shown(NamedTuple):
    """A passage on one line with its marks whole; whether it is only speech, and whose (empty if not said)."""

    text: str
    speech: bool = False
    speaker: str = ""

    @property
    def introduced(self) -> str:
        """The text, behind its speaker where it is only speech and the article says whose."""
        return f"{self.speaker}: {self.text}" if self.speech and self.speaker else self.text


def shown(article: Article, start: int, end: int) -> Shown:
    """The passage `article.text[start:end]` with the marks of a quotation that runs over its ends, and its speaker."""
    text = article.text
    within = [one for one in quotations(article) if one.start < end and start < one.end]
    if not within:
        return Shown(one_line(text[start:end]))
    first, last = within[0], within[-1]
    opened = _mark(text, first)[0] if first.start <= start else ""
    closed = _mark(text, last)[1] if last.end >= end else ""
    outside = [text[start : max(first.start, start)], text[min(last.end, end) : end]]
    outside += [text[one.end : other.start] for one, other in pairwise(within)]
    speech = count_words(" ".join(outside)) < FEWEST_WORDS_AROUND
    return Shown(
        f"{opened}{one_line(text[start:end])}{closed}", speech, one_line(first.speaker) if speech else ""
    )


def _mark(text: str, quotation: Quotation) -> str:
    """The opening and the closing mark in the style of the quotation."""
    before = text[quotation.start - 1 : quotation.start]
    return next((marks for marks in _MARKS if marks[0] == before), _MARKS[0])
