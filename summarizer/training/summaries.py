"""What the kinds that write summaries share: their examples, checks, batches and measures."""

from __future__ import annotations

import contextlib
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.errors import InputError
from summarizer.metrics.rouge_score import Rouge
from summarizer.metrics.score import Example as Scored
from summarizer.models.generation import Generator
from summarizer.summarizers.generated import Frame, pieces
from summarizer.summarizers.windows import units_of
from summarizer.training import checks
from summarizer.training.findings import Finding
from summarizer.training.kinds import Measure, mean
from summarizer.training.rows import Column, Record
from summarizer.training.support import doubt, unsupported
from summarizer.types import Article, Length, Story

if TYPE_CHECKING:
    import torch

COLUMNS: Mapping[str, Column] = {
    "document": Column(("text", "body", "content", "article", "full_text", "articles")),
    "summary": Column(("highlights", "abstract", "reference", "reference_summary")),
    "title": Column(("headline",), required=False),
    "outlet": Column(("source", "publisher"), required=False),
}
MEASURES = ("rouge1", "rouge2", "rougeLsum", "supported")
ENOUGH = 200
"""Examples from which a fine-tuned writer usually improves."""
IGNORED = -100
"""The label that losses pass over."""
WHOLE = 10**9
"""Room for any document."""
STEP = 10
"""Words to which the length that is asked for is rounded up."""


@dataclass(frozen=True, slots=True)
class SummaryExample:
    """A story of one or several articles and the summary that a model shall write of it."""

    place: str
    story: Story
    summary: str

    @property
    def text(self) -> str:
        """All text of the story."""
        return "\n\n".join(article.text for article in self.story.articles)

    @property
    def length(self) -> Length:
        """The length to ask for: that of the summary, rounded up, so that a model learns to keep to it."""
        return Length(words=max(STEP, math.ceil(len(self.summary.split()) / STEP) * STEP))


@dataclass(frozen=True, slots=True)
class Encoded:
    """What a model reads and what it shall write, as ids."""

    ids: list[int]
    labels: list[int]


def examples_from(records: Sequence[Record]) -> list[SummaryExample]:
    """The examples in records with the columns COLUMNS.

    The document is a text, or a list of articles (objects with text, title and outlet; also as JSON in a cell).
    """
    return [
        SummaryExample(record.place, Story(record.place, _articles(record)), record.text("summary"))
        for record in records
    ]


def check_summaries(
    train: Sequence[SummaryExample], validation: Sequence[SummaryExample]
) -> Iterator[Finding]:
    """Repeated and leaked articles, and summaries that say what their source does not."""
    yield from checks.too_few(len(train), ENOUGH)
    texts, summaries = [example.text for example in train], [example.summary for example in train]
    places = [example.place for example in train]
    yield from checks.duplicates(texts, summaries, places)
    yield from unsupported(texts, summaries, places)
    yield from checks.leakage(
        texts, [e.text for e in validation], [e.place for e in validation], what="articles"
    )


def check_lengths(encoded: Sequence[Encoded], inputs: int, outputs: int) -> Iterator[Finding]:
    """How long inputs and summaries are, against the tokens that are kept of them."""
    yield from checks.lengths("documents", [len(one.ids) for one in encoded], inputs)
    yield from checks.lengths(
        "summaries", [sum(i != IGNORED for i in one.labels) for one in encoded], outputs
    )


def read_ids(example: SummaryExample, frame: Frame, generator: Generator, room: int) -> list[int]:
    """The ids of a story's first sentences that fit the room."""
    ids: list[int] = []
    for unit in units_of(pieces(example.story, frame), generator.tokens, room)[0]:
        if len(ids) + len(unit) > room:
            break
        ids += unit
    return ids


def measures_of(written: Sequence[str], examples: Sequence[SummaryExample]) -> dict[str, Measure]:
    """ROUGE against the summaries, and the share of what was written whose numbers and names the source has."""
    import numpy as np

    scored = [
        Scored(str(i), text, (example.summary,))
        for i, (text, example) in enumerate(zip(written, examples, strict=True))
    ]
    rouge = Rouge(types=("rouge1", "rouge2", "rougeLsum"), sentences="split")
    measures = {
        score.name: Measure(np.array([item or 0.0 for item in score.items]), mean)
        for score in rouge.score(scored)
        if score.name in MEASURES
    }
    doubts = [doubt(example.text, text) for text, example in zip(written, examples, strict=True)]
    measures["supported"] = Measure(
        np.array([float(bool(t) and not d) for t, d in zip(written, doubts, strict=True)]), mean
    )
    measures["words"] = Measure(np.array([float(len(text.split())) for text in written]), mean, None)
    return measures


@dataclass(frozen=True)
class Collator:
    """Pads examples to a batch on the right.

    Args:
        pad: id of the padding.
        multiple: lengths are padded to a multiple of it.
        global_ids: ids that attend to the whole input (LED); empty for other models.
        decoder: makes what the decoder reads from the labels; None for a causal model.
        logits_of_labels: ask the model for the logits of the labelled tail alone. The vocabulary is a good
            part of what a small model computes, and nothing is learned from that of the prompt.
    """

    pad: int
    multiple: int = 1
    global_ids: tuple[int, ...] = ()
    decoder: Callable[[Any], Any] | None = None
    logits_of_labels: bool = False

    def __call__(self, examples: Sequence[Mapping[str, list[int]]]) -> dict[str, torch.Tensor | int]:
        """The batch as tensors."""
        import torch

        ids = self._padded([example["input_ids"] for example in examples], self.pad, self.multiple)
        mask = self._padded([[1] * len(example["input_ids"]) for example in examples], 0, self.multiple)
        labels = self._padded(
            [example["labels"] for example in examples], IGNORED, 1 if self.decoder else self.multiple
        )
        batch: dict[str, torch.Tensor | int] = {"input_ids": ids, "attention_mask": mask, "labels": labels}
        if self.logits_of_labels:
            first = int((labels != IGNORED).any(dim=0).int().argmax())
            tail = labels.shape[1] - max(first - 1, 0)  # the token before the first label foretells it
            batch |= {"labels": labels[:, -tail:], "logits_to_keep": tail}
        if self.global_ids:
            batch["global_attention_mask"] = torch.isin(ids, torch.tensor(self.global_ids)).long()
        if self.decoder:
            batch["decoder_input_ids"] = self.decoder(labels)
        return batch

    @staticmethod
    def _padded(rows: Sequence[list[int]], value: int, multiple: int) -> torch.Tensor:
        import torch

        width = -(-max(map(len, rows)) // multiple) * multiple
        return torch.tensor([[*row, *[value] * (width - len(row))] for row in rows], dtype=torch.long)


def _articles(record: Record) -> tuple[Article, ...]:
    document = record.values["document"]
    if isinstance(document, str) and document.lstrip().startswith("[{"):
        with contextlib.suppress(ValueError, RecursionError):  # a text that only begins like a list
            document = json.loads(document)
    parts = document if isinstance(document, list) else [{**record.values, "text": record.text("document")}]
    articles = []
    for number, part in enumerate(parts):
        if not isinstance(part, Mapping) or not isinstance(part.get("text"), str):
            raise InputError(f"{record.place}: article {number + 1} is no object with a text")
        about = {name: str(part.get(name) or "") for name in ("title", "outlet")}
        articles.append(Article(f"{record.place}-{number}", part["text"], **about))
    return tuple(articles)
