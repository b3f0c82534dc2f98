"""Rows to learn from, out of files, folders and data sets, with the user's columns under our names."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError, InputError, nearest
from summarizer.readers import ReadOptions, dataset_rows
from summarizer.readers.fields import is_nothing, listed
from summarizer.readers.files import Input, check_regular, undecoded
from summarizer.readers.folder import walk
from summarizer.readers.formats import ROW_FORMATS, format_of
from summarizer.readers.rows import Row
from summarizer.training.recipe import DataPart


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a kind reads: the names it commonly has, and whether a row is useless without it."""

    synonyms: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """A row under our names. `place` says where it stands ("news.csv:12"); absent columns are not in `values`."""

    place: str
    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        """The column as text, "" if it is absent or empty; InputError if it holds something else."""
        value = self.values.get(name)
        if is_nothing(value):
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, int | float):
            return str(value)
        raise InputError(f'{self.place}: the column for "{name}" holds a {type(value).__name__}, not text')


@dataclass(frozen=True, slots=True)
class Table:
    """What was read of a split: its records, and the places and reasons of rows that could not be read."""

    records: tuple[Record, ...]
    problems: tuple[str, ...] = ()


def read_table(sources: Sequence[str], data: DataPart, columns: Mapping[str, Column], split: str) -> Table:
    """The rows of the sources, with their columns under our names.

    Args:
        sources: files, folders, or "hf:owner/name".
        data: the recipe's part; its `columns` map our names to the user's, others are found by synonyms.
        columns: what the kind reads.
        split: the split of a data set to read.

    Raises:
        ConfigError: `data.columns` names something that the kind does not read.
        InputError: a source cannot be read, or a required column is not there; the message lists those that
            are.
    """
    for name in data.columns:
        if name not in columns:
            known = ", ".join(columns)
            raise ConfigError(
                f"data.columns: {name} is not read{nearest(name, columns)} (there are: {known})"
            )
    options = ReadOptions(format=data.format, encoding=data.encoding, split=split, all_columns=True)
    rows = (row for source in sources for row in _rows(source, options))
    records: list[Record] = []
    problems: list[str] = []
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in islice(rows, data.limit or None):
        if row.problem:
            problems.append(f"{row.place}: {row.problem}")
            continue
        keys = tuple(row.values)
        if keys not in found:
            found[keys] = _mapping(row, data.columns, columns)
        records.append(Record(row.place, {name: row.values[column] for name, column in found[keys].items()}))
        problems += [
            f"{row.place}: {why}"
            for value in records[-1].values.values()
            if isinstance(value, str) and (why := undecoded(value, data.encoding))
        ]
    if not records:
        raise InputError(f"{', '.join(sources)}: no rows to learn from")
    return Table(tuple(records), tuple(problems))


def _mapping(row: Row, given: Mapping[str, str], columns: Mapping[str, Column]) -> dict[str, str]:
    """Our name -> the row's column, for all that are there."""
    plain = {
        key.strip().lower().replace(" ", "_").replace("-", "_"): key for key in reversed(list(row.values))
    }
    mapping: dict[str, str] = {}
    for name, column in columns.items():
        if name in given:
            if given[name] not in row.values:
                close = nearest(given[name], row.values)
                raise InputError(
                    f'{row.place}: no column "{given[name]}" (for {name}){close} (there are: {listed(row.values)})'
                )
            mapping[name] = given[name]
        elif match := next((plain[word] for word in (name, *column.synonyms) if word in plain), None):
            mapping[name] = match
        elif column.required:
            raise InputError(
                f"{row.place}: no column for {name} (there are: {listed(row.values)}); "
                f"say which one with data.columns, e.g. {name}: {next(iter(row.values), 'column')}"
            )
    return mapping


def _rows(source: str, options: ReadOptions) -> Iterator[Row]:
    path = Path(source)
    if source.startswith(dataset_rows.PREFIXES) or (path.is_dir() and dataset_rows.is_saved(path)):
        yield from dataset_rows.rows(source, options)
    elif path.is_dir():
        tables = [table for folder in walk(path) for table in folder.tables]
        if not tables:
            raise InputError(f"{path}: no tables in this folder (.{', .'.join(ROW_FORMATS)})")
        for table in tables:
            yield from _file(table, options)
    else:
        yield from _file(path, options)


def _file(path: Path, options: ReadOptions) -> Iterator[Row]:
    check_regular(path)
    name = options.format or format_of(path)
    if name not in ROW_FORMATS:
        raise InputError(
            f"{path}: not a table; readable are .{', .'.join(ROW_FORMATS)} (set data.format if it is one)"
        )
    module, _, function = ROW_FORMATS[name].partition(":")
    yield from getattr(importlib.import_module(module), function)(Input(path), options)
