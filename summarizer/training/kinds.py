"""The kinds of models that can be trained, and what a kind must do.

A new kind is one module with one class and one line in KINDS; "package.module:Class" needs not even that.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from summarizer.errors import ConfigError, nearest
from summarizer.training.findings import Finding
from summarizer.training.recipe import Recipe
from summarizer.training.rows import Column, Record

if TYPE_CHECKING:
    import numpy as np

KINDS: Mapping[str, str] = {
    "seq2seq": "summarizer.training.seq2seq:Seq2SeqKind",
    "causal": "summarizer.training.causal:CausalKind",
    "embedder": "summarizer.training.embedder:EmbedderKind",
    "extractive": "summarizer.training.extractive:ExtractiveKind",
    "relation": "summarizer.training.relation:RelationKind",
}


@dataclass(frozen=True)
class Measure:
    """One measure of a model on n examples.

    `items` has shape (n,) or (n, k): what was found for each example. `statistic` makes the number of them
    (their mean, an F1); it is computed again on resampled rows for intervals and significance. NaN stands for an
    example that has no value. `higher_is_better` is None for what merely describes, such as length.
    """

    items: np.ndarray
    statistic: Callable[[np.ndarray], float]
    higher_is_better: bool | None = True

    @property
    def value(self) -> float:
        """The statistic of all items."""
        return float(self.statistic(self.items))


def mean(items: np.ndarray) -> float:
    """The mean of the items that have a value; NaN if none has."""
    import numpy as np

    known = items[~np.isnan(items)]
    return float(known.mean()) if known.size else float("nan")


class Kind(Protocol):
    """How one kind of model is trained. It is made from its recipe, and holds nothing that is not in it.

    `Example` below is the kind's own frozen dataclass; the frame only passes it on.
    """

    recipe_type: ClassVar[type[Recipe]]
    """The recipe with this kind's `options`."""
    columns: ClassVar[Mapping[str, Column]]
    """Our names of the columns that it reads."""
    measures: ClassVar[Sequence[str]]
    """The measures, higher being better, that may choose the best checkpoint (training.metric), beside the loss."""

    def __init__(self, recipe: Any) -> None: ...

    def examples(self, records: Sequence[Record]) -> list[Any]:
        """The examples in the records, in order."""

    def check(self, train: Sequence[Any], validation: Sequence[Any]) -> list[Finding]:
        """What is to be known of the examples before a run; see `findings.py` and `checks.py`."""

    def trainer(self, train: Sequence[Any], validation: Sequence[Any], folder: Path) -> Any:
        """A transformers Trainer over the base model, the data and a collator, its checkpoints going to `folder`.

        Its class is made by `trainers.exact` and its arguments by `trainers.arguments_for`, so that it resumes
        exactly; the frame adds early stopping, measures and length grouping.
        """

    def measure(self, model: Any, examples: Sequence[Any]) -> dict[str, Measure]:
        """How well the model (`trainer.model`) does on the examples, by name of the measure."""

    def save(self, model: Any, folder: Path) -> None:
        """Write the model to the folder as safetensors and JSON, as the engine loads it by path."""

    def use(self, folder: Path) -> str:
        """The command with which a reader tries the model in the folder."""


def kind_class(name: str) -> type[Kind]:
    """The class of the kind of that name, or at the path "package.module:Class"; ConfigError without one."""
    path = name if ":" in name else KINDS.get(name)
    if path is None:
        raise ConfigError(f'no kind "{name}"{nearest(name, KINDS)} (there are: {", ".join(KINDS)})')
    module, _, attribute = path.partition(":")
    try:
        found: type[Kind] = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f'kind "{name}": cannot import {path}: {error}') from error
    return found
