"""The kind `extractive`: the scorer that chooses sentences for a summary. Trained in minutes on a CPU."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from summarizer.metrics.rouge_score import Rouge
from summarizer.metrics.score import Example as Scored
from summarizer.models.bundled import SETTINGS, WEIGHTS
from summarizer.models.files import BUNDLED
from summarizer.models.sentence_scorer import KIND, SentenceScorer, load_scorer
from summarizer.summarizers.extractive import covering, lines_of
from summarizer.summarizers.lead import Lead
from summarizer.summarizers.selection import Candidate, candidates
from summarizer.training import checks
from summarizer.training.extractive_network import (
    Lesson,
    collate,
    lesson,
    scoring_network,
    standardize,
    weights_of,
)
from summarizer.training.findings import Finding
from summarizer.training.kinds import Measure, mean
from summarizer.training.recipe import Part, Recipe
from summarizer.training.rows import Column, Record
from summarizer.training.summaries import COLUMNS, SummaryExample, examples_from
from summarizer.training.trainers import arguments_for, exact
from summarizer.types import Length

if TYPE_CHECKING:
    import numpy as np

RAREST = -9.0
"""Logarithm of the share of articles that is taken for a word outside the vocabulary."""
ENOUGH = 200


class ExtractiveOptions(Part):
    """What is special to the sentence scorer.

    `fresh` begins from nothing, with the words of the training data that at least `seldom` articles have;
    otherwise `model` is the scorer to go on from. `meaning` and `hidden` are the sizes of a fresh one. Of each
    article the first `sentences` are learned from. `words` is the length of the summaries that are measured.
    """

    fresh: bool = False
    seldom: int = Field(default=15, ge=1)
    meaning: int = Field(default=8, ge=1)
    hidden: int = Field(default=48, ge=2)
    dropout: float = Field(default=0.1, ge=0, lt=1)
    sentences: int = Field(default=40, ge=1)
    words: int = Field(default=65, ge=1)


class ExtractiveRecipe(Recipe):
    """A recipe for the sentence scorer."""

    kind: Literal["extractive"] = "extractive"
    model: str = BUNDLED
    options: ExtractiveOptions = ExtractiveOptions()


class ExtractiveKind:
    """Trains the scorer on articles, or stories of several, with their summaries."""

    recipe_type: ClassVar[type[Recipe]] = ExtractiveRecipe
    columns: ClassVar[Mapping[str, Column]] = COLUMNS
    measures: ClassVar[Sequence[str]] = ("rouge1", "rouge2", "over_lead")

    def __init__(self, recipe: ExtractiveRecipe) -> None:
        self.recipe = recipe
        self.options = recipe.options
        self._fresh: SentenceScorer | None = None

    def examples(self, records: Sequence[Record]) -> list[SummaryExample]:
        """The stories and summaries in the records, in order."""
        return examples_from(records)

    def check(self, train: Sequence[SummaryExample], validation: Sequence[SummaryExample]) -> list[Finding]:
        """Repeated and leaked articles, and texts without a sentence to choose."""
        places = [example.place for example in train]
        texts = [example.text for example in train]
        empty = [example.place for example in train if not candidates(example.story)]
        found = [*checks.too_few(len(train), ENOUGH)]
        if empty:
            what = f"{len(empty):,} texts have no sentence to choose ({', '.join(empty[:3])})"
            found.append(Finding("warning", what, "they teach nothing; take them out"))
        held = [example.text for example in validation]
        return [
            *found,
            *checks.duplicates(texts, [example.summary for example in train], places),
            *checks.leakage(texts, held, [example.place for example in validation], what="articles"),
        ]

    def trainer(
        self, train: Sequence[SummaryExample], validation: Sequence[SummaryExample], folder: Path
    ) -> Any:
        """A Trainer over the scorer's networks."""
        import torch
        from transformers import Trainer, TrainingArguments

        part, options = self.recipe.training, self.options
        if options.fresh:
            self._fresh = _vocabulary(train, options)
        scorer = self._scorer
        width, hidden = options.meaning, options.hidden
        if not options.fresh:
            width, hidden = scorer.weights["meaning.weight"].shape[1], len(scorer.weights["words.0.bias"])
        torch.manual_seed(part.seed)
        model = scoring_network(scorer.weights["rarity"], width, hidden, options.dropout)
        lessons = self._lessons(train)
        if options.fresh:
            standardize(model, lessons)
        else:
            model.load_state_dict({name: torch.from_numpy(value) for name, value in scorer.weights.items()})
        return exact(Trainer)(
            model=model,
            args=TrainingArguments(
                **arguments_for(part, folder, len(lessons))
                | {"remove_unused_columns": False, "use_cpu": True, "label_names": ["worth"]}
            ),
            train_dataset=lessons,
            eval_dataset=self._lessons(validation),
            data_collator=collate,
        )

    def measure(self, model: Any, examples: Sequence[SummaryExample]) -> dict[str, Measure]:
        """ROUGE of the summaries it would choose, and how much more of ROUGE-1 that is than the lead's."""
        import numpy as np

        length = Length(words=self.options.words)
        scorer = SentenceScorer("trained", self._scorer.vocabulary, weights_of(model))
        own = [_summary(example, scorer, length) for example in examples]
        lead = [summary.text for summary in Lead().summarize([example.story for example in examples], length)]
        found, base = _rouge(own, examples), _rouge(lead, examples)
        return {
            "rouge1": Measure(found["rouge1"], mean),
            "rouge2": Measure(found["rouge2"], mean),
            "over_lead": Measure(found["rouge1"] - base["rouge1"], mean),
            "words": Measure(np.array([float(len(text.split())) for text in own]), mean, None),
        }

    def save(self, model: Any, folder: Path) -> None:
        """Write the weights in half precision, and the vocabulary."""
        import numpy as np
        from safetensors.numpy import save_file

        folder.mkdir(parents=True, exist_ok=True)
        half = {name: value.astype(np.float16) for name, value in weights_of(model).items()}
        save_file(half, folder / WEIGHTS)
        told = {"kind": KIND, "vocabulary": list(self._scorer.vocabulary)}
        (folder / SETTINGS).write_text(json.dumps(told, ensure_ascii=False) + "\n", "utf-8")

    def use(self, folder: Path) -> str:
        """The command that summarizes articles with the scorer in the folder."""
        return (
            f"summarizer summarize articles/ --summarizer extractive --set summarizer.options.head={folder}"
        )

    @cached_property
    def _scorer(self) -> SentenceScorer:
        """What the training begins from; a fresh one has only a vocabulary."""
        return self._fresh or load_scorer(self.recipe.model)

    def _lessons(self, examples: Sequence[SummaryExample]) -> list[Lesson]:
        lessons = []
        for example in examples:
            pool = _first(candidates(example.story), self.options.sentences)
            if pool:
                titles = [article.title for article in example.story.articles]
                concepts = self._scorer.concepts(lines_of(example.story, pool), titles)
                lessons.append(lesson(concepts, [candidate.text for candidate in pool], example.summary))
        return lessons


def _vocabulary(examples: Sequence[SummaryExample], options: ExtractiveOptions) -> SentenceScorer:
    """A scorer that knows the words of the examples and how rare they are, and nothing else."""
    import numpy as np

    from summarizer.models.concepts import stems_in_order

    counts: Counter[str] = Counter()
    for example in examples:
        pool = _first(candidates(example.story), options.sentences)
        counts.update({word for candidate in pool for word in stems_in_order(candidate.text)})
    known = sorted((word for word, n in counts.items() if n >= options.seldom), key=lambda w: (-counts[w], w))
    rarity = [RAREST, *(log(counts[word] / len(examples)) for word in known)]
    return SentenceScorer(
        "fresh",
        {word: i for i, word in enumerate(known, start=1)},
        {"rarity": np.array(rarity, dtype=np.float16).astype(np.float32)},
    )


def _first(pool: Sequence[Candidate], count: int) -> list[Candidate]:
    return [candidate for candidate in pool if candidate.position < count]


def _summary(example: SummaryExample, scorer: SentenceScorer, length: Length) -> str:
    pool = candidates(example.story)
    chosen, _ = covering(example.story, pool, length, scorer)
    return " ".join(pool[row].text for row in chosen)


def _rouge(written: Sequence[str], examples: Sequence[SummaryExample]) -> dict[str, np.ndarray]:
    import numpy as np

    scored = [
        Scored(str(i), text, (example.summary,))
        for i, (text, example) in enumerate(zip(written, examples, strict=True))
    ]
    rouge = Rouge(types=("rouge1", "rouge2"), stemmer=True, f1_only=True)
    return {score.name: np.array([item or 0.0 for item in score.items]) for score in rouge.score(scored)}
