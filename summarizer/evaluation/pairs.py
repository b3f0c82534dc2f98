"""Labelled pairs of sentences from two outlets: the same claim, a part of it, another figure, the opposite, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import InputError, nearest
from summarizer.evaluation.library import Library
from summarizer.evaluation.lines import json_lines, span_of, text_of
from summarizer.readers.rows import Row
from summarizer.types import Claim

RELATIONS = ("same", "partial", "number", "conflict")
LABELS = (*RELATIONS, "none")
_LABELLINGS = (("label",), ("label_x", "label_y"), ("label_x",), ("label_y",))


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two claims, and how they relate by each labelling. Pairs of one `story` are drawn together in intervals."""

    id: str
    a: Claim
    b: Claim
    labels: tuple[str, ...]
    story: str
    outlets: tuple[str, str] = ("", "")


def read_pairs(path: Path, library: Library) -> tuple[list[LabelledPair], tuple[str, ...]]:
    """The pairs of a JSONL file, and the names of its labellings: `label`, or `label_x` and `label_y`.

    A line holds `a` and `b` (texts), or `set`, `story`, `a_article`, `a_span`, `b_article` and `b_span`, which
    point into a data set of the library. Raises InputError with file and line for what is missing or unknown.
    """
    rows = list(json_lines(path))
    names = next((names for names in _LABELLINGS if all(name in rows[0].values for name in names)), None)
    if names is None:
        raise InputError(f"{rows[0].place}: no label; give label, or label_x and label_y")
    return [_pair(row, number, names, library) for number, row in enumerate(rows)], names


def _pair(row: Row, number: int, names: tuple[str, ...], library: Library) -> LabelledPair:
    return LabelledPair(
        id=text_of(row, "id") or str(number),
        a=_claim(row, "a", library),
        b=_claim(row, "b", library),
        labels=tuple(_labels(row, names)),
        story=text_of(row, "story") or f"line {row.number}",
        outlets=(text_of(row, "a_outlet"), text_of(row, "b_outlet")),
    )


def _labels(row: Row, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        label = text_of(row, name)
        if label not in LABELS:
            raise InputError(
                f'{row.place}: {name} is "{label}"{nearest(label, LABELS)} (there are: {", ".join(LABELS)})'
            )
        yield label


def _claim(row: Row, side: str, library: Library) -> Claim:
    """The sentence of one side: its own text if the line has it, else what its span encloses."""
    text = text_of(row, side)
    document = f"{text_of(row, 'story')}/{row.values.get(f'{side}_article', side)}"
    if f"{side}_span" in row.values:
        start, end = span_of(row.values[f"{side}_span"], row.place, f"{side}_span")
        text = text or _passage(row, side, (start, end), library)
    else:
        start, end = 0, len(text)
    if not text.strip():
        raise InputError(
            f'{row.place}: no sentence "{side}"; give its text, or set, story, {side}_article and {side}_span'
        )
    return Claim(f"{document}:{start}-{end}", document, text, start, end, 0)


def _passage(row: Row, side: str, span: tuple[int, int], library: Library) -> str:
    story = library.story(text_of(row, "set"), text_of(row, "story"), row.place)
    number = row.values.get(f"{side}_article")
    if not isinstance(number, int) or not 0 <= number < len(story.articles):
        raise InputError(
            f"{row.place}: {side}_article must be a number below {len(story.articles)}, not {number!r}"
        )
    text = story.articles[number].text
    if span[1] > len(text):
        raise InputError(
            f"{row.place}: {side}_span ends at {span[1]}, after the end of the article ({len(text)})"
        )
    return text[span[0] : span[1]]
