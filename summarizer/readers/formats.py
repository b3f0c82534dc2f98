"""The file formats that can be read, by suffix. A new row format is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ARTICLE_FORMATS = ("txt", "md", "markdown")
"""Formats whose file is one article."""

ROW_FORMATS: Mapping[str, str] = {
    "jsonl": "summarizer.readers.json_rows:lines",
    "ndjson": "summarizer.readers.json_rows:lines",
    "json": "summarizer.readers.json_rows:document",
    "csv": "summarizer.readers.csv_rows:commas",
    "tsv": "summarizer.readers.csv_rows:tabs",
    "parquet": "summarizer.readers.parquet_rows:rows",
}
"""Formats whose file holds rows: name -> "module:function", imported when asked for.

The function takes an Input and the options, and yields a Row for each row of the file.
"""

KNOWN = ", ".join([f".{name}" for name in (*ARTICLE_FORMATS, *ROW_FORMATS)]) + "; text formats also as .gz"


def format_of(path: Path) -> str:
    """The format that a file's name promises ("news.jsonl.gz" -> "jsonl"), or "" if it is none of ours."""
    name = path.name.lower().removesuffix(".gz")
    _, dot, suffix = name.rpartition(".")
    return suffix if dot and (suffix in ARTICLE_FORMATS or suffix in ROW_FORMATS) else ""


def stem_of(path: Path) -> str:
    """A file's name without .gz and the suffix of its format: "news.jsonl.gz" -> "news"."""
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return name[: -len(format_of(path)) - 1] if format_of(path) else name
