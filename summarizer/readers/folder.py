"""Walk a folder: which of its files are articles, which hold rows, which are not ours, and what is a story.

A folder with article files is a story; a folder of folders is a story each; both may be mixed. Hidden files,
files named README or LICENSE, and what commonly lies beside articles (COMPANIONS) are passed over. Any other
file is told about, so that nobody waits for the PDF that was never read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import InputError
from summarizer.readers.formats import ARTICLE_FORMATS, KNOWN, format_of

COMPANIONS = (".json", ".yaml", ".yml", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
"""Suffixes of files that lie beside articles without being any: notes for programs, pictures."""
NOT_ARTICLES = ("readme", "license")
STORY_FILES = ("story.yaml", "story.yml")
DEEPEST = 16
"""Folders within folders that are followed."""


@dataclass(frozen=True, slots=True)
class StoryFolder:
    """What one folder holds, sorted by name. `id` is its name, or its path below the folder given."""

    id: str
    articles: tuple[Path, ...]
    tables: tuple[Path, ...]
    about: Path | None
    unread: tuple[tuple[Path, str], ...]
    """Files that were not read, and why."""


def walk(root: Path) -> Iterator[StoryFolder]:
    """The folder and every folder in it that holds anything to read or to tell, in the order of their names.

    Links to files are followed within `root` only; links to folders are not, and are told. Raises InputError
    if the folder itself cannot be listed.
    """
    return _walk(root, root.resolve(), root.resolve().name or "root", depth=0)


def _walk(folder: Path, root: Path, story_id: str, depth: int) -> Iterator[StoryFolder]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        if depth == 0:
            raise InputError(f"{folder}: cannot be listed ({error.strerror})") from error
        yield StoryFolder(story_id, (), (), None, ((folder, f"cannot be listed ({error.strerror})"),))
        return
    found: dict[str, list[Path]] = {kind: [] for kind in ("article", "table", "about", "folder", "skipped")}
    unread: list[tuple[Path, str]] = []
    for path in paths:
        kind, why_not = _kind(path, root, depth)
        if why_not:
            unread.append((path, why_not))
        else:
            found[kind].append(path)
    articles, tables = tuple(found["article"]), tuple(found["table"])
    if articles or tables or unread:
        yield StoryFolder(story_id, articles, tables, next(iter(found["about"]), None), tuple(unread))
    for path in found["folder"]:
        yield from _walk(path, root, path.name if depth == 0 else f"{story_id}/{path.name}", depth + 1)


def _kind(path: Path, root: Path, depth: int) -> tuple[str, str]:
    """Which list of `_walk` a path belongs in; or "" and the reason why it is not read."""
    if path.name.startswith(".") or path.stem.lower() in NOT_ARTICLES:
        return "skipped", ""
    if path.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(root)):
        return "", "a link to a folder, or out of the folder that was given; give what it points to"
    if path.is_dir():
        return ("folder", "") if depth < DEEPEST else ("", f"more than {DEEPEST} folders deep")
    if path.name in STORY_FILES:
        return "about", ""
    if path.suffix.lower() in COMPANIONS:
        return "skipped", ""
    if format_of(path):
        return ("article" if format_of(path) in ARTICLE_FORMATS else "table"), ""
    return "", f"not read; readable are {KNOWN}"
