"""A training recipe: a validated YAML file that says which model, which data and how to train.

Every kind of model has a recipe type of its own that adds `options` to the parts all kinds share.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from summarizer.errors import ConfigError
from summarizer.validation import validated
from summarizer.yaml_source import parse

LARGEST_FILE = 1024 * 1024
"""Bytes of a recipe that are read."""

Precision = Literal["auto", "float32", "bfloat16", "float16"]


class Part(BaseModel):
    """A part of a recipe: what it does not know is an error, and it never changes."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class DataPart(Part):
    """What to learn from. Without `validation`, a share of the training rows is held out.

    `train` and `validation` are files (JSONL, CSV, TSV, Parquet; text formats also as .gz), folders of them,
    or "hf:owner/name" for a data set. `columns` maps our names, which the kind lists, to yours.
    `skip_incomplete` leaves out rows in which a required column is empty, where they would stop the run.
    `licence` and `note` go into the model card.
    """

    train: tuple[str, ...] = Field(min_length=1)
    validation: tuple[str, ...] = ()
    validation_share: float = Field(default=0.1, gt=0, lt=1)
    columns: dict[str, str] = {}
    format: str = ""
    encoding: str = "utf-8"
    train_split: str = "train"
    validation_split: str = "validation"
    limit: int = Field(default=0, ge=0)
    skip_incomplete: bool = False
    licence: str = ""
    note: str = ""


class TrainingPart(Part):
    """How to train; the words are those of transformers' `TrainingArguments` or plainer ones.

    Args:
        epochs: how often all examples are seen.
        max_steps: ends the training earlier; 0 does not.
        batch_size: examples a device computes at once.
        accumulation: batches that make one step, so that a step sees batch_size * accumulation examples.
        warmup: share of the steps in which the learning rate rises.
        group_by_length: batches of examples of like length, which wastes less on padding.
        metric: what chooses the best checkpoint: "loss", or one that the kind measures.
        patience: evaluations without improvement after which the training ends; 0 never ends it early.
        every: steps between evaluations, and checkpoints; 0 is once an epoch.
        keep: checkpoints that stay on the disk, at least two, so that one may be damaged.
    """

    epochs: float = Field(default=3.0, gt=0)
    max_steps: int = Field(default=0, ge=0)
    batch_size: int = Field(default=8, ge=1)
    accumulation: int = Field(default=1, ge=1)
    learning_rate: float = Field(default=5e-5, gt=0)
    schedule: Literal["linear", "cosine", "constant", "constant_with_warmup"] = "linear"
    warmup: float = Field(default=0.05, ge=0, lt=1)
    weight_decay: float = Field(default=0.01, ge=0)
    clip: float = Field(default=1.0, gt=0)
    label_smoothing: float = Field(default=0.0, ge=0, lt=1)
    precision: Precision = "auto"
    gradient_checkpointing: bool = False
    group_by_length: bool = False
    metric: str = "loss"
    patience: int = Field(default=0, ge=0)
    every: int = Field(default=0, ge=0)
    keep: int = Field(default=2, ge=2)
    seed: int = Field(default=0, ge=0)


class OutputPart(Part):
    """Where the model goes: `folder` gets it ready to load, with its card, scores and checkpoints."""

    folder: str = ""
    name: str = ""


class Recipe(Part):
    """What every kind of training has in common."""

    kind: str
    model: str = Field(min_length=1)
    revision: str = "main"
    data: DataPart
    training: TrainingPart = TrainingPart()
    output: OutputPart = OutputPart()


def load_recipe(path: Path | str, changes: Mapping[str, Any] | None = None) -> Recipe:
    """The recipe in a YAML file, as the type that its kind defines.

    `changes` replace keys by their path with dots ("training.epochs"). Paths in `data` are taken from the
    folder in which the command runs. Raises ConfigError with every problem of the file, one a line.
    """
    source = str(path)
    data, lines = parse(_text(Path(path)), source)
    if not isinstance(data, dict):
        raise ConfigError(f"{source}: a recipe must have keys: kind, model, data, ...")
    return recipe_from(_changed(data, changes or {}, source), source, lines)


def recipe_from(
    data: Mapping[str, Any], source: str = "recipe", lines: Mapping[tuple[str | int, ...], int] | None = None
) -> Recipe:
    """A recipe from plain data; ConfigError if anything in it is unknown or of another type."""
    from summarizer.training.kinds import kind_class

    name = data.get("kind")
    if not isinstance(name, str):
        raise ConfigError(f'{source}: kind: missing; say what to train, e.g. "kind: seq2seq"')
    recipe_type: type[Recipe] = kind_class(name).recipe_type
    return validated(recipe_type, dict(data), source, lines or {}, {})


def fingerprint(recipe: Recipe) -> str:
    """The SHA-256 of all that decides what a training learns: a run can only be resumed with the same."""
    content = recipe.model_dump_json(exclude={"output"})
    return hashlib.sha256(content.encode()).hexdigest()


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: a recipe must be UTF-8 text ({error.reason})") from error
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from error


def _changed(data: dict[str, Any], changes: Mapping[str, Any], source: str) -> dict[str, Any]:
    for key, value in changes.items():
        *parents, last = key.split(".")
        part = data
        for parent in parents:
            part = part.setdefault(parent, {})
            if not isinstance(part, dict):
                raise ConfigError(f"{source}: {parent} is a single value, it has no keys")
        part[last] = value
    return data
