"""The articles that labelled data points into: in the line itself, or in a folder of data sets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from summarizer.errors import InputError
from summarizer.evaluation.lines import json_lines, list_of, mapping_of
from summarizer.readers.fields import Fields
from summarizer.types import Article, Story

DATA_VARIABLE = "SUMMARIZER_DATA"
"""The environment variable that names the folder of data sets."""

_SUFFIXES = (".jsonl.gz", ".jsonl")


class Library:
    """Stories by data set and id, each set read once. `folder` is one of `SET.jsonl.gz` files, or None."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._sets: dict[str, dict[str, Story]] = {}

    def story(self, set_name: str, story_id: str, place: str) -> Story:
        """The story of that id in the set; its articles are in the order of the file, and called "0", "1", ...

        Raises InputError, naming `place`, if there is no folder, no such set or no such story.
        """
        if set_name not in self._sets:
            self._sets[set_name] = self._read(set_name, place)
        try:
            return self._sets[set_name][story_id]
        except KeyError:
            raise InputError(f'{place}: no story "{story_id}" in the data set "{set_name}"') from None

    def _read(self, set_name: str, place: str) -> dict[str, Story]:
        if self.folder is None:
            raise InputError(
                f'{place}: its articles are in the data set "{set_name}"; give the folder of the data sets '
                f"with --data DIR or in ${DATA_VARIABLE}, or put the articles in the line"
            )
        if not set_name or Path(set_name).name != set_name:
            raise InputError(f'{place}: "{set_name}" is not the name of a data set')
        for suffix in _SUFFIXES:
            path = self.folder / f"{set_name}{suffix}"
            if path.is_file():
                return {
                    str(row.values.get("id")): story_of(row.values, str(row.values.get("id")), row.place)
                    for row in json_lines(path)
                }
        raise InputError(f"{place}: {self.folder} has no {set_name}.jsonl.gz and no {set_name}.jsonl")


def library(folder: Path | None) -> Library:
    """The data sets in the folder, or in the one that the environment names; InputError if it is no folder."""
    named = os.environ.get(DATA_VARIABLE)
    chosen = folder or (Path(named).expanduser() if named else None)
    if chosen is not None and not chosen.is_dir():
        raise InputError(
            f"{chosen}: no such folder of data sets (from {'--data' if folder else DATA_VARIABLE})"
        )
    return Library(chosen)


def story_of(values: Mapping[str, object], story_id: str, place: str) -> Story:
    """The story in the `articles` of a row. No article is left out or altered, so that numbers and spans hold."""
    fields = Fields({})
    parts = list_of(values.get("articles"), place, '"articles"')
    articles = []
    for number, part in enumerate(parts):
        article = mapping_of(part, place, f'"articles" item {number}')
        text = fields.string(article, "text")
        if not text:
            raise InputError(f'{place}: "articles" item {number} has no text')
        articles.append(Article(str(number), text, **fields.about_article(article)))
    return Story(story_id, tuple(articles), title=fields.string(values, "story_title"))
