"""The errors users meet. Each message names the thing, what was expected, and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class SummarizerError(Exception):
    """Anything the package reports to its user; the command line prints it without a traceback."""


class InputError(SummarizerError):
    """Something given to be read cannot be: a missing path, a wrong format, a field that is not there."""


class ConfigError(SummarizerError):
    """A configuration or an option is not valid."""


class ModelError(SummarizerError):
    """A model is missing, damaged, of the wrong kind, or not safe to load."""


def nearest(word: str, allowed: Iterable[str]) -> str:
    """`; did you mean "x"?` for the allowed word closest to `word`, or nothing if none is close."""
    matches = difflib.get_close_matches(word, list(allowed), n=1, cutoff=0.5)
    return f'; did you mean "{matches[0]}"?' if matches else ""
