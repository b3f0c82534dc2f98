"""Turn the rows of a table, whatever its format, into drafts of stories.

A row with a list of articles is a story; it is handed on before the next row is read. Other rows are
articles: with a story column they are gathered into stories, without one each is a story of its own.
"""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from summarizer.errors import InputError
from summarizer.readers.drafts import Draft, Found, failure
from summarizer.readers.fields import SYNONYMS, Fields, is_nothing, kind, listed
from summarizer.types import Article, Failure

FIRST_ROWS = 20
"""Rows looked at to learn what a table holds, before the first of them is handed on."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands ("news.jsonl:12"), its number from 1, and its values or its problem."""

    place: str
    number: int
    values: Mapping[str, object] = field(default_factory=dict)
    problem: str = ""


def drafts(rows: Iterable[Row], *, name: str, stem: str, fields: Fields) -> Iterator[Draft]:
    """The stories in a table called `name`; ids that are not given are made from `stem` and the row's number.

    Raises InputError if the table cannot be read at all, has no rows, lacks a column that the user named, or
    has none that could be an article's text. What goes wrong later is a recorded failure of that row.
    """
    stream = _until_broken(rows, name)
    first = list(itertools.islice(stream, FIRST_ROWS))
    if not first:
        raise InputError(f"{name}: no rows")
    reader = _RowReader(fields, stem)
    known = [row.values for row in first if not row.problem]
    if known:
        reader.check(name, known)
    grouped = any(reader.story_of(values) and not reader.is_story(values) for values in known)
    everything = itertools.chain(first, stream)
    return reader.grouped(everything) if grouped else map(reader.draft, everything)


def _until_broken(rows: Iterable[Row], name: str) -> Iterator[Row]:
    number = 0
    try:
        for row in rows:
            number = row.number
            yield row
    except InputError as error:
        if not number:
            raise
        yield Row(name, number + 1, problem=f"{str(error).removeprefix(f'{name}: ')}; the rest was not read")


class _RowReader:
    """Reads single rows of one table."""

    def __init__(self, fields: Fields, stem: str) -> None:
        self.fields, self.stem = fields, stem

    def check(self, name: str, known: list[Mapping[str, object]]) -> None:
        """InputError if the columns that are needed are not in these first rows."""
        columns = [column for values in known for column in values]
        inner = [part for values in known for part in self._parts(values) if isinstance(part, Mapping)]
        self.fields.check(name, [*columns, *(column for part in inner for column in part)])
        has_text = any(self.fields.columns(values, "text") for values in [*known, *inner])
        if not has_text and not any(self.is_story(values) for values in known):
            raise InputError(
                f"{name}: no column with the text of an article (looked for {', '.join(SYNONYMS['text'])}; "
                f"there are: {listed(dict.fromkeys(columns))}); name it with text=COLUMN"
            )

    def is_story(self, values: Mapping[str, object]) -> bool:
        """True if the row holds a list of articles, be it an empty one."""
        return any(values[column] not in (None, "") for column in self.fields.columns(values, "articles"))

    def story_of(self, values: Mapping[str, object]) -> str:
        """The id of the story that a row belongs to; "" if it has none, or nothing that could be an id."""
        try:
            return self.fields.string(values, "story")
        except InputError:
            return ""

    def grouped(self, rows: Iterable[Row]) -> Iterator[Draft]:
        """Rows of one story id as one story, in the order of their first rows; rows without one come last."""
        groups: dict[str, list[Draft]] = {}
        lost: list[Failure] = []
        for row in rows:
            draft = self.draft(row)
            if self.is_story(row.values):
                yield draft
                continue
            if story := self.story_of(row.values):
                groups.setdefault(story, []).append(draft)
            else:
                lost += [
                    found if isinstance(found, Failure) else failure(row.place, "no story")
                    for found in draft.found
                ]
        for story, members in groups.items():
            yield Draft(
                id=story,
                found=tuple(found for member in members for found in member.found),
                title=next((member.title for member in members if member.title), ""),
                references=tuple(dict.fromkeys(text for member in members for text in member.references)),
                named=True,
            )
        if lost:
            yield Draft(f"{self.stem}-unread", tuple(lost))

    def draft(self, row: Row) -> Draft:
        """The row as a story by itself; if it cannot be read, a story without articles that says why."""
        made = f"{self.stem}-{row.number}"
        if row.problem:
            return Draft(made, (failure(row.place, row.problem),))
        try:
            if self.is_story(row.values):
                return self._story(row, made)
            found = self._article(row.values, row.place, made)
            title = self.fields.string(row.values, "story_title")
            references = self.fields.strings(row.values, "references")
        except InputError as error:
            return Draft(made, (failure(row.place, str(error)),))
        return Draft(found.article.id, (found,), title, references, found.named)

    def _story(self, row: Row, made: str) -> Draft:
        fields, values = self.fields, row.values
        own = Fields({}, fields.encoding)  # "id" may be mapped to a column of the articles
        given = fields.string(values, "story") or fields.string(values, "id") or own.string(values, "id")
        title = fields.string(values, "story_title") or fields.string(values, "title")
        references = fields.strings(values, "references")
        found: list[Found | Failure] = []
        for number, part in enumerate(self._parts(values), 1):
            place = f"{row.place}, article {number}"
            try:
                if not isinstance(part, Mapping):
                    raise InputError(f"{kind(part)}, where an article was expected")
                found.append(self._article(part, place, f"article-{number}"))
            except InputError as error:
                found.append(failure(place, str(error)))
        if not found:
            found.append(failure(row.place, "no articles in it"))
        return Draft(given or made, tuple(found), title, references, bool(given))

    def _article(self, values: Mapping[str, object], place: str, made: str) -> Found:
        text = self.fields.string(values, "text")
        if not text.strip():
            columns = self.fields.columns(values, "text")
            if not columns:
                raise InputError(f"no text (there are: {listed(values)})")
            held = values[columns[0]]
            raise InputError(
                f'"{columns[0]}" is ' + ("empty" if is_nothing(held) else f"{kind(held)}, not text")
            )
        given = self.fields.string(values, "id")
        return Found(
            place, Article(given or made, text, **self.fields.about_article(values)), named=bool(given)
        )

    def _parts(self, values: Mapping[str, object]) -> list[object]:
        """The articles of a story row: a list, the columns of one, or either as JSON in a table's cell."""
        parts = self.fields.value(values, "articles")
        if isinstance(parts, str):
            with contextlib.suppress(ValueError, RecursionError):  # not JSON: the text of one article
                parts = json.loads(parts)
        if isinstance(parts, Mapping) and all(isinstance(column, list) for column in parts.values()):
            return [dict(zip(parts, row, strict=True)) for row in itertools.zip_longest(*parts.values())]
        several = parts if isinstance(parts, list | tuple) else () if parts is None else (parts,)
        text = self.fields.mapping.get("text", "text")
        return [{text: part} if isinstance(part, str) else part for part in several]
