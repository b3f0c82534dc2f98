"""Labelled data from JSON lines: every problem names the file, the line and what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from summarizer.errors import InputError
from summarizer.readers.files import Input
from summarizer.readers.json_rows import lines
from summarizer.readers.options import ReadOptions
from summarizer.readers.rows import Row

Span = tuple[int, int]


def json_lines(path: Path) -> Iterator[Row]:
    """The rows of a .jsonl or .jsonl.gz file; InputError for a line that is no JSON object, or an empty file."""
    empty = True
    for row in lines(Input(path), ReadOptions()):
        empty = False
        if row.problem:
            raise InputError(f"{row.place}: {row.problem}")
        yield row
    if empty:
        raise InputError(f"{path}: no lines")


def text_of(row: Row, key: str) -> str:
    """The text under `key`, "" if it is not there; InputError if something else is."""
    value = row.values.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f'{row.place}: "{key}" must be text, not {type(value).__name__}')
    return value


def span_of(value: object, place: str, what: str) -> Span:
    """A [start, end] pair as a span; InputError if it is not one."""
    if (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(one, int) and not isinstance(one, bool) for one in value)
        and 0 <= value[0] < value[1]
    ):
        return value[0], value[1]
    raise InputError(f"{place}: {what} must be [start, end] with start before end, not {_short(value)}")


def mapping_of(value: object, place: str, what: str) -> Mapping[str, object]:
    """A JSON object; InputError if it is something else."""
    if not isinstance(value, Mapping):
        raise InputError(f"{place}: {what} must be an object, not {_short(value)}")
    return value


def list_of(value: object, place: str, what: str) -> list[object]:
    """A JSON list; InputError if it is something else."""
    if not isinstance(value, list):
        raise InputError(f"{place}: {what} must be a list, not {_short(value)}")
    return value


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
