"""Rows from JSON: one object a line (.jsonl), or one document that holds a list of objects (.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from summarizer.errors import InputError
from summarizer.readers.fields import kind
from summarizer.readers.files import LARGEST_ROW, Input, decode, read_bytes, text_lines, undecoded
from summarizer.readers.options import ReadOptions
from summarizer.readers.rows import Row


def lines(source: Input, options: ReadOptions) -> Iterator[Row]:
    """One row a line; blank lines are passed over, a line that is no JSON object is a row with a problem."""
    for number, line in enumerate(text_lines(source, options.encoding, newline="\n"), 1):
        if not line.strip():
            continue
        place = f"{source.name}:{number}"
        problem = undecoded(line, options.encoding)
        if problem:
            yield Row(place, number, problem=problem)
            continue
        try:
            value = json.loads(line.rstrip("\r\n"))
        except (ValueError, RecursionError) as error:
            yield Row(place, number, problem=f"not JSON ({_why(error)})")
            continue
        yield _row(place, number, value)


def document(source: Input, options: ReadOptions) -> Iterator[Row]:
    """The objects of a JSON list, or the one object that is the document; InputError if it is neither."""
    text = decode(source.name, read_bytes(source, LARGEST_ROW), options.encoding)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        lined = (
            " Is it one object a line? Then read it as format jsonl." if "Extra data" in str(error) else ""
        )
        raise InputError(f"{source.name}: not JSON ({_why(error)}).{lined}") from error
    if isinstance(value, dict):
        yield _row(source.name, 1, value)
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield _row(f"{source.name}, item {number}", number, part)
    else:
        raise InputError(f"{source.name}: {kind(value)}, where a list of objects was expected")


def _row(place: str, number: int, value: object) -> Row:
    if isinstance(value, dict):
        return Row(place, number, value)
    return Row(place, number, problem=f"{kind(value)}, where an object was expected")


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        line = f"line {error.lineno}, " if "\n" in error.doc else ""
        return f"{error.msg.removesuffix(' at')} at {line}column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
