"""Stories for the tests of storage and the command line; summarizers that are slow, or fail, on purpose."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.summarizers.lead import Lead
from summarizer.types import Length, Story, Summary

FAST = ("-s", "lead", "--aligner", "overlap")
"""Options of a system without weights."""


@dataclass(frozen=True)
class Slow:
    """The first sentences, after a while."""

    seconds: float = 0.05

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        time.sleep(self.seconds)
        return Lead().summarize(stories, length)


@dataclass(frozen=True)
class Picky:
    """The first sentences, unless a text holds `word` and the file `unless` is not there."""

    word: str = "eel"
    unless: str = ""

    def summarize(self, stories: Sequence[Story], length: Length) -> list[Summary]:
        healed = bool(self.unless) and Path(self.unless).exists()
        for story in stories:
            if not healed and any(self.word in article.text for article in story.articles):
                raise ValueError(f"no texts with {self.word}")
        return Lead().summarize(stories, length)


def row(number: int, *, animal: str = "otter") -> dict[str, object]:
    """A story of two articles that agree on one thing and differ in another."""
    first = f"The harbour counted {number} {animal}s on Monday. The mayor of Tollen praised the keepers."
    second = f"The harbour counted {number} {animal}s on Monday. A ferry to Brill was late by an hour."
    return {
        "id": f"story {number}",
        "title": f"{number} {animal}s counted",
        "articles": [
            {"id": f"{number}a", "outlet": "Tollen Mail", "title": "Count", "text": first},
            {"id": f"{number}b", "outlet": "Brill Echo", "title": "Harbour", "text": second},
        ],
    }


def write_rows(path: Path, rows: Sequence[dict[str, object]]) -> Path:
    """A JSONL file with a story a line."""
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a run's folder but the log, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "run.log"
    }
