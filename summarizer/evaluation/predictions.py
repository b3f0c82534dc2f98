"""Summaries made elsewhere and their references: text files with a summary a line, or tables with ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import InputError, nearest
from summarizer.evaluation.cases import table_rows
from summarizer.evaluation.results import Item
from summarizer.evaluation.summaries import Column
from summarizer.evaluation.systems import chosen_systems
from summarizer.metrics import Example, sentence_lines
from summarizer.readers import ReadOptions
from summarizer.readers.fields import is_nan, kind
from summarizer.readers.files import Input, text_lines, undecoded
from summarizer.readers.formats import ROW_FORMATS, format_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "prediction": ("prediction", "predictions", "predicted", "generated", "output", "summary", "text"),
    "reference": (
        "reference",
        "references",
        "target",
        "gold",
        "summary",
        "summaries",
        "highlights",
        "abstract",
        "text",
    ),
    "source": ("document", "article", "source_text"),
    "id": ("id", "doc_id", "document_id", "article_id", "story_id"),
}
"""What is looked for -> the columns taken for it, best first."""

EVERY_COLUMN = {"text": ""}
"""A named column that is not there: readers then load all columns, whose names decide what they are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text, or several references or sentences, with its id ("" if there is none), and where it stands."""

    place: str
    id: str
    texts: tuple[str, ...]
    sources: tuple[str, ...] = ()


def read_columns(
    predictions: Sequence[Path], references: Path, fields: Mapping[str, str], limit: int | None = None
) -> tuple[list[Column], list[Item]]:
    """The predictions of each file as a system, named by its file, in the order of the references.

    Lines belong together by id where both files have ids, else by their order. `fields` names columns for
    `prediction`, `reference`, `source` and `id`; only the first `limit` are returned. Raises InputError with
    file and line for an empty reference, a missing or repeated id, NaN, and files of different length.
    """
    gold = list(_lines(references, "reference", fields))
    if not gold:
        raise InputError(f"{references}: no reference in it; give one a line")
    for line in gold:
        if not line.texts or not all(text.strip() for text in line.texts):
            raise InputError(
                f"{line.place}: empty reference; give it a text, or take the line out of all files"
            )
    names = chosen_systems(_names(predictions))
    columns = []
    for name, path in zip(names, predictions, strict=True):
        matched = _matched(gold, list(_lines(path, "prediction", fields)), references, path)
        examples = [
            Example(_id(one, i), _prediction(found), one.texts, one.sources)
            for i, (one, found) in enumerate(zip(gold, matched, strict=True), 1)
        ]
        columns.append(Column(name, f"file {path.name}", tuple(examples[:limit])))
    return columns, [_item(line, i) for i, line in enumerate(gold[:limit], 1)]


def _prediction(line: Line) -> str:
    """The one text, or the list of sentences with one a line."""
    return line.texts[0] if len(line.texts) == 1 else sentence_lines(line.texts)


def _lines(path: Path, what: str, fields: Mapping[str, str]) -> Iterator[Line]:
    if format_of(path) in ROW_FORMATS:
        yield from _table(path, what, fields)
        return
    for number, text in enumerate(text_lines(Input(path), "utf-8", newline="\n"), 1):
        place = f"{path}:{number}"
        if problem := undecoded(text, "utf-8"):
            raise InputError(f"{place}: {problem}")
        yield Line(place, "", _texts(text.rstrip("\r\n"), place, what))


def _table(path: Path, what: str, fields: Mapping[str, str]) -> Iterator[Line]:
    rows, _, _ = table_rows(str(path), ReadOptions(fields=EVERY_COLUMN))
    for row in rows:
        if row.problem:
            raise InputError(f"{row.place}: {row.problem}")
        column = _column(row.values, what, fields, row.place)
        id_column = _column(row.values, "id", fields, "")
        source = _column(row.values, "source", fields, "")
        yield Line(
            row.place,
            str(row.values[id_column]) if id_column and row.values[id_column] is not None else "",
            _texts(row.values[column], row.place, column),
            _texts(row.values[source], row.place, source) if source else (),
        )


def _texts(value: object, place: str, column: str) -> tuple[str, ...]:
    """A text as one, a list of texts as many, nothing as none; InputError for anything else."""
    texts = [] if value is None else value if isinstance(value, list) else [value]
    for text in texts:
        if is_nan(text):
            raise InputError(f'{place}: "{column}" is NaN, which stands for a missing text; give the text')
        if not isinstance(text, str):
            raise InputError(f'{place}: "{column}" is {kind(text)}, not text')
    return tuple(texts)


def _column(values: Mapping[str, object], what: str, fields: Mapping[str, str], place: str) -> str:
    """The column that holds what is looked for. "" if there is none and `place` is empty, else InputError."""
    wanted = (fields[what],) if what in fields else COLUMNS[what]
    found = next((column for column in wanted if column in values), "")
    if not found and (place or what in fields):
        there = ", ".join(values)
        raise InputError(
            f"{place}: no column {' or '.join(wanted)}{nearest(wanted[0], values)} (there are: {there}); "
            f"name it with --field {what}=COLUMN"
        )
    return found


def _matched(
    gold: Sequence[Line], found: Sequence[Line], references: Path, predictions: Path
) -> Sequence[Line]:
    """The predictions in the order of the references."""
    if not (_have_ids(gold) and _have_ids(found)):
        if len(gold) != len(found):
            alone = max(gold, found, key=len)[min(len(gold), len(found))]
            raise InputError(
                f"{predictions} has {len(found)} lines, {references} has {len(gold)}: they must pair up line by "
                f"line, or both have an id column (the first without a partner is {alone.place})"
            )
        return found
    by_id, known = _by_id(found), _by_id(gold)
    for line in gold:
        _check_id(line, by_id, "prediction", predictions)
    for line in found:
        _check_id(line, known, "reference", references)
    return [by_id[line.id] for line in gold]


def _have_ids(lines: Sequence[Line]) -> bool:
    """True if every line has an id, False if none has; InputError for a line without one among others."""
    missing = next((line for line in lines if not line.id), None)
    if missing and any(line.id for line in lines):
        raise InputError(f"{missing.place}: no id, though other lines have one; give it one")
    return missing is None


def _check_id(line: Line, others: Mapping[str, Line], what: str, file: Path) -> None:
    """InputError if no line of the other file has the id."""
    if line.id not in others:
        hint = nearest(line.id, others)
        raise InputError(
            f'{line.place}: no {what} with the id "{line.id}" in {file}{hint}; add it, or take the line out'
        )


def _by_id(lines: Sequence[Line]) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for line in lines:
        if line.id in found:
            raise InputError(
                f'{line.place}: the id "{line.id}" again; it was at {found[line.id].place}; take one of them out'
            )
        found[line.id] = line
    return found


def _names(paths: Sequence[Path]) -> list[str]:
    """What the systems are called: the files' names, with their folders where two are alike."""
    for number, path in enumerate(paths):
        if path in paths[:number]:
            raise InputError(f"{path}: given twice")
    names = [path.name for path in paths]
    return [name if names.count(name) == 1 else str(path) for name, path in zip(names, paths, strict=True)]


def _id(line: Line, number: int) -> str:
    return line.id or str(number)


def _item(line: Line, number: int) -> Item:
    texts = [("reference", text) for text in line.texts] + [("source", text) for text in line.sources]
    return Item(_id(line, number), tuple(texts))
