"""How well a whole comparison finds who reports what, on stories whose facts are labelled."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.components import build, sign
from summarizer.config import override
from summarizer.errors import ConfigError, ModelError
from summarizer.evaluation.counting import Counts, count_apart, count_facts, count_nothing
from summarizer.evaluation.coverage import count_summary
from summarizer.evaluation.fact_scores import measure
from summarizer.evaluation.generate import told_length
from summarizer.evaluation.gold import GoldFact, GoldStory
from summarizer.evaluation.matching import Shown, common_outlets, shown_facts
from summarizer.evaluation.paired import paired_differences
from summarizer.evaluation.results import Evaluation, Item, SystemResult
from summarizer.evaluation.systems import chosen_systems, shown_names, system_config
from summarizer.interfaces import Summarizer
from summarizer.pipeline import Engine
from summarizer.types import Comparison, Length, Story

COMPARED = ("shared facts F1", "wrongly one outlet's", "B-cubed F1", "summary keeps shared facts")
"""The scores on which systems are held against each other."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A system's counts, what is to be said about it, and why it failed, each a story."""

    name: str
    signature: str
    counts: tuple[Counts, ...]
    outputs: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def evaluate_facts(stories: Sequence[GoldStory], systems: Sequence[str]) -> Evaluation:
    """Whole comparisons by systems' names on stories with labelled facts, with baselines beside them.

    The baselines write a summary no longer than the first system's may be: LEAD of each outlet (the mean over
    outlets) and LexRank; "apart" groups nothing. The articles' own summaries are not scored, so that the
    fastest summarizer writes them. A story that fails counts as all missed. Intervals are over stories.
    """
    names = shown_names(chosen_systems(systems))
    length = system_config("aligner", systems[0]).story_length.to_length()
    columns = [_system(system, name, stories) for system, name in names.items()]
    columns += [_summaries(name, stories, length) for name in ("lead", "lexrank")]
    columns += [_Counted("apart", "each sentence by itself", tuple(map(count_apart, stories)))]
    measures = {column.name: measure(column.counts, column.signature) for column in columns}
    return Evaluation(
        title="Facts across outlets",
        unit="stories",
        n=len(stories),
        systems=tuple(
            SystemResult(
                column.name,
                column.signature,
                tuple(one.score for one in measures[column.name]),
                column.outputs,
                column.failures,
                baseline=column.name not in names.values(),
            )
            for column in columns
        ),
        differences=paired_differences(measures, COMPARED),
        items=tuple(map(_item, stories)),
        notes=(
            _told(stories),
            f"Story summaries of up to {told_length(length)}; lead is the mean over the outlets.",
        ),
        settings={"systems": list(names)},
    )


def _system(system: str, name: str, stories: Sequence[GoldStory]) -> _Counted:
    config = override(system_config("aligner", system), {"summarizer.name": "lead"})
    engine = Engine(config)
    done = [_compared(engine, gold) for gold in stories]
    return _Counted(
        name,
        engine.signature,
        tuple(counts for counts, _, _ in done),
        tuple(said for _, said, _ in done),
        tuple(why for _, _, why in done),
    )


def _compared(engine: Engine, gold: GoldStory) -> tuple[Counts, str, str]:
    """The counts of one story, what is to be said about it, and why it failed."""
    try:
        comparison = engine.compare(gold.story)
    except (ConfigError, ModelError):
        raise
    except Exception as error:
        return count_nothing(gold), "", f"{type(error).__name__}: {error}"
    shown = shown_facts(comparison)
    counts = count_facts(gold, shown) | count_summary(gold, comparison.summary)
    return counts, _said(gold, shown, comparison), ""


def _summaries(name: str, stories: Sequence[GoldStory], length: Length) -> _Counted:
    """A baseline's summaries: LexRank's of each whole story, or the mean over LEADs of its outlets."""
    summarizer: Summarizer = build("summarizer", name)
    counts = []
    for gold in stories:
        parts = (
            [_only(gold.story, outlet) for outlet in gold.story.outlets] if name == "lead" else [gold.story]
        )
        counts.append(
            _mean([count_summary(gold, summary) for summary in summarizer.summarize(parts, length)])
        )
    return _Counted(name, sign(summarizer), tuple(counts))


def _mean(counts: Sequence[Counts]) -> Counts:
    return {
        key: (
            sum(one[key][0] for one in counts) / len(counts),
            sum(one[key][1] for one in counts) / len(counts),
        )
        for key in counts[0]
    }


def _only(story: Story, outlet: str) -> Story:
    articles = tuple(article for article in story.articles if article.label == outlet)
    return dataclasses.replace(story, articles=articles)


def _told(stories: Sequence[GoldStory]) -> str:
    shared = [fact for gold in stories for fact in gold.shared]
    alone = sum(len(gold.facts) - len(gold.shared) for gold in stories)
    disputed = sum(bool(fact.disputed) for fact in shared)
    return f"{len(shared)} shared facts, {disputed} of them disputed, and {alone} of one outlet are labelled."


def _item(gold: GoldStory) -> Item:
    """The story's labelled facts, for the reader who asks what a number rests on."""
    texts = [("facts of one outlet", f"{len(gold.facts) - len(gold.shared)} are labelled")]
    texts += [(_outlets(gold, fact), fact.text) for fact in gold.shared]
    return Item(gold.story.id, tuple(texts))


def _outlets(gold: GoldStory, fact: GoldFact) -> str:
    disputed = f", disputed ({fact.disputed})" if fact.disputed else ""
    return ", ".join(sorted(gold.outlets(fact))) + disputed


def _said(gold: GoldStory, shown: Sequence[Shown], comparison: Comparison) -> str:
    """The shared facts that are missed and the shown ones that are wrong, a line each, and the story's summary."""
    common = [fact for fact in shown if fact.fact.common]
    missed = [
        fact.text
        for fact in gold.shared
        if not any(len(common_outlets(gold, fact, one.places)) > 1 for one in common)
    ]
    wrong = [
        comparison.claim(one.fact.representative).text
        for one in common
        if not any(len(common_outlets(gold, fact, one.places)) > 1 for fact in gold.shared)
    ]
    lines = [f"missed: {text}" for text in missed] + [f"not a labelled fact: {text}" for text in wrong]
    return "\n".join([*lines, f"summary: {comparison.summary.text}"])
