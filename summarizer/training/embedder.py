"""The kind `embedder`: a sentence encoder whose vectors lie close together for claims that say the same.

Two ways to learn: `cosent` orders pairs by how alike they are (Su 2022); `ranking` pulls the two sentences of
an aligned pair together and pushes away the other sentences of the batch and hard negatives of the same story
(multiple negatives ranking, Henderson et al. 2017).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from summarizer.errors import InputError, ModelError, nearest
from summarizer.models.files import locate
from summarizer.training import checks
from summarizer.training.findings import Finding
from summarizer.training.kinds import Measure
from summarizer.training.negatives import triplets
from summarizer.training.pair_measures import average_precision, best_f1, spearman
from summarizer.training.recipe import Part, Recipe
from summarizer.training.rows import Column, Record
from summarizer.training.trainers import arguments_for, exact, ordered_pairs

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ENOUGH = 500


class EmbedderOptions(Part):
    """What is special to sentence encoders.

    `labels` says how alike a pair is, 0 to 1, for each word in the label column; without it labels are numbers,
    of which `highest` means the same. Pairs from `aligned_from` on count as aligned. `hard_negatives` are
    taken for each aligned pair from its story, for the loss `ranking`. Sentences are read up to `max_tokens`.
    """

    loss: Literal["cosent", "ranking"] = "cosent"
    labels: dict[str, float] = Field(default={})
    highest: float = Field(default=1.0, gt=0)
    aligned_from: float = Field(default=0.5, gt=0, le=1)
    hard_negatives: int = Field(default=1, ge=0)
    scale: float = Field(default=20.0, gt=0)
    max_tokens: int = Field(default=128, ge=8)


class EmbedderRecipe(Recipe):
    """A recipe for a sentence encoder."""

    kind: Literal["embedder"] = "embedder"
    model: str = "bundled"
    options: EmbedderOptions = EmbedderOptions()


@dataclass(frozen=True, slots=True)
class PairExample:
    """Two sentences and how alike they are, 0 to 1. `story` is what they are about, where the data tells."""

    place: str
    a: str
    b: str
    alike: float
    label: str
    story: str


class EmbedderKind:
    """Trains a sentence encoder on labelled pairs of sentences."""

    recipe_type: ClassVar[type[Recipe]] = EmbedderRecipe
    columns: ClassVar[Mapping[str, Column]] = {
        "a": Column(("sentence1", "text_a", "premise", "claim")),
        "b": Column(("sentence2", "text_b", "hypothesis", "evidence")),
        "label": Column(("score", "similarity", "relation")),
        "story": Column(("story_id", "cluster", "event"), required=False),
    }
    measures: ClassVar[Sequence[str]] = ("average_precision", "best_f1", "spearman")

    def __init__(self, recipe: EmbedderRecipe) -> None:
        self.recipe = recipe
        self.options = recipe.options

    def examples(self, records: Sequence[Record]) -> list[PairExample]:
        """An example a record; InputError for a label that the recipe does not explain."""
        return [
            PairExample(
                record.place,
                record.text("a"),
                record.text("b"),
                self._alike(record),
                record.text("label"),
                record.text("story"),
            )
            for record in records
        ]

    def check(self, train: Sequence[PairExample], validation: Sequence[PairExample]) -> list[Finding]:
        """Lengths, balance, repeated and leaked pairs, and whether the story column can give hard negatives."""
        findings: list[Finding] = [*checks.too_few(len(train), ENOUGH)]
        sentences = [text for example in train for text in (example.a, example.b)]
        counts = [len(ids) for ids in self._model.tokenizer(sentences, verbose=False)["input_ids"]]
        findings += checks.lengths("sentences", counts, self.options.max_tokens)
        if self.options.labels:
            findings += checks.balance([example.label for example in train])
        findings += checks.balance([self._side(example) for example in train])
        pairs = [f"{example.a}\n{example.b}" for example in train]
        places = [example.place for example in train]
        findings += checks.duplicates(pairs, [example.label for example in train], places)
        held = [f"{example.a}\n{example.b}" for example in validation]
        findings += checks.leakage(pairs, held, [example.place for example in validation], what="pairs")
        if self.options.loss == "ranking" and self.options.hard_negatives and not any(e.story for e in train):
            what = "no column for story: hard negatives can only come from the pairs of the same sentence"
            findings.append(
                Finding("warning", what, "name it with data.columns, or set options.hard_negatives: 0")
            )
        return findings

    def trainer(self, train: Sequence[PairExample], validation: Sequence[PairExample], folder: Path) -> Any:
        """A SentenceTransformerTrainer with the loss that the recipe names."""
        from sentence_transformers import SentenceTransformerTrainer, SentenceTransformerTrainingArguments
        from sentence_transformers.sentence_transformer.losses import CoSENTLoss, MultipleNegativesRankingLoss

        model, options = self._model, self.options
        loss = CoSENTLoss if options.loss == "cosent" else MultipleNegativesRankingLoss
        data = self._dataset(train)
        return exact(ordered_pairs(SentenceTransformerTrainer))(
            model=model,
            args=SentenceTransformerTrainingArguments(
                **arguments_for(self.recipe.training, folder, len(data)),
                batch_sampler="no_duplicates" if options.loss == "ranking" else "batch_sampler",
            ),
            train_dataset=data,
            eval_dataset=self._dataset(validation),
            loss=loss(model, scale=options.scale),
        )

    def measure(self, model: Any, examples: Sequence[PairExample]) -> dict[str, Measure]:
        """How well the cosine of their vectors tells aligned pairs from others, and orders them."""
        import numpy as np

        texts = [text for example in examples for text in (example.a, example.b)]
        vectors = model.encode(
            texts,
            batch_size=self.recipe.training.batch_size,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        cosines = (vectors[0::2] * vectors[1::2]).sum(axis=1)
        alike = np.array([example.alike for example in examples])
        aligned = np.column_stack([cosines, alike >= self.options.aligned_from]).astype(float)
        return {
            "average_precision": Measure(aligned, average_precision),
            "best_f1": Measure(aligned, best_f1),
            "spearman": Measure(np.column_stack([cosines, alike]).astype(float), spearman),
        }

    def save(self, model: Any, folder: Path) -> None:
        """Write the encoder as a sentence-transformers folder."""
        model.save_pretrained(str(folder), create_model_card=False)

    def use(self, folder: Path) -> str:
        """The command that compares articles with the encoder in the folder."""
        return f"summarizer compare articles/ --aligner embedding --set aligner.options.model={folder}"

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        files = locate(self.recipe.model, revision=self.recipe.revision)
        try:
            model = SentenceTransformer(
                str(files.path),
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ModelError(
                f'model "{files.name}" cannot be loaded as a sentence encoder: {error}'
            ) from error
        model.max_seq_length = min(self.options.max_tokens, model.max_seq_length or self.options.max_tokens)
        return model

    def _alike(self, record: Record) -> float:
        label = record.text("label").strip()
        known = self.options.labels
        if known:
            if label not in known:
                raise InputError(
                    f'{record.place}: the label "{label}" is not in options.labels{nearest(label, known)} '
                    f"(there are: {', '.join(known)})"
                )
            return known[label]
        try:
            value = float(label) / self.options.highest
        except ValueError as error:
            raise InputError(
                f'{record.place}: the label "{label}" is no number; say in options.labels how alike it means, 0 to 1'
            ) from error
        if not 0 <= value <= 1:
            raise InputError(
                f"{record.place}: the label {label} lies outside 0 to {self.options.highest:g}; set options.highest"
            )
        return value

    def _side(self, example: PairExample) -> str:
        return "aligned" if example.alike >= self.options.aligned_from else "not aligned"

    def _dataset(self, examples: Sequence[PairExample]) -> Any:
        from datasets import Dataset

        if self.options.loss == "ranking":
            found = triplets(
                [(e.a, e.b, e.alike >= self.options.aligned_from, e.story) for e in examples],
                self.options.hard_negatives,
            )
            if not found:
                raise InputError(
                    "no aligned pair among the examples: the loss ranking has nothing to learn from"
                )
            names = ("anchor", "positive", *(f"negative_{i}" for i in range(len(found[0]) - 2)))
            return Dataset.from_list([dict(zip(names, row, strict=True)) for row in found])
        return Dataset.from_list([{"a": e.a, "b": e.b, "score": e.alike} for e in examples])
