"""What a check found in training data: facts, warnings, and what must be mended before a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarizer.errors import InputError

Level = Literal["fact", "warning", "stop"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: what it is, in words, and for a warning or a stop how to mend it."""

    level: Level
    what: str
    mend: str = ""

    def __str__(self) -> str:
        """One line for a reader."""
        sign = {"fact": "  ", "warning": "! ", "stop": "x "}[self.level]
        return f"{sign}{self.what}{f': {self.mend}' if self.mend else ''}"


def stop_on(findings: Sequence[Finding]) -> None:
    """InputError with all findings that would waste a run, if there are any."""
    stops = [finding for finding in findings if finding.level == "stop"]
    if stops:
        raise InputError("\n".join(f"{stop.what}: {stop.mend}" for stop in stops))
