"""Summaries that were made before, kept by all that decides them, so that an interrupted evaluation goes on."""

from __future__ import annotations

import dataclasses
import hashlib
import inspect
import json
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from summarizer.components import digest
from summarizer.models.cache import cache_folder
from summarizer.pipeline import Engine
from summarizer.types import Flag, Length, Story, Summary, SummarySentence, Support


class SummaryCache:
    """The summaries of one system at one length: a file of JSON lines in `folder`, one a story.

    The file's name stands for all that decides them: the engine's signature, the length, the code and weights
    of the package, and the summarizer's own code and model files where they are elsewhere. Failures are not
    kept: they are tried again. Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None, engine: Engine, length: Length) -> None:
        own = digest(_own_files(engine.summarizer)) if folder else ""
        package = package_digest() if folder else ""
        key = digest([engine.signature, dataclasses.asdict(length), package, own])
        self.path = None if folder is None else folder / f"{key}.jsonl"
        self._known = {} if self.path is None else _read(self.path)

    def get(self, story: Story) -> Summary | None:
        """The summary of that story, if it was made before."""
        return self._known.get(_content(story))

    def add(self, stories: Sequence[Story], summaries: Sequence[Summary]) -> None:
        """Keep the summaries of these stories, from now on and for later runs."""
        made = {_content(story): one for story, one in zip(stories, summaries, strict=True)}
        self._known |= made
        if self.path is None or not made:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            json.dumps({"content": content, "summary": dataclasses.asdict(one)})
            for content, one in made.items()
        ]
        with self.path.open("a", encoding="utf-8") as file:
            file.write("\n" + "\n".join(lines) + "\n")  # begins a line of its own after one that was cut off


def default_folder() -> Path:
    """Where summaries are kept unless the user says otherwise: beside the models."""
    return cache_folder() / "evaluation"


@lru_cache(maxsize=1)
def package_digest() -> str:
    """Digits that stand for the code and the bundled weights of this package."""
    root = Path(__file__).parent.parent
    found = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def _own_files(component: object) -> list[tuple[str, int, int]]:
    """The file that defines a component, and those of the models that its options name: path, size and time."""
    paths = [Path(inspect.getfile(type(component)))]
    options = dataclasses.asdict(component) if dataclasses.is_dataclass(component) else {}  # type: ignore[arg-type]
    for value in options.values():
        if isinstance(value, str) and value and os.path.exists(value):
            path = Path(value)
            paths += sorted(path.rglob("*")) if path.is_dir() else [path]
    found = [(str(path), path.stat()) for path in paths if path.is_file()]
    return [(name, about.st_size, about.st_mtime_ns) for name, about in found]


def _content(story: Story) -> str:
    """Digits that stand for what a summarizer sees of a story; references are not among it."""
    return digest(dataclasses.asdict(dataclasses.replace(story, references=(), failures=())))


def _read(path: Path) -> dict[str, Summary]:
    """The kept summaries; a line that a kill cut off, or that is no summary, is left out and made again."""
    found: dict[str, Summary] = {}
    if not path.exists():
        return found
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            record = json.loads(line)
            found[str(record["content"])] = _summary(record["summary"])
        except (ValueError, TypeError, KeyError):
            continue
    return found


def _summary(record: dict[str, Any]) -> Summary:
    sentences = tuple(
        SummarySentence(
            one["text"],
            tuple(Support(**support) for support in one["support"]),
            tuple(Flag(**flag) for flag in one["flags"]),
            one["replaced"],
        )
        for one in record["sentences"]
    )
    return Summary(**{**record, "sentences": sentences, "notes": tuple(record["notes"])})
