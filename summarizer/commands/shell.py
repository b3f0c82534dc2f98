"""How a command talks to the shell that called it: errors in one line, warnings at the end, exit codes.

0: all went well. 1: some articles or stories failed; the results of the others are there. 2: nothing was
done, because of a wrong option, configuration, input or model. 130: interrupted.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer

from summarizer.errors import SummarizerError
from summarizer.models.device import SlowPrecision
from summarizer.types import Failure

SOME_FAILED = 1
NOTHING_DONE = 2
INTERRUPTED = 130


@contextmanager
def errors_for_people() -> Iterator[None]:
    """Turn the package's errors into `error: ...` and exit code 2; SUMMARIZER_DEBUG=1 shows the traceback."""
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    if not is_terminal():
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    shown = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
        if issubclass(category, SlowPrecision):
            say(f"warning: {message}")
        else:
            shown(message, category, *where, **more)

    warnings.showwarning = show
    try:
        yield
    except SummarizerError as error:
        if os.environ.get("SUMMARIZER_DEBUG") == "1":
            raise
        for line in str(error).splitlines():
            say(f"error: {line}")
        raise typer.Exit(NOTHING_DONE) from error
    except KeyboardInterrupt:
        say("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        warnings.showwarning = shown


def say(message: str) -> None:
    """A line on standard error."""
    typer.echo(printable(message), err=True)


def printable(text: str) -> str:
    """The text on one line, with whatever could steer a terminal made visible."""
    return "".join(ch if ch.isprintable() else repr(ch)[1:-1] for ch in text)


def warn_of(failures: Sequence[Failure]) -> None:
    """List what failed; if anything did, exit with 1."""
    for failure in failures:
        say(f"warning: {failure.item} ({failure.stage}): {failure.message}")
    if failures:
        raise typer.Exit(SOME_FAILED)


def is_terminal() -> bool:
    """True if a person watches standard error, so that a progress bar makes sense."""
    return sys.stderr.isatty()
