"""Results of many stories in a folder, written so that a killed run can go on as if nothing had happened.

    run.json         the settings; a run with others is refused
    stories/         a JSON file for each story, and its reports
    results.jsonl    a line for each finished story; in their order once the run has ended
    failures.jsonl   a line for each story or article that failed; the next run tries failed stories again
    index.html, .md  links to the reports
    run.log          times and tracebacks; its lock keeps a second run out of the folder

A story is finished when its line is in results.jsonl, which is written after its files. All but run.log
depends only on the stories and the settings: however often a run was killed, the folder ends up the same.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, Self

from summarizer.errors import ConfigError, InputError, ModelError
from summarizer.journal import Record, content_of, file_stem, line, read_journal, record_of
from summarizer.report import write_comparison
from summarizer.report.files import write_atomically
from summarizer.report.index import IndexEntry, index_html, index_markdown
from summarizer.types import Comparison, Failure, Story

SCHEMA = "summarizer.run/1"
MOST_DIFFERENCES = 5
"""Settings named in the error about another configuration."""

_OURS = re.compile(r"[a-z0-9-]*[0-9a-f]{10}\.(?:json|html|md|csv)|\..*\.tmp")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a story: just finished, finished by an earlier run, or failed."""

    story: str
    state: Literal["done", "kept", "failed"]
    record: Record | None
    failures: tuple[Failure, ...]


class RunFolder:
    """The folder of one run, to be used in a `with` block, which locks it and at its end writes the index.

    Args:
        path: the folder; made if it is not there.
        settings: JSON-like; what decides the results. They are kept, and another run must have the same.
        formats: the reports of each story: "html", "md", "csv". JSON is always written.
        restart: delete the results that an earlier run left in the folder.

    Raises:
        ConfigError: the folder is in use, holds something else, or holds the results of other settings.
    """

    def __init__(
        self,
        path: Path,
        settings: Mapping[str, object],
        formats: Iterable[str] = (),
        *,
        restart: bool = False,
    ) -> None:
        self.path = path
        self.settings = json.loads(json.dumps({**settings, "formats": sorted({*formats, "json"})}))
        self.restart = restart
        self.failures: list[Failure] = []
        self._records: dict[str, Record] = {}
        self._order: list[str] = []

    def __enter__(self) -> Self:
        self._check_empty()
        (self.path / "stories").mkdir(parents=True, exist_ok=True)
        self._log_file = _locked(self.path / "run.log")
        try:
            self._prepare()
        except BaseException:
            self._log_file.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._write_index()
            self._log(f"ended: {len(self._records)} finished, {len(self.failures)} failures")
        finally:
            self._journal.close()
            self._log_file.close()

    def process(self, stories: Iterable[Story], compare: Callable[[Story], Comparison]) -> Iterator[Outcome]:
        """Compare each story that is not finished and write what was found; an outcome each, in order.

        An exception of one story is its failure; ConfigError and ModelError, which concern all, are raised.
        """
        for story in stories:
            self._order.append(story.id)
            record = self._records.get(story.id)
            if record and record.content == content_of(story) and self._has_files(record):
                outcome = Outcome(story.id, "kept", record, record.failures)
            else:
                outcome = self._finish(story, compare)
            self.failures += outcome.failures
            yield outcome

    def _finish(self, story: Story, compare: Callable[[Story], Comparison]) -> Outcome:
        started = time.monotonic()
        file = f"stories/{file_stem(story.id)}"
        try:
            if not story.articles:
                raise InputError("none of its articles could be read")
            comparison = compare(story)
            for path in self._files(file):
                write_comparison(comparison, path)
        except (ConfigError, ModelError):
            raise
        except Exception as error:
            self._records.pop(story.id, None)
            for path in self._files(file):
                path.unlink(missing_ok=True)
            self._log(f"failed {story.id!r}\n{traceback.format_exc()}")
            reason = str(error) if isinstance(error, InputError) else f"{type(error).__name__}: {error}"
            failure = Failure(story.id, "compare" if story.articles else "read", reason)
            return Outcome(story.id, "failed", None, (*story.failures, failure))
        record = self._records[story.id] = record_of(comparison, file)
        self._journal.write(line(record))
        self._journal.flush()
        os.fsync(self._journal.fileno())
        self._log(f"done {story.id!r} in {time.monotonic() - started:.1f} s")
        return Outcome(story.id, "done", record, record.failures)

    def _files(self, file: str) -> list[Path]:
        return [self.path / f"{file}.{suffix}" for suffix in self.settings["formats"]]

    def _has_files(self, record: Record) -> bool:
        return all(path.is_file() for path in self._files(record.file))

    def _prepare(self) -> None:
        """Make sure that the folder holds our results or none, and learn which stories are finished."""
        about = self.path / "run.json"
        if about.exists() and self.restart:
            self._delete_results()
        if about.exists():
            self._check_settings(_settings(about))
        for unfinished in (*self.path.glob(".*.tmp"), *(self.path / "stories").glob(".*.tmp")):
            unfinished.unlink()
        write_atomically(about, _pretty({"schema": SCHEMA, "settings": self.settings}))
        self._records = {record.story: record for record in read_journal(self.path / "results.jsonl")}
        self._journal = (self.path / "results.jsonl").open("a", encoding="utf-8", newline="\n")
        self._log(f"started with {len(self._records)} finished")

    def _check_empty(self) -> None:
        """Refuse a folder that holds something else, before anything is written into it."""
        if self.path.exists() and not self.path.is_dir():
            raise ConfigError(f'"{self.path}" is not a folder')
        if not self.path.exists() or (self.path / "run.json").exists():
            return
        names = {path.name for path in self.path.iterdir()} - {"run.log", "stories"}
        if others := sorted(name for name in names if not _OURS.fullmatch(name)):
            raise ConfigError(f'"{self.path}" holds other files ({others[0]}); results need their own folder')

    def _check_settings(self, earlier: Mapping[str, object]) -> None:
        found = list(_differences(earlier, self.settings))
        if found:
            more = f"; and {len(found) - MOST_DIFFERENCES} more" if len(found) > MOST_DIFFERENCES else ""
            raise ConfigError(
                f'"{self.path}" holds the results of another configuration '
                f"({'; '.join(found[:MOST_DIFFERENCES])}{more}); "
                "use another folder, or --restart to delete them"
            )

    def _delete_results(self) -> None:
        _settings(self.path / "run.json")
        for path in (self.path / "stories").iterdir():
            if _OURS.fullmatch(path.name):
                path.unlink()
        for name in ("results.jsonl", "failures.jsonl", "index.html", "index.md", "run.json"):
            (self.path / name).unlink(missing_ok=True)

    def _write_index(self) -> None:
        """Put the journal in the order of the stories; write the failures and the pages that link reports."""
        order = [*dict.fromkeys(story for story in self._order if story in self._records)]
        records = [self._records[story] for story in dict.fromkeys([*order, *self._records])]
        write_atomically(self.path / "results.jsonl", "".join(map(line, records)))
        write_atomically(self.path / "failures.jsonl", "".join(map(line, self.failures)))
        reports = [suffix for suffix in self.settings["formats"] if suffix != "json"] or ["json"]
        entries = [
            IndexEntry(
                record.title,
                {suffix: f"{record.file}.{suffix}" for suffix in reports},
                record.outlets,
                record.shared,
                record.disputed,
                record.unclear,
                record.unique,
            )
            for record in records
        ]
        write_atomically(self.path / "index.html", index_html(entries, self.failures))
        write_atomically(self.path / "index.md", index_markdown(entries, self.failures))

    def _log(self, message: str) -> None:
        self._log_file.write(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {message}\n")
        self._log_file.flush()


def _settings(about: Path) -> dict[str, object]:
    try:
        document = json.loads(about.read_text(encoding="utf-8"))
        if document["schema"] == SCHEMA:
            return dict(document["settings"])
    except (OSError, ValueError, TypeError, KeyError):
        pass
    raise ConfigError(f'"{about}" is not from a run of this version; use another folder')


def _differences(old: object, new: object, key: str = "") -> Iterator[str]:
    """`length.words was 60, is 80` for every setting that is not the same."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            yield from _differences(old.get(name), new.get(name), f"{key}.{name}".lstrip("."))
    elif old != new:
        yield f"{key} was {json.dumps(old, ensure_ascii=False)}, is {json.dumps(new, ensure_ascii=False)}"


def _locked(path: Path) -> IO[str]:
    """The file, open for appending and locked until it is closed or the process ends, however it ends."""
    file = path.open("a", encoding="utf-8", errors="backslashreplace")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise ConfigError(
            f'another run is writing to "{path.parent}"; wait for it, or use another folder'
        ) from error
    return file


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
