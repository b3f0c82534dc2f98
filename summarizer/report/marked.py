"""An article's text with its passages marked: paragraphs, cut where a passage begins or ends.

Of a very long article only the passages and what stands around them are kept, and every gap says how much is left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.boilerplate import boilerplate_kind
from summarizer.text import paragraphs

OPENING = 6
"""Paragraphs at the beginning that a folded article keeps."""
CONTEXT = 300
"""Characters of a long paragraph that are kept on either side of a passage."""

Span = tuple[int, int]
"""A passage as start and end in the article's text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text in the same passages; `begins` and `ends` are those whose first and last run it is.

    `left_out` counts the characters that stood here and are not shown.
    """

    text: str
    inside: tuple[Span, ...] = ()
    begins: tuple[Span, ...] = ()
    ends: tuple[Span, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's segments, together its verbatim text, and what kind of boilerplate it is, if any."""

    segments: tuple[Segment, ...]
    boilerplate: str

    @property
    def marked(self) -> bool:
        """True if a passage stands in it."""
        return any(segment.inside for segment in self.segments)

    @property
    def length(self) -> int:
        """How many characters the paragraph has."""
        return sum(len(segment.text) + segment.left_out for segment in self.segments)


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


def folded(whole: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The first paragraphs, those with passages and their neighbours; what is between them only counted."""
    near = {i + step for i, paragraph in enumerate(whole) if paragraph.marked for step in (-1, 0, 1)}
    kept: list[Paragraph] = []
    skipped = 0
    for i, paragraph in enumerate(whole):
        if i not in near and i >= OPENING:
            skipped += paragraph.length
            continue
        if skipped:
            kept.append(Paragraph((Segment("", left_out=skipped),), ""))
            skipped = 0
        kept.append(Paragraph(tuple(_shortened(paragraph.segments)), paragraph.boilerplate))
    if skipped:
        kept.append(Paragraph((Segment("", left_out=skipped),), ""))
    return tuple(kept)


def _shortened(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The segments, with the middle of long runs that stand in no passage left out."""
    for segment in segments:
        left_out = len(segment.text) - 2 * CONTEXT
        if segment.inside or left_out <= CONTEXT:
            yield segment
        else:
            yield Segment(segment.text[:CONTEXT])
            yield Segment("", left_out=left_out)
            yield Segment(segment.text[-CONTEXT:])


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
