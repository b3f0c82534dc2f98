"""Rows from CSV and TSV files with a header line; cells may hold line breaks and quotes."""

from __future__ import annotations

import csv
import itertools
from collections import Counter
from collections.abc import Iterator

from summarizer.errors import InputError
from summarizer.readers.files import LARGEST_ROW, Input, text_lines, undecoded
from summarizer.readers.options import ReadOptions
from summarizer.readers.rows import Row


def commas(source: Input, options: ReadOptions) -> Iterator[Row]:
    """The rows of a CSV file: divided by commas, or by semicolons or tabs if the header has no comma."""
    return _rows(source, options, delimiter="")


def tabs(source: Input, options: ReadOptions) -> Iterator[Row]:
    """The rows of a TSV file."""
    return _rows(source, options, delimiter="\t")


def _rows(source: Input, options: ReadOptions, delimiter: str) -> Iterator[Row]:
    # A setting of the whole process, by default too small for a long article: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_ROW))
    lines = text_lines(source, options.encoding, newline="")
    first = next(lines, "")
    if not first:
        return
    delimiter = delimiter or next((sign for sign in ",;\t" if sign in first), ",")
    reader = csv.reader(itertools.chain([first], lines), delimiter=delimiter)
    header = _header(source.name, reader, options.encoding)
    number, line = 0, reader.line_num
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number, start, line = number + 1, line + 1, reader.line_num
            yield Row(f"{source.name}:{start}", number, problem=f"not CSV ({error})")
            continue
        line, start = reader.line_num, line + 1
        if not cells:
            continue
        number += 1
        place = f"{source.name}:{start}"
        if len(cells) != len(header):
            problem = f"{len(cells)} cells, where the header has {len(header)}; is a quote not closed?"
            yield Row(place, number, problem=problem)
        else:
            yield Row(place, number, dict(zip(header, cells, strict=True)))


def _header(name: str, reader: Iterator[list[str]], encoding: str) -> list[str]:
    """The names of the columns; InputError if they are blank or two are equal."""
    try:
        header = next(reader)
    except csv.Error as error:
        raise InputError(f"{name}: not CSV ({error})") from error
    problem = undecoded("".join(header), encoding)
    if not any(column.strip() for column in header):
        problem = "the first line is blank, where the names of the columns were expected"
    twice = [column for column, count in Counter(header).items() if column and count > 1]
    if twice:
        problem = f'two columns are called "{twice[0]}"'
    if problem:
        raise InputError(f"{name}: {problem}")
    return header
