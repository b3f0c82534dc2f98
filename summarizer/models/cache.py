"""The folder where fetched and converted models are kept, and how a folder gets into it in one step."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def cache_folder() -> Path:
    """Where models are kept: $SUMMARIZER_CACHE, else "summarizer" in $XDG_CACHE_HOME or ~/.cache."""
    if own := os.environ.get("SUMMARIZER_CACHE"):
        return Path(own).expanduser()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "summarizer"


@contextmanager
def arriving(target: Path) -> Iterator[Path]:
    """A new folder beside `target` to fill; it becomes `target` when the block ends well, else it is removed.

    Readers see all of it or nothing. If another process was first, its result stays and this one is dropped.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".arriving-", dir=target.parent))
    try:
        yield scratch
        try:
            scratch.replace(target)
        except OSError:
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
