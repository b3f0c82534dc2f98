"""Renderings of what was found. A report never computes: everything it shows is in the value it is given.

A format is one line in a table: the suffix of a file, and the function that turns the value into text.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarizer.errors import ConfigError, nearest

if TYPE_CHECKING:
    from summarizer.types import Comparison, Story, Summary

FORMATS: Mapping[str, str] = {
    ".html": "summarizer.report.html:render",
    ".md": "summarizer.report.markdown:render",
    ".json": "summarizer.report.json:dumps",
    ".csv": "summarizer.report.csv:render",
}
"""How a comparison is written, by suffix: `render(comparison) -> str`."""

SUMMARY_FORMATS: Mapping[str, str] = {
    ".md": "summarizer.report.summaries:markdown",
    ".json": "summarizer.report.summaries:json_array",
    ".jsonl": "summarizer.report.summaries:json_lines",
    ".csv": "summarizer.report.summaries:csv_table",
}
"""How summaries are written, by suffix: `render(stories, summaries) -> str`."""


def write_comparison(comparison: Comparison, path: Path | str) -> None:
    """Write a comparison to a file; its suffix picks the format: .html, .md, .json or .csv.

    The file is complete or not there at all, also after a crash. Raises ConfigError for another suffix, or a
    path that cannot be written.
    """
    file = Path(path)
    render = _renderer(FORMATS, file)
    _write(file, render(comparison))


def write_summaries(stories: Sequence[Story], summaries: Sequence[Summary], path: Path | str) -> None:
    """Write summaries of articles or stories; the suffix picks the format: .md, .json, .jsonl or .csv.

    `stories` hold the articles that the summaries are about (`Summary.document_id` is the id of an article
    or a story), so that the passages they rest on can be quoted. Raises as `write_comparison` does.
    """
    file = Path(path)
    render = _renderer(SUMMARY_FORMATS, file)
    _write(file, render(stories, summaries))


def check_format(path: Path, formats: Mapping[str, str] = FORMATS) -> None:
    """Raise ConfigError unless the suffix of `path` names a format: ask before the work, not after it."""
    suffix = path.suffix.lower()
    if suffix not in formats:
        problem = (
            f'the suffix "{suffix}" names no format' if suffix else "without a suffix it names no format"
        )
        hint = f"{nearest(suffix, formats)} (there are: {', '.join(formats)})"
        raise ConfigError(f'cannot write "{path}": {problem}{hint}')


def _renderer(formats: Mapping[str, str], path: Path) -> Any:
    check_format(path, formats)
    module, _, function = formats[path.suffix.lower()].partition(":")
    return getattr(importlib.import_module(module), function)


def _write(path: Path, text: str) -> None:
    from summarizer.report.files import write_atomically

    try:
        write_atomically(path, text)
    except OSError as error:
        raise ConfigError(f'cannot write "{path}": {error.strerror or error}') from error
