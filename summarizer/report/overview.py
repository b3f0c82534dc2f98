"""A comparison arranged for a reader: each outlet's share, who copied whom, what a summary cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.errors import InputError
from summarizer.report.words import STATUSES, count
from summarizer.types import Article, Cell, Comparison, Fact, Failure, Story, Summary, SummarySentence


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim passage that a summary sentence rests on."""

    article: Article
    start: int
    end: int
    score: float

    @property
    def quote(self) -> str:
        """The passage, exactly as the article has it."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class OutletView:
    """What one outlet has of a story; common facts are those that several report, disputed ones included."""

    outlet: str
    articles: tuple[Article, ...]
    covered: tuple[Fact, ...]
    left_out: tuple[Fact, ...]
    only: tuple[Fact, ...]
    summaries: tuple[Summary, ...]

    @property
    def common(self) -> int:
        """How many facts more than one outlet reports."""
        return len(self.covered) + len(self.left_out)

    @property
    def share(self) -> float:
        """The share of the common facts that this outlet reports; 0 if there are none."""
        return len(self.covered) / self.common if self.common else 0.0


def story_title(story: Story) -> str:
    """The story's title, else that of its first article with one, else its id."""
    return story.title or next((article.title for article in story.articles if article.title), "") or story.id


def subject(stories: Sequence[Story], document_id: str) -> tuple[Story, str, str]:
    """What a summary is about: the story it belongs to, a title, and the outlet or outlets.

    `document_id` is the id of a story, or of an article in one. Raises InputError if no story has it.
    """
    for story in stories:
        if story.id == document_id:
            return story, story_title(story), ", ".join(story.outlets)
        for article in story.articles:
            if article.id == document_id:
                return story, article.title or article.label, article.label if article.title else ""
    raise InputError(f'a summary of "{document_id}" was given, but no story or article has that id')


def outlet_views(comparison: Comparison) -> tuple[OutletView, ...]:
    """Every outlet of the story in order, with what it covers, leaves out, and has alone."""
    common = tuple(fact for fact in comparison.facts if fact.status != "unique")
    unique = comparison.with_status("unique")
    views = []
    for outlet in comparison.story.outlets:
        articles = tuple(article for article in comparison.story.articles if article.label == outlet)
        ids = {article.id for article in articles}
        views.append(
            OutletView(
                outlet,
                articles,
                covered=tuple(fact for fact in common if fact.cell(outlet)),
                left_out=tuple(fact for fact in common if not fact.cell(outlet)),
                only=tuple(fact for fact in unique if fact.cell(outlet)),
                summaries=tuple(summary for summary in comparison.summaries if summary.document_id in ids),
            )
        )
    return tuple(views)


def origin_groups(comparison: Comparison) -> tuple[tuple[Article, ...], ...]:
    """The articles by independent origin, in story order: those that share text together, any other alone."""
    articles = {article.id: article for article in comparison.story.articles}
    groups = [tuple(articles[one] for one in group if one in articles) for group in comparison.origins]
    grouped = {article.id for group in groups for article in group}
    groups += [(article,) for article in comparison.story.articles if article.id not in grouped]
    order = {article_id: place for place, article_id in enumerate(articles)}
    return tuple(
        sorted((group for group in groups if group), key=lambda group: min(order[one.id] for one in group))
    )


def counts(comparison: Comparison) -> str:
    """The size of a comparison in words: `4 outlets, 4 articles, 3 origins, 60 facts: 6 disputed, ...`."""
    story, facts = comparison.story, comparison.facts
    sizes = ", ".join(
        (
            count(len(story.outlets), "outlet"),
            count(len(story.articles), "article"),
            count(len(origin_groups(comparison)), "independent origin"),
            count(len(facts), "fact"),
        )
    )
    disputed, shared, unique = (len(comparison.with_status(status)) for status in STATUSES)
    return f"{sizes}: {disputed} disputed, {shared} shared, {unique} in one outlet only" if facts else sizes


def cells(fact: Fact, outlets: tuple[str, ...]) -> Iterator[tuple[str, Cell | None]]:
    """Every outlet with its cell of the fact, or None where it does not mention it."""
    for outlet in outlets:
        yield outlet, fact.cell(outlet)


def claim_texts(comparison: Comparison) -> dict[str, str]:
    """The verbatim text of every claim by its id; `texts[fact.representative]` stands for a fact."""
    return {claim.id: claim.text for claim in comparison.claims}


def citations(story: Story, sentence: SummarySentence) -> tuple[Citation, ...]:
    """The passages a summary sentence rests on, best first."""
    return tuple(
        Citation(story.article(support.article_id), support.start, support.end, support.score)
        for support in sentence.support
    )


def failures(comparison: Comparison) -> tuple[Failure, ...]:
    """Everything that failed, while reading and while computing, each once."""
    return tuple(dict.fromkeys((*comparison.story.failures, *comparison.failures)))
