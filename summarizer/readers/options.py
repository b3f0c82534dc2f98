"""How sources are to be read: which columns hold what, which format, which split, how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from summarizer.errors import ConfigError, nearest
from summarizer.readers.fields import SYNONYMS
from summarizer.readers.formats import ARTICLE_FORMATS, ROW_FORMATS


@dataclass(frozen=True)
class ReadOptions:
    """What a reader cannot tell from the source itself; everything has a default that fits most sources.

    Args:
        fields: our name -> the column that holds it, e.g. `{"text": "paragraphs", "outlet": "paper"}`. Our
            names are text, outlet, title, published, url, id, language (of an article), story (the id of the
            story a row belongs to), story_title, articles, references. Names that are not given are found by
            common synonyms.
        story: the id of the story that `read_articles` makes; by default the name of the folder or file.
        split: which split of a `datasets` data set to read, e.g. "validation".
        format: read the files given as this format, whatever their suffix; needed for CSV on standard input.
        limit: read at most this many stories (`read_stories`) or articles (`read_articles`).
        encoding: of text, JSONL and CSV files that carry no byte order mark.
        all_columns: load also the columns of Parquet files and data sets that no field is read from.

    Raises ConfigError for a field, format, limit or encoding that does not exist, naming the nearest one.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    story: str = ""
    split: str = ""
    format: str = ""
    limit: int | None = None
    encoding: str = "utf-8"
    all_columns: bool = False

    def __post_init__(self) -> None:
        for name in self.fields:
            if name not in SYNONYMS:
                known = ", ".join(SYNONYMS)
                raise ConfigError(f'fields: no field "{name}"{nearest(name, SYNONYMS)} (there are: {known})')
        formats = [*ARTICLE_FORMATS, *ROW_FORMATS]
        if self.format and self.format not in formats:
            there = ", ".join(formats)
            raise ConfigError(
                f'format: no format "{self.format}"{nearest(self.format, formats)} (there are: {there})'
            )
        if self.limit is not None and self.limit < 1:
            raise ConfigError(f"limit: must be at least 1, not {self.limit}")
        try:
            "a".encode(self.encoding)
        except LookupError as error:
            raise ConfigError(
                f'encoding: "{self.encoding}" is not a text encoding (utf-8, cp1252, ...)'
            ) from error


DEFAULTS = ReadOptions()
