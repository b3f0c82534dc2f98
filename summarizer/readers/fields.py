"""Find what we need in a row of any source: in the column that the user named, else in a common synonym."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Mapping

from summarizer.errors import InputError, nearest
from summarizer.readers.files import undecoded

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "document", "body", "content", "article", "full_text", "article_text", "maintext"),
    "outlet": ("outlet", "source", "publisher", "site", "source_name", "source_domain"),
    "title": ("title", "headline"),
    "published": ("published", "date", "publish_date", "published_at", "publication_date", "date_publish"),
    "url": ("url", "link"),
    "id": ("id", "doc_id", "article_id"),
    "language": ("language", "lang"),
    "story": ("story", "story_id", "cluster", "cluster_id", "event_id"),
    "story_title": ("story_title", "main_event", "issue", "event"),
    "articles": ("articles",),
    "references": (
        "references",
        "reference",
        "reference_summary",
        "summaries",
        "summary",
        "highlights",
        "abstract",
    ),
}
"""Our name -> the column names taken for it, best first; case, hyphens and spaces do not matter."""

ABOUT_ARTICLE = ("outlet", "title", "published", "url", "language")
"""What may be known of an article besides its id and its text."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
Row = Mapping[str, object]


class Fields:
    """Looks our names up in rows, given the columns that the user named for some of them.

    Every string that comes out is sound Unicode: bytes that were not in `encoding` raise InputError.
    """

    def __init__(self, mapping: Mapping[str, str], encoding: str = "utf-8") -> None:
        self.mapping = dict(mapping)
        self.encoding = encoding
        self._found: dict[tuple[str, ...], dict[str, str]] = {}

    def columns(self, row: Row, name: str) -> list[str]:
        """The columns of the row that may hold the field `name`, best first."""
        if name in self.mapping:
            return [self.mapping[name]] if self.mapping[name] in row else []
        keys = tuple(row)
        if keys not in self._found:
            if len(self._found) > 1000:  # rows without any fixed columns: do not collect their shapes
                self._found.clear()
            self._found[keys] = {_plain(key): key for key in reversed(keys)}
        found = self._found[keys]
        return [found[synonym] for synonym in SYNONYMS[name] if synonym in found]

    def value(self, row: Row, name: str) -> object:
        """The first value that is there for the field, whatever its type; None if there is none."""
        return next((row[column] for column in self.columns(row, name) if not is_nothing(row[column])), None)

    def string(self, row: Row, name: str) -> str:
        """The field as a string, unaltered if it is one; dates come in ISO 8601, nothing as "".

        A column that the user named must hold a plain value (InputError); a synonym that holds a list is
        passed over.
        """
        for column in self.columns(row, name):
            value = row[column]
            if isinstance(value, Mapping):  # {"source": {"id": ..., "name": "The Post"}}
                value = value.get("name")
            if is_nothing(value):
                continue
            if isinstance(value, str):
                return self._sound(value)
            if isinstance(value, datetime.date):
                return value.isoformat()
            if isinstance(value, int | float) and name != "text":
                return str(value)
            if name in self.mapping:
                raise InputError(f'column "{column}" (for {name}) holds {kind(value)}, not text')
        return ""

    def strings(self, row: Row, name: str) -> tuple[str, ...]:
        """The field as strings that are not blank: a string is one, a list is many."""
        for column in self.columns(row, name):
            value = row[column]
            if is_nothing(value):
                continue
            if isinstance(value, str):
                return (self._sound(value),)
            if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
                return tuple(self._sound(part) for part in value if part.strip())
            if name in self.mapping:
                raise InputError(
                    f'column "{column}" (for {name}) holds {kind(value)}, not text or a list of texts'
                )
        return ()

    def about_article(self, row: Row) -> dict[str, str]:
        """Outlet, title, published, url and language of an article, each "" if the row does not tell."""
        return {name: self.string(row, name) for name in ABOUT_ARTICLE}

    def needed(self, columns: Iterable[str]) -> list[str]:
        """Those of the columns that any field could be read from; the others need not be loaded.

        All of them if a named column or the text is not there, so that the message about it can list what is.
        """
        there = list(columns)
        row = dict.fromkeys(there)
        if not set(self.mapping.values()) <= row.keys() or not (
            self.columns(row, "text") or self.columns(row, "articles")
        ):
            return there
        wanted = {column for name in SYNONYMS for column in self.columns(row, name)}
        return [column for column in there if column in wanted]

    def check(self, source: str, columns: Iterable[str]) -> None:
        """InputError if a column that the user named is not among the columns, naming the nearest one."""
        there = list(dict.fromkeys(columns))
        for name, column in self.mapping.items():
            if column not in there:
                raise InputError(
                    f'{source}: no column "{column}" (for {name}){nearest(column, there)} '
                    f"(there are: {listed(there)})"
                )

    def _sound(self, text: str) -> str:
        if problem := undecoded(text, self.encoding):
            raise InputError(problem)
        return text


def is_nothing(value: object) -> bool:
    """True for None, a blank string, an empty list, and the not-a-number that tables use for "missing"."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or (isinstance(value, list | tuple | dict) and not value)


def is_nan(value: object) -> bool:
    """True for not-a-number, and for the word that a table without numbers has in its place."""
    return str(value).strip().lower() == "nan"


def kind(value: object) -> str:
    """What a value is, in the words of someone who looks at the file: "a list", "a number"."""
    if isinstance(value, bool):
        return "true or false"
    for types, word in (
        ((int, float), "a number"),
        ((list, tuple), "a list"),
        ((Mapping,), "an object"),
        ((str,), "text"),
        ((bytes,), "bytes"),
    ):
        if isinstance(value, types):
            return word
    return "nothing" if value is None else f"a {type(value).__name__}"


def listed(names: Iterable[str], most: int = 12) -> str:
    """The names for a message, cut after `most`, each cut to 60 characters."""
    shown = [name if len(name) <= 60 else f"{name[:57]}..." for name in names]
    return ", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "") or "none"


def _plain(column: str) -> str:
    return re.sub(r"[\s\-]+", "_", _HUMP.sub("_", column.strip())).lower()
