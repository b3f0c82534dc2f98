"""The kind `relation`: the model that says how two sentences relate, on top of a frozen sentence encoder.

The encoder's lower layers stay as they are and read every sentence once, before the training; copies of its
upper layers learn to read two sentences together. So an epoch costs half of what training the whole would.
Of a larger encoder, small changes of all its layers can be learned instead.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from summarizer.errors import ConfigError
from summarizer.models.bundled import SETTINGS, WEIGHTS
from summarizer.models.device import pick_device, pick_dtype
from summarizer.models.files import BUNDLED, locate, sha256
from summarizer.models.pair_model import (
    KIND,
    PairModel,
    fresh_network,
    joined,
    load_base,
    open_pair_model,
    turned,
)
from summarizer.models.pair_network import RELATIONS
from summarizer.training import checks
from summarizer.training.findings import Finding
from summarizer.training.kinds import Measure
from summarizer.training.low_rank import adapt, changes
from summarizer.training.pair_measures import average_precision, best_f1
from summarizer.training.recipe import Part, Recipe
from summarizer.training.relation_targets import Target, pair_loss, target_of
from summarizer.training.rows import Column, Record
from summarizer.training.trainers import arguments_for, exact

if TYPE_CHECKING:
    import torch

ENOUGH = 500
READ_AT_ONCE = 1_000
"""Pairs whose sentences are read by the base encoder at once, which bounds the memory."""


class RelationOptions(Part):
    """What is special to the relation model.

    `fresh` begins with the encoder's own upper layers, from layer `split` on, and `model` names that encoder;
    otherwise `model` is a relation model to go on from. `layer_decay` multiplies the learning rate once for
    each layer further down, `head_rate` is that of the new parts. With a `rank`, the encoder's layers stay as they
    are and small changes of that rank are learned (see `low_rank.py`), which only a `fresh` model can begin with.
    """

    fresh: bool = False
    split: int = Field(default=3, ge=0)
    layer_decay: float = Field(default=0.9, gt=0, le=1)
    head_rate: float = Field(default=5e-4, gt=0)
    rank: int = Field(default=0, ge=0)


class RelationRecipe(Recipe):
    """A recipe for the relation model."""

    kind: Literal["relation"] = "relation"
    model: str = BUNDLED
    options: RelationOptions = RelationOptions()


@dataclass(frozen=True, slots=True)
class PairExample:
    """Two sentences and what their label teaches."""

    place: str
    a: str
    b: str
    label: str
    target: Target


class RelationKind:
    """Trains the upper layers of an encoder, and heads, on labelled pairs of sentences."""

    recipe_type: ClassVar[type[Recipe]] = RelationRecipe
    columns: ClassVar[Mapping[str, Column]] = {
        "a": Column(("sentence1", "text_a", "premise", "claim")),
        "b": Column(("sentence2", "text_b", "hypothesis", "evidence")),
        "label": Column(("relation", "score")),
    }
    measures: ClassVar[Sequence[str]] = ("aligned_f1", "aligned_precision", "same_f1")

    def __init__(self, recipe: RelationRecipe) -> None:
        if recipe.options.rank and not recipe.options.fresh:
            raise ConfigError(
                "options.rank: small changes are those of an encoder, not of a relation model: set options.fresh "
                "and name the encoder as model, or train all weights with options.rank: 0"
            )
        self.recipe = recipe
        self.options = recipe.options
        self._middles: dict[str, torch.Tensor] = {}
        self._numbers: dict[tuple[str, str], list[float]] = {}

    def examples(self, records: Sequence[Record]) -> list[PairExample]:
        """An example a record; InputError for a label that teaches nothing."""
        return [
            PairExample(
                record.place,
                record.text("a"),
                record.text("b"),
                record.text("label"),
                target_of(record.text("label"), record.place),
            )
            for record in records
        ]

    def check(self, train: Sequence[PairExample], validation: Sequence[PairExample]) -> list[Finding]:
        """Balance, repeated and leaked pairs."""
        pairs = [f"{example.a}\n{example.b}" for example in train]
        labels = [example.label for example in train]
        held = [f"{example.a}\n{example.b}" for example in validation]
        return [
            *checks.too_few(len(train), ENOUGH),
            *checks.balance(
                [
                    label if example.target.alike < 0 and not example.target.likely else "a share"
                    for label, example in zip(labels, train, strict=True)
                ]
            ),
            *checks.duplicates(pairs, labels, [example.place for example in train]),
            *checks.leakage(pairs, held, [example.place for example in validation], what="pairs"),
        ]

    def trainer(self, train: Sequence[PairExample], validation: Sequence[PairExample], folder: Path) -> Any:
        """A Trainer over the upper layers; what lies below is computed here, once a sentence."""
        import torch
        from transformers import Trainer, TrainingArguments

        part, options = self.recipe.training, self.options
        if options.fresh:
            self._weigh_tokens(train)
        self._read([*train, *validation])
        if options.fresh:
            self._center(train)
        network = self._model.network
        groups = partial(_groups, network, rate=part.learning_rate, options=options, decay=part.weight_decay)

        class Layered(Trainer):
            def create_optimizer(self, model: Any = None) -> Any:
                if self.optimizer is None:
                    self.optimizer = torch.optim.AdamW(groups())
                return self.optimizer

        return exact(Layered)(
            model=learner(network, part.label_smoothing),
            args=TrainingArguments(
                **arguments_for(part, folder, len(train))
                | {
                    "remove_unused_columns": False,
                    "label_smoothing_factor": 0.0,  # `pair_loss` does it
                    "label_names": ["targets"],
                    "use_cpu": self._model.device.type == "cpu",
                }
            ),
            train_dataset=self._dataset(train),
            eval_dataset=self._dataset(validation),
            data_collator=collate,
        )

    def measure(self, model: Any, examples: Sequence[PairExample]) -> dict[str, Measure]:
        """How well aligned pairs, and those that say the same, are told from the others, with the best threshold."""
        import numpy as np
        import torch

        known = [example for example in examples if example.target.relation >= 0]
        size = self.recipe.training.batch_size
        device = next(model.parameters()).device
        data, found = self._dataset(known), []
        with torch.inference_mode():
            model.eval()
            for start in range(0, len(data), size):
                batch = {
                    name: value.to(device) for name, value in collate(data[start : start + size]).items()
                }
                found += model(**batch)["logits"].softmax(-1).tolist()
        likely = np.array(found).reshape(-1, len(RELATIONS))
        gold = np.array([example.target.relation for example in known])
        aligned = np.column_stack([1 - likely[:, 0], gold > 0]).astype(float)
        same = np.column_stack([likely[:, 2], gold == RELATIONS.index("same")]).astype(float)
        return {
            "aligned_f1": Measure(aligned, best_f1),
            "aligned_precision": Measure(aligned, average_precision),
            "same_f1": Measure(same, best_f1),
        }

    def save(self, model: Any, folder: Path) -> None:
        """Write the upper layers, or their changes, and heads in half precision, and whose layers they are."""
        import torch
        from safetensors.torch import save_file

        folder.mkdir(parents=True, exist_ok=True)
        learned = changes(model.network) if self.options.rank else model.network.state_dict()
        weights = {name: value.detach().half().cpu().contiguous() for name, value in learned.items()}
        weights["rarity"] = self._model.rarity.to(torch.float16)
        save_file(weights, folder / WEIGHTS)
        (folder / SETTINGS).write_text(
            json.dumps({"kind": KIND, **self._model.settings}, indent=1) + "\n", "utf-8"
        )

    def use(self, folder: Path) -> str:
        """The command that compares articles with the model in the folder."""
        return f"summarizer compare articles/ --aligner relation --set aligner.options.model={folder}"

    @cached_property
    def _model(self) -> PairModel:
        import torch

        if not self.options.fresh:
            return open_pair_model(self.recipe.model)
        device = pick_device()
        base, tokenizer = load_base(self.recipe.model)
        torch.manual_seed(self.recipe.training.seed)
        split = self.options.split
        settings = {
            "base": self.recipe.model,
            "base_sha256": sha256(locate(self.recipe.model).path / WEIGHTS),
            "split": split,
        }
        network = fresh_network(base, split)
        if self.options.rank:
            adapt(network, self.options.rank)
        rarity = torch.ones(base.config.vocab_size)
        base = base.to(device, pick_dtype("auto", device)).eval()
        return PairModel("fresh", base, tokenizer, network.to(device), rarity, device, settings)

    def _weigh_tokens(self, examples: Sequence[PairExample]) -> None:
        """Tokens weigh by how rare they are among the sentences of the examples."""
        import torch

        texts = sorted({text for example in examples for text in (example.a, example.b)})
        counts = Counter(i for ids in self._model.tokenizer(texts)["input_ids"] for i in set(ids))
        seen = torch.tensor([counts.get(i, 0) for i in range(len(self._model.rarity))]).clamp(min=1)
        self._model.rarity.copy_(torch.log(len(texts) / seen.float()).half().float())

    def _center(self, examples: Sequence[PairExample]) -> None:
        import torch

        rows = torch.tensor([self._numbers[_ordered(example)] for example in examples])
        self._model.network.mean.copy_(rows.mean(0))
        self._model.network.deviation.copy_(rows.std(0) + 1e-3)

    def _read(self, examples: Sequence[PairExample]) -> None:
        for start in range(0, len(examples), READ_AT_ONCE):
            pairs = [_ordered(example) for example in examples[start : start + READ_AT_ONCE]]
            readings = self._model.read([text for pair in pairs for text in pair])
            for pair in pairs:
                self._numbers[pair] = self._model.numbers(*pair, readings)
            self._middles |= {text: reading.middle.cpu().bfloat16() for text, reading in readings.items()}

    def _dataset(self, examples: Sequence[PairExample]) -> list[dict[str, Any]]:
        items = []
        for example in examples:
            a, b = _ordered(example)
            middles = self._middles[a], self._middles[b]
            items.append(
                {
                    "input_ids": range(
                        sum(len(middle) for middle in middles)
                    ),  # its length orders the batches
                    "middles": middles,
                    "numbers": self._numbers[a, b],
                    "targets": example.target.row(turned(example.a, example.b)),
                }
            )
        return items


def collate(items: Sequence[Mapping[str, Any]]) -> dict[str, torch.Tensor]:
    """Items of the data set as one batch for the learner."""
    import torch

    states, mask, second = joined([(a.float(), b.float()) for a, b in (item["middles"] for item in items)])
    return {
        "states": states,
        "mask": mask,
        "second": second,
        "numbers": torch.tensor([item["numbers"] for item in items]),
        "targets": torch.tensor([item["targets"] for item in items]),
    }


def learner(network: Any, smoothing: float) -> torch.nn.Module:
    """The network with its loss, as a Trainer wants it."""
    import torch

    class Learner(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(
            self,
            states: torch.Tensor,
            mask: torch.Tensor,
            second: torch.Tensor,
            numbers: torch.Tensor,
            targets: torch.Tensor,
        ) -> dict[str, torch.Tensor]:
            outputs = [output.float() for output in self.network(states, mask, second, numbers)]
            loss = pair_loss(outputs[0], outputs[1], outputs[2], targets, smoothing if self.training else 0.0)
            return {"loss": loss, "logits": outputs[0]}

    return Learner()


def _ordered(example: PairExample) -> tuple[str, str]:
    return (example.b, example.a) if turned(example.a, example.b) else (example.a, example.b)


def _groups(network: Any, *, rate: float, options: RelationOptions, decay: float) -> list[dict[str, Any]]:
    """Each weight with its learning rate: less further down, more in the heads; no decay of biases and norms."""
    top = len(network.layers) - 1
    groups = []
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        own = (
            rate * options.layer_decay ** (top - int(name.split(".")[1]))
            if name.startswith("layers.")
            else options.head_rate
        )
        groups.append({"params": [weight], "lr": own, "weight_decay": decay if weight.ndim > 1 else 0.0})
    return groups
