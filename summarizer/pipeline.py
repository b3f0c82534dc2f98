"""Stories in, results out: the engine on one screen."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from summarizer.citations import citations
from summarizer.claims import extract_claims
from summarizer.compare import link_claims
from summarizer.components import build, component_class, digest, sign, signature
from summarizer.config import ComponentConfig, Config, effective
from summarizer.digest import story_summary
from summarizer.errors import ConfigError, ModelError
from summarizer.facts import group
from summarizer.framing import profiles
from summarizer.grounding import ground
from summarizer.interfaces import Aligner, Summarizer
from summarizer.origins import Independence, origins
from summarizer.quotations import quotations
from summarizer.timeline import timeline
from summarizer.types import Claim, Comparison, Failure, Length, Story, Summary


class Engine:
    """Summarizes articles and compares outlets as a configuration says. Components and models are made on first use.

    A failed article or story is a `Failure` in the place of its result; it never costs the others theirs.
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()

    @cached_property
    def summarizer(self) -> Summarizer:
        """The summarizer that the configuration names."""
        made: Summarizer = self._build("summarizer", self.config.summarizer)
        return made

    @cached_property
    def aligner(self) -> Aligner:
        """The aligner that the configuration names."""
        made: Aligner = self._build("aligner", self.config.aligner)
        return made

    @cached_property
    def signature(self) -> str:
        """What tells this engine's results from another's.

        Both components' signatures and the whole configuration.
        """
        config = digest(effective(self.config))
        return signature(
            "engine", {"summarizer": sign(self.summarizer), "aligner": sign(self.aligner), "config": config}
        )

    def summarize(self, stories: Sequence[Story]) -> list[Summary | Failure]:
        """One summary a story, in order; a story of several articles gets one summary of all of them."""
        return self._summaries(stories, self.config.length.to_length())

    def summarize_articles(self, story: Story) -> list[Summary | Failure]:
        """One summary an article of the story, in order."""
        singles = [
            dataclasses.replace(story, articles=(article,), references=(), failures=())
            for article in story.articles
        ]
        return self.summarize(singles)

    def compare(self, story: Story) -> Comparison:
        """Who reports what in the story.

        Claims, links, facts, a summary an article, and one of the story, with sources.
        """
        self._forget()
        failures = list(story.failures)
        summaries: list[Summary] = []
        for outcome in self.summarize_articles(story):
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                summaries.append(outcome)
        claims: list[Claim] = []
        for article in story.articles:
            own = extract_claims(article, self.config.claims)
            claims += own
            if not own:
                failures.append(
                    Failure(article.id, "claims", "the text has no sentence that states something")
                )
        outlet_of = {article.id: article.label for article in story.articles}
        published = {article.id: article.published for article in story.articles}
        links, near = link_claims(claims, self.aligner, outlet_of, published)
        facts = group(claims, links, outlet_of, near)
        copied, cited = origins(story.articles), citations(story.articles)
        independence = Independence(story.articles, claims, copied, cited)
        told = story_summary(story, claims, links, facts, independence, self.config.story_length.to_length())
        found = Comparison(
            story=story,
            claims=tuple(claims),
            links=links,
            facts=facts,
            summary=summaries[0] if len(story.articles) == 1 and summaries else told,
            summaries=tuple(summaries),
            origins=copied,
            citations=cited,
            quotations=tuple(found for article in story.articles for found in quotations(article)),
            timeline=timeline(story, claims, facts),
            failures=tuple(failures),
            signature=self.signature,
            config=effective(self.config),
        )
        return dataclasses.replace(found, profiles=profiles(story, facts, found.quotations, found.summary))

    def _summaries(self, stories: Sequence[Story], length: Length) -> list[Summary | Failure]:
        written = _each_if_all_fails(lambda part: self.summarizer.summarize(part, length), stories)
        return [
            outcome
            if isinstance(outcome, Failure)
            else ground(outcome, story, self.aligner, strict=self.config.strict, length=length)
            for story, outcome in zip(stories, written, strict=True)
        ]

    def _build(self, kind: str, chosen: ComponentConfig) -> Any:
        """The component with its options.

        Device, dtype and seed of the configuration go to those that have such a field.
        """
        fields = {field.name for field in dataclasses.fields(component_class(kind, chosen.name))}
        common = {"device": self.config.device, "dtype": self.config.dtype, "seed": self.config.seed}
        options = {key: value for key, value in common.items() if key in fields} | dict(chosen.options)
        return build(kind, chosen.name, options)

    def _forget(self) -> None:
        """Drop what encoders remember of earlier stories, so that a story's result depends on nothing but itself."""
        from summarizer.models.device import return_memory
        from summarizer.models.encoder import forget_all

        forget_all()
        return_memory()


def _each_if_all_fails(
    work: Callable[[Sequence[Story]], list[Summary]], stories: Sequence[Story]
) -> list[Summary | Failure]:
    """Summarize the batch; if that raises, summarize one by one and put a Failure where it raises again.

    An error that concerns every story (a wrong option, a model that cannot be loaded) is raised.
    """
    try:
        return list(work(stories))
    except ConfigError:
        raise
    except Exception as error:
        if len(stories) == 1 and isinstance(error, ModelError):
            raise
    outcomes: list[Summary | Failure] = []
    for story in stories:
        try:
            outcomes += work([story])
        except Exception as error:
            if (
                isinstance(error, ModelError)
                and len(outcomes) == len(stories) - 1
                and not _any_summary(outcomes)
            ):
                raise
            item = story.articles[0].id if len(story.articles) == 1 else story.id
            outcomes.append(Failure(item, "summarize", f"{type(error).__name__}: {error}"))
    return outcomes


def _any_summary(outcomes: Sequence[Summary | Failure]) -> bool:
    return any(isinstance(outcome, Summary) for outcome in outcomes)
