"""Walk a folder: which of its files are articles, which hold rows, which are not ours, and what is a story.

A folder with article files is a story; a folder of folders is a story each; both may be mixed. Hidden files, files
named README or LICENSE, and what commonly lies beside articles (COMPANIONS) are passed over. Any other file is told
about, so that nobody waits for the PDF that was never read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import InputError
from summarizer.readers.formats import ARTICLE_FORMATS, KNOWN, format_of

COMPANIONS = (".json", ".yaml", ".yml", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
"""Suffixes of files that lie beside articles without being any: notes for programs, pictures."""
STORY_FILES = ("story.yaml", "story.yml")
DEEPEST = 16
"""Folders within folders that are followed."""


@dataclass(frozen=True, slots=True)
class StoryFolder:
    """What one folder holds, sorted by name. `id` is its name, or its path below the folder that was given."""

    id: str
    articles: tuple[Path, ...]
    tables: tuple[Path, ...]
    about: Path | None
    unread: tuple[tuple[Path, str], ...]
    """Files that were not read, and why."""


def walk(root: Path) -> Iterator[StoryFolder]:
    """The folder and every folder in it that holds anything to read or to tell, in the order of their names.

    Links to files are followed within `root` only; links to folders are not, and are told. Raises InputError if the
    folder itself cannot be listed.
    """
    real = root.resolve()
    yield from _walk(root, real, real.name or "root", 0)


def _walk(folder: Path, real: Path, story_id: str, depth: int) -> Iterator[StoryFolder]:
    articles, tables, about = list[Path](), list[Path](), None
    unread, inner = list[tuple[Path, str]](), list[Path]()
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        if depth == 0:
            raise InputError(f"{folder}: cannot be listed ({error.strerror})") from error
        entries, unread = [], [(folder, f"cannot be listed ({error.strerror})")]
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or path.stem.lower() in ("readme", "license"):
            continue
        if entry.is_symlink() and (entry.is_dir() or not path.resolve().is_relative_to(real)):
            unread.append(
                (path, "a link to a folder, or out of the folder given; give what it points to itself")
            )
        elif entry.is_dir():
            inner.append(path)
        elif entry.name in STORY_FILES:
            about = path
        elif format_of(path) in ARTICLE_FORMATS:
            articles.append(path)
        elif path.suffix.lower() not in COMPANIONS:
            tables.append(path) if format_of(path) else unread.append(
                (path, f"not read; readable are {KNOWN}")
            )
    if articles or tables or unread:
        yield StoryFolder(story_id, tuple(articles), tuple(tables), about, tuple(unread))
    for path in inner:
        below = path.name if depth == 0 else f"{story_id}/{path.name}"
        if depth < DEEPEST:
            yield from _walk(path, real, below, depth + 1)
