"""Read whatever the user points at: files, folders, tables, data sets, standard input."""

from __future__ import annotations

import codecs
import dataclasses
import importlib
import itertools
import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from summarizer.errors import InputError
from summarizer.readers import dataset_rows, rows
from summarizer.readers.drafts import Draft, Found, Ids, failure, finish, merge
from summarizer.readers.fields import Fields
from summarizer.readers.files import Input, check_regular, standard_input
from summarizer.readers.folder import StoryFolder, walk
from summarizer.readers.formats import ARTICLE_FORMATS, KNOWN, ROW_FORMATS, format_of, stem_of
from summarizer.readers.options import DEFAULTS, ReadOptions
from summarizer.readers.plain import read_article, read_story_file
from summarizer.types import Failure, Story

Source = str | Path
_Open = Callable[[], Iterator[Draft]]


def read_stories(sources: Sequence[Source], *, options: ReadOptions = DEFAULTS) -> Iterator[Story]:
    """The stories in the sources, one after the other as they are read.

    A text or Markdown file is a story of one article; so is a table's row that is an article without a story
    column. A folder of articles is a story, a folder of folders a story each. A row with a list of articles
    is a story; article rows with a story column are gathered by it. "-" is standard input, "hf:owner/name" a
    data set.

    What cannot be read inside a source is a `Failure` of its story, which comes out even without articles,
    and the rest goes on. A source as a whole raises InputError: at once if there is no such file or its
    format is unknown; when it is reached if it is unreadable and the only one (else that, too, is a failure).
    """
    opened = _open_all(sources, options)
    ids = Ids()
    return (finish(draft, ids) for draft in itertools.islice(_drafts(opened), options.limit))


def read_articles(sources: Sequence[Source], *, options: ReadOptions = DEFAULTS) -> Story:
    """All articles in the sources as one story, whatever stories they were in.

    The story is called `options.story`; if that is empty, by the name of the one story found, or of the file
    or folder that all sources are in. Title and reference summaries are kept if there was only one story.
    """
    opened = _open_all(sources, options)
    merged = merge(_drafts(opened), options.limit)
    return finish(dataclasses.replace(merged, id=options.story or merged.id or _common_name(sources)), Ids())


def _drafts(opened: Sequence[tuple[str, _Open]]) -> Iterator[Draft]:
    for name, drafts in opened:
        try:
            yield from drafts()
        except InputError as error:
            if len(opened) == 1:
                raise
            yield Draft(Path(name).name, (_failure(name, error),))


def _open_all(sources: Sequence[Source], options: ReadOptions) -> list[tuple[str, _Open]]:
    if isinstance(sources, str | Path):
        raise InputError(f"sources must be a list of paths; did you mean [{str(sources)!r}]?")
    if not sources:
        raise InputError('nothing to read: give files, folders, "hf:owner/name", or "-" for standard input')
    names = [str(source) for source in sources]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise InputError(f"{name}: given twice")
    return [(name, _open(name, options)) for name in names]


def _open(name: str, options: ReadOptions) -> _Open:
    """How to read one source; InputError if there is nothing of that name or it is in no known format."""
    if name == "-":
        return partial(_standard_input, options)
    if not name:
        raise InputError('an empty path; "." is the folder you are in')
    path = Path(name)
    is_folder = os.path.isdir(name)  # unlike Path.is_dir, False for a name that no file could have
    if name.startswith(dataset_rows.PREFIXES) or (is_folder and dataset_rows.is_saved(path)):
        return partial(_data_set, name, options)
    if is_folder:
        return partial(_folder, path, options)
    check_regular(path)
    format_name = options.format or format_of(path)
    if not format_name:
        raise InputError(f"{path}: no known suffix; readable are {KNOWN}; or say which it is with --format")
    return partial(_file, Input(path), format_name, options)


def _file(source: Input, format_name: str, options: ReadOptions) -> Iterator[Draft]:
    if format_name in ARTICLE_FORMATS:
        found = read_article(source, format_name, options.encoding)
        return iter([Draft(found.article.id, (found,), named=found.named)])
    module, _, function = ROW_FORMATS[format_name].partition(":")
    read_rows = getattr(importlib.import_module(module), function)
    return _table(read_rows(source, options), source.name, source.stem, options)


def _table(table: Iterator[rows.Row], name: str, stem: str, options: ReadOptions) -> Iterator[Draft]:
    return rows.drafts(table, name=name, stem=stem, fields=Fields(options.fields, options.encoding))


def _data_set(name: str, options: ReadOptions) -> Iterator[Draft]:
    stem = dataset_rows.stem_of(name)
    return _table(dataset_rows.rows(name, options), name, stem, options)


def _standard_input(options: ReadOptions) -> Iterator[Draft]:
    stream = standard_input()
    head = stream.peek(4096).removeprefix(codecs.BOM_UTF8).lstrip()
    if options.format:
        format_name = options.format
    elif head.startswith(b"{"):
        format_name = "json" if head[1:2] in b"\r\n" else "jsonl"
    else:
        format_name = "json" if re.match(rb"\[\s*\{", head) else "txt"
    return _file(Input(None, stream), format_name, options)


def _folder(path: Path, options: ReadOptions) -> Iterator[Draft]:
    empty = True
    for folder in walk(path):
        empty = False
        if folder.articles or folder.unread:
            yield _story_folder(folder, options)
        for table in folder.tables:
            try:
                yield from _file(Input(table), format_of(table), options)
            except InputError as error:
                yield Draft(stem_of(table), (_failure(str(table), error),))
    if empty:
        raise InputError(
            f"{path}: no articles in this folder; readable are {KNOWN}; a .json file must be given by name"
        )


def _story_folder(folder: StoryFolder, options: ReadOptions) -> Draft:
    found: list[Found | Failure] = []
    title, references = "", tuple[str, ...]()
    for path in folder.articles:
        try:
            found.append(read_article(Input(path), format_of(path), options.encoding))
        except InputError as error:
            found.append(_failure(str(path), error))
    if folder.about:
        try:
            title, references = read_story_file(folder.about, options.encoding)
        except InputError as error:
            found.append(_failure(str(folder.about), error))
    found += [failure(str(path), why) for path, why in folder.unread]
    return Draft(folder.id, tuple(found), title, references)


def _failure(place: str, error: InputError) -> Failure:
    return failure(place, str(error).removeprefix(place).removeprefix(": "))


def _common_name(sources: Sequence[Source]) -> str:
    """What several stories read as one are called: the one source, or the folder that all of them are in."""
    paths = [Path(source) for source in sources]
    if len(paths) == 1:
        return stem_of(paths[0]) if str(paths[0]) != "-" else "stdin"
    parents = {path.resolve().parent for path in paths}
    return parents.pop().name or "story" if len(parents) == 1 else "story"
