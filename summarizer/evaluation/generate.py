"""Summaries of cases by systems, in batches, each kept as soon as it is there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.components import sign, signature
from summarizer.config import Config, override
from summarizer.evaluation.cache import SummaryCache
from summarizer.evaluation.cases import Case
from summarizer.pipeline import Engine
from summarizer.types import Failure, Length, Summary

BATCH = 16
"""Stories summarized at once: enough for a full batch of a model, few enough to lose little by an interruption."""

Outcome = Summary | Failure


@dataclass(frozen=True, slots=True)
class Outputs:
    """What one system made of each case, in order."""

    name: str
    signature: str
    outcomes: tuple[Outcome, ...]


def generate(
    name: str,
    config: Config,
    cases: Sequence[Case],
    lengths: Sequence[Length],
    cache: Path | None,
    told: Callable[[str, int], None],
) -> Outputs:
    """The summaries of the system that `config` describes, one a case, in order.

    Args:
        name: what the result calls the system.
        config: the system; its own lengths are not used.
        cases: what is summarized; the system does not see their references.
        lengths: the budget of each case.
        cache: the folder where summaries are kept, None to keep none.
        told: called with the name and the number of cases done, after each batch.
    """
    outcomes: dict[int, Outcome] = {}
    for length in dict.fromkeys(lengths):
        engine = Engine(override(config, {"length": dataclasses.asdict(length)}))
        kept = SummaryCache(cache, engine, length)
        missing = []
        for number, case in enumerate(cases):
            if lengths[number] == length and not _found(kept, case, number, outcomes):
                missing.append(number)
        for start in range(0, len(missing), BATCH):
            part = missing[start : start + BATCH]
            made = _summarize(engine, kept, [cases[number] for number in part])
            outcomes |= dict(zip(part, made, strict=True))
            told(name, len(outcomes))
    return Outputs(name, _signature(config, lengths), tuple(outcomes[i] for i in range(len(cases))))


def _found(kept: SummaryCache, case: Case, number: int, outcomes: dict[int, Outcome]) -> bool:
    summary = kept.get(case.story)
    if summary is not None:
        outcomes[number] = summary
    return summary is not None


def _summarize(engine: Engine, kept: SummaryCache, cases: Sequence[Case]) -> list[Outcome]:
    stories = [dataclasses.replace(case.story, references=(), failures=()) for case in cases]
    made = engine.summarize(stories)
    kept.add(
        [story for story, one in zip(stories, made, strict=True) if isinstance(one, Summary)],
        [one for one in made if isinstance(one, Summary)],
    )
    return made


def _signature(config: Config, lengths: Sequence[Length]) -> str:
    """The summarizer's own signature, and what else decides its summaries."""
    told = {told_length(one) for one in lengths}
    length = told.pop() if len(told) == 1 else "by case"
    return signature(sign(Engine(config).summarizer), {"length": length, "strict": config.strict or None})


def told_length(length: Length) -> str:
    """A length in words: "60 words", "3 sentences", or both."""
    parts = ((length.words, "words"), (length.sentences, "sentences"))
    return ", ".join(f"{value} {unit}" for value, unit in parts if value is not None)
