"""What summaries are scored against: articles or stories with reference summaries, from any table or data set."""

from __future__ import annotations

import dataclasses
import importlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from summarizer.errors import InputError
from summarizer.evaluation.results import Item
from summarizer.readers import ReadOptions, dataset_rows, rows
from summarizer.readers.drafts import Draft, Found, Ids, finish
from summarizer.readers.fields import Fields, is_nan
from summarizer.readers.files import Input, check_regular
from summarizer.readers.formats import ROW_FORMATS, format_of
from summarizer.types import Story


@dataclass(frozen=True, slots=True)
class Case:
    """A story (or an article, a story of one) with its reference summaries, and where it was read."""

    story: Story
    place: str

    @property
    def item(self) -> Item:
        """The case as a reader of the result sees it."""
        references = [("reference", text) for text in self.story.references]
        return Item(self.story.id, (*references, *((one.label, one.text) for one in self.story.articles)))


def read_cases(source: str, options: ReadOptions, separator: str = "") -> Iterator[Case]:
    """The articles or stories of a JSONL, CSV or Parquet file (also .gz), or of "hf:owner/name", with references.

    `options.fields` says which columns hold the `text` (or the `articles`) and the `references`. Where the
    articles of a story stand in one text, `separator` parts them. Raises InputError with file and line for a
    case without text or without a reference.
    """
    ids = Ids()
    table, name, stem = table_rows(source, options)
    if separator:
        table = _parted(table, options.fields.get("articles", "articles"), separator)
    drafts = rows.drafts(table, name=name, stem=stem, fields=Fields(options.fields, options.encoding))
    for draft in islice(drafts, options.limit):
        yield _case(draft, ids, options.fields.get("references", ""))


def _parted(table: Iterator[rows.Row], column: str, separator: str) -> Iterator[rows.Row]:
    """The rows with the joined texts of `column` as lists; parts without any text are none."""
    for row in table:
        joined = row.values.get(column)
        if isinstance(joined, str):
            parts = [part.strip() for part in joined.split(separator) if part.strip()]
            row = dataclasses.replace(row, values={**row.values, column: parts})
        yield row


def _case(draft: Draft, ids: Ids, column: str) -> Case:
    story = finish(draft, ids)
    place = next((one.place if isinstance(one, Found) else one.item for one in draft.found), draft.id)
    if not story.articles:
        raise InputError(f"{place}: {story.failures[0].message}; mend the line, or take it out")
    where = f'in "{column}"' if column else "in a column such as reference or summary"
    if not story.references:
        raise InputError(f"{place}: no reference summary {where}; give it a text, or take the line out")
    if any(map(is_nan, story.references)):
        raise InputError(f"{place}: NaN, which stands for a missing text, {where}; give the text")
    return Case(story, place)


def table_rows(source: str, options: ReadOptions) -> tuple[Iterator[rows.Row], str, str]:
    """The rows of a file or a data set, what messages call it, and what ids are made from."""
    path = Path(source)
    if source.startswith(dataset_rows.PREFIXES) or (os.path.isdir(source) and dataset_rows.is_saved(path)):
        return dataset_rows.rows(source, options), source, dataset_rows.stem_of(source)
    check_regular(path)
    format_name = options.format or format_of(path)
    if format_name not in ROW_FORMATS:
        known = ", ".join(f".{name}" for name in ROW_FORMATS)
        raise InputError(f'{source}: not a table (readable are {known}, also as .gz, and "hf:owner/name")')
    module, _, function = ROW_FORMATS[format_name].partition(":")
    file = Input(path)
    return getattr(importlib.import_module(module), function)(file, options), file.name, file.stem
