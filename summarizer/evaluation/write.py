"""Write an evaluation to a file; its suffix picks the format."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path

from summarizer.errors import ConfigError
from summarizer.evaluation.results import Evaluation
from summarizer.report.files import write_atomically

FORMATS: Mapping[str, str] = {
    ".md": "summarizer.evaluation.tables:markdown",
    ".csv": "summarizer.evaluation.tables:comma_separated",
    ".tex": "summarizer.evaluation.tables:latex",
    ".html": "summarizer.evaluation.page:render",
    ".json": "summarizer.evaluation.record:dumps",
}
"""How an evaluation is written, by suffix: `render(evaluation) -> str`."""


def write_evaluation(evaluation: Evaluation, path: Path, suffix: str = "") -> None:
    """Write the evaluation as the suffix of `path` says, or as `suffix`; the file is whole or not there at all.

    Raises ConfigError for a path that cannot be written. Ask `summarizer.report.check_format(path, FORMATS)`
    before the work whether the suffix is known.
    """
    module, _, function = FORMATS[suffix or path.suffix.lower()].partition(":")
    text = getattr(importlib.import_module(module), function)(evaluation)
    try:
        write_atomically(path, text)
    except OSError as error:
        raise ConfigError(f'cannot write "{path}": {error.strerror or error}') from error
