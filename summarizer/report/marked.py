"""An article's text with its passages marked: paragraphs, cut where a passage begins or ends."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from summarizer.boilerplate import boilerplate_kind
from summarizer.text import paragraphs

Span = tuple[int, int]
"""A passage as start and end in the article's text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text in the same passages; `begins` and `ends` are those whose first and last run it is."""

    text: str
    inside: tuple[Span, ...]
    begins: tuple[Span, ...]
    ends: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's segments, together its verbatim text, and what kind of boilerplate it is, if any."""

    segments: tuple[Segment, ...]
    boilerplate: str


def marked_paragraphs(text: str, passages: Iterable[Span]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, cut at the passages, which may overlap, nest, or run over its end."""
    waiting = deque(sorted({span for span in passages if span[0] < span[1]}))
    here: list[Span] = []
    begun: set[Span] = set()
    marked = []
    for number, (start, end) in enumerate(paragraphs(text)):
        while waiting and waiting[0][0] < end:
            here.append(waiting.popleft())
        here = [span for span in here if span[1] > start]
        segments = _segments(text, start, end, here, begun)
        marked.append(Paragraph(segments, boilerplate_kind(text[start:end], first=number == 0)))
    return tuple(marked)


def _segments(text: str, start: int, end: int, here: list[Span], begun: set[Span]) -> tuple[Segment, ...]:
    cuts = sorted({start, end, *(cut for span in here for cut in span if start < cut < end)})
    segments = []
    for left, right in pairwise(cuts):
        inside = tuple(span for span in here if span[0] <= left and right <= span[1])
        begins = tuple(span for span in inside if span not in begun)
        begun.update(begins)
        ends = tuple(span for span in inside if span[1] == right)
        segments.append(Segment(text[left:right], inside, begins, ends))
    return tuple(segments)
