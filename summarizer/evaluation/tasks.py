"""A task: a data set with references, the columns that matter, a length, metrics, and systems; one small YAML file."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from summarizer.config import LARGEST_FILE, SUFFIXES, ComponentConfig, LengthConfig
from summarizer.errors import ConfigError, nearest
from summarizer.evaluation.library import DATA_VARIABLE
from summarizer.readers import ReadOptions
from summarizer.validation import validated
from summarizer.yaml_source import parse

FROM_VARIABLE = f"${DATA_VARIABLE}/"
"""What `data` begins with where it is a file in the folder of data sets."""


class Task(BaseModel):
    """What a task file holds, or the command line says.

    `data` is a file, "hf:owner/name", or a file or saved data set in the folder that $SUMMARIZER_DATA names.
    `document` is the column with the text of an article, `articles` that with the articles of a story, `reference`
    that with reference summaries; columns that are left out are found by their usual names. `separator` parts the
    articles where a story's stand in one text. `note` is what a reader of the numbers must know of the data.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    title: str
    data: str
    document: str = ""
    articles: str = ""
    separator: str = ""
    reference: str = ""
    split: str = ""
    length: LengthConfig
    systems: tuple[str, ...] = ("lead", "lexrank", "extractive")
    metrics: tuple[ComponentConfig, ...] = (ComponentConfig(name="rouge"),)
    limit: int | None = Field(default=None, ge=1)
    note: str = ""

    def source(self) -> str:
        """The file or data set to read; "" if it is in the folder of data sets and not there."""
        if not self.data.startswith(FROM_VARIABLE):
            return self.data
        folder = os.environ.get(DATA_VARIABLE)
        path = Path(folder or "").expanduser() / self.data.removeprefix(FROM_VARIABLE)
        return str(path) if folder and path.exists() else ""

    def reading(self) -> ReadOptions:
        """How the data is read."""
        named = {"text": self.document, "articles": self.articles, "references": self.reference}
        fields = {ours: theirs for ours, theirs in named.items() if theirs}
        return ReadOptions(fields=fields, split=self.split, limit=self.limit)


def load_task(path_or_name: str) -> Task:
    """The task in a file (a path that ends in .yaml), or the one of that name that ships with the package.

    Raises ConfigError with every problem of the file, one a line.
    """
    path = Path(path_or_name)
    if not path_or_name.endswith(SUFFIXES):
        known = tasks()
        if path_or_name not in known:
            raise ConfigError(
                f'no task "{path_or_name}"{nearest(path_or_name, known)} '
                f"(there are: {', '.join(known)}; a file is named by its path, ending in .yaml)"
            )
        path = known[path_or_name]
    try:
        text = path.read_bytes()[:LARGEST_FILE].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path_or_name}: a task must be UTF-8 text ({error.reason})") from error
    except OSError as error:
        raise ConfigError(f"cannot read {path_or_name}: {error.strerror}") from error
    data, lines = parse(text, path_or_name)
    return validated(Task, {} if data is None else data, path_or_name, lines, {})


def tasks() -> dict[str, Path]:
    """The tasks that ship with the package, by name."""
    package = Path(__file__).parent.parent
    folders = (package / "configs" / "eval", package.parent / "configs" / "eval")
    folder = next((one for one in folders if one.is_dir()), None)
    return {} if folder is None else {path.stem: path for path in sorted(folder.glob("*.yaml"))}
