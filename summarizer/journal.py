"""The journal of a run: one line for each finished story, added when all its files are there."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import InputError
from summarizer.types import Comparison, Failure, Story

LONGEST_SLUG = 48
"""Characters of a story's id that its file names show; a hash of the whole id follows."""


@dataclass(frozen=True, slots=True)
class Record:
    """A finished story: where its files are, what was found, and which of its articles failed.

    `file` is their path in the folder of the run, without suffix. `content` stands for the story as it was
    read; if that changes, the story is not finished any more.
    """

    story: str
    title: str
    file: str
    content: str
    outlets: int
    shared: int
    disputed: int
    unique: int
    unclear: int = 0
    failures: tuple[Failure, ...] = ()


def record_of(comparison: Comparison, file: str) -> Record:
    """The line for a comparison whose files are called `file`."""
    story = comparison.story
    statuses = [fact.status for fact in comparison.facts]
    return Record(
        story=story.id,
        title=story.title or next((article.title for article in story.articles if article.title), story.id),
        file=file,
        content=content_of(story),
        outlets=len(story.outlets),
        shared=statuses.count("shared"),
        disputed=statuses.count("disputed"),
        unique=statuses.count("unique"),
        unclear=statuses.count("unclear"),
        failures=tuple(dict.fromkeys((*story.failures, *comparison.failures))),
    )


def content_of(story: Story) -> str:
    """Digits that stand for all that was read of a story."""
    return hashlib.sha256(json.dumps(dataclasses.asdict(story)).encode()).hexdigest()[:16]


def file_stem(story_id: str) -> str:
    """A file name for any story id, on any file system: a readable part, and a hash that keeps ids apart."""
    ascii_only = unicodedata.normalize("NFKD", story_id).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only)[:LONGEST_SLUG].strip("-")
    mark = hashlib.sha256(story_id.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{slug}-{mark}" if slug else mark


def line(value: Record | Failure) -> str:
    """The value as a line of JSON, in ASCII, so that any id reads back as it was."""
    return json.dumps(dataclasses.asdict(value)) + "\n"


def read_journal(path: Path) -> Iterator[Record]:
    """The records of a journal; a last line that a kill cut off is removed. InputError if it is damaged."""
    if not path.exists():
        return
    with path.open("rb+") as file:
        end = 0
        for number, written in enumerate(file, start=1):
            if not written.endswith(b"\n"):
                break
            try:
                fields = json.loads(written)
                failures = tuple(Failure(**failure) for failure in fields.pop("failures"))
                yield Record(**fields, failures=failures)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise InputError(
                    f"{path}:{number}: damaged; delete the line, or begin again with --restart"
                ) from error
            end += len(written)
        file.truncate(end)
