"""A comparison arranged for a reader: each outlet's share, who copied whom, what a summary cites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.citations import cited_outlet, dateline_end, source_key
from summarizer.errors import InputError
from summarizer.origins import Independence
from summarizer.report.words import STATES, STATUSES, WEAK, StateWords, count
from summarizer.speakers import speaker_names
from summarizer.speech import shown
from summarizer.text import one_line
from summarizer.types import (
    STATE_OF,
    Article,
    Cell,
    CellState,
    Claim,
    Comparison,
    Event,
    Fact,
    Failure,
    Link,
    Profile,
    Quotation,
    Story,
    Summary,
    SummarySentence,
)


@dataclass(frozen=True, slots=True)
class Source:
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
    """What one outlet has of a story; common facts are those that several report, disputed ones included.

    `unclear` are the facts that only it has, unless a sentence elsewhere that comes close says the same.
    `passes_on` are the outlets and agencies whose reporting it passes on, with how often, the most frequent first.
    """

    outlet: str
    articles: tuple[Article, ...]
    covered: tuple[Fact, ...]
    left_out: tuple[Fact, ...]
    only: tuple[Fact, ...]
    unclear: tuple[Fact, ...]
    summaries: tuple[Summary, ...]
    profile: Profile
    passes_on: tuple[tuple[str, int], ...]

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
    common = tuple(fact for fact in comparison.facts if fact.common)
    unique, unclear = comparison.with_status("unique"), comparison.with_status("unclear")
    profiles = {profile.outlet: profile for profile in comparison.profiles}
    cited = _passed_on(comparison)
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
                unclear=tuple(fact for fact in unclear if fact.cell(outlet)),
                summaries=tuple(summary for summary in comparison.summaries if summary.document_id in ids),
                profile=profiles.get(outlet, Profile(outlet)),
                passes_on=tuple(cited.get(outlet, Counter()).most_common()),
            )
        )
    return tuple(views)


def spread(comparison: Comparison) -> dict[str, tuple[int, int]]:
    """By fact id, how many outlets report a fact, and how many independent origins these are."""
    independence = Independence(
        comparison.story.articles, comparison.claims, comparison.origins, comparison.citations
    )
    return {fact.id: (len(fact.cells), independence.count(fact)) for fact in comparison.facts}


def days(comparison: Comparison) -> tuple[tuple[str, tuple[Event, ...]], ...]:
    """The timeline's events by date, oldest first; nothing where all have one date, which tells no order."""
    found: dict[str, list[Event]] = {}
    for event in comparison.timeline:
        found.setdefault(event.date, []).append(event)
    return tuple((date, tuple(events)) for date, events in found.items()) if len(found) > 1 else ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who is quoted: all that the outlets quote, in the order of the story."""

    name: str
    outlets: tuple[str, ...]
    quotations: tuple[tuple[Article, Quotation], ...]


def speakers(comparison: Comparison) -> tuple[Speaker, ...]:
    """Everybody who is quoted by name or role; those whom most outlets quote first, then those quoted most."""
    names = speaker_names(comparison.quotations)
    articles = {article.id: article for article in comparison.story.articles}
    said: dict[str, list[tuple[Article, Quotation]]] = {}
    for quotation in comparison.quotations:
        if quotation.speaker in names:
            place = (articles[quotation.document_id], quotation)
            said.setdefault(names[quotation.speaker], []).append(place)
    found = [
        Speaker(name, tuple(dict.fromkeys(article.label for article, _ in quoted)), tuple(quoted))
        for name, quoted in said.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.outlets), -len(one.quotations))))


def _passed_on(comparison: Comparison) -> dict[str, Counter[str]]:
    """By outlet, whom its articles cite and how often; an outlet of the story under its own name."""
    outlet_of = {article.id: article.label for article in comparison.story.articles}
    outlets = comparison.story.outlets
    written: dict[str, str] = {}
    found: dict[str, Counter[str]] = {}
    for citation in comparison.citations:
        source = cited_outlet(citation.source, outlets)
        source = source or written.setdefault(source_key(citation.source), citation.source)
        found.setdefault(outlet_of[citation.article_id], Counter())[source] += 1
    return found


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
    if not facts:
        return sizes
    disputed, shared, unclear, unique = (len(comparison.with_status(status)) for status in STATUSES)
    perhaps = f", {unclear} perhaps elsewhere" if unclear else ""
    return f"{sizes}: {disputed} disputed, {shared} shared, {unique} in one outlet only{perhaps}"


def cells(fact: Fact, outlets: tuple[str, ...]) -> Iterator[tuple[str, Cell | None]]:
    """Every outlet with its cell of the fact, or None where it does not mention it."""
    for outlet in outlets:
        yield outlet, fact.cell(outlet)


def claim_texts(comparison: Comparison) -> dict[str, str]:
    """What a reader sees of every claim, by its id; `texts[fact.representative]` stands for a fact."""
    return {claim.id: _told(comparison.story, claim) for claim in comparison.claims}


def sentence_state(link: Link | None, cell: Cell) -> CellState:
    """How one sentence of a cell relates to the fact's wording; the cell's own state is that of its best sentence.

    `link` joins the sentence and the wording; the wording itself has none.
    """
    return STATE_OF[link.relation] if link else cell.state


def cell_words(links: Mapping[frozenset[str], Link], fact: Fact, cell: Cell) -> StateWords:
    """The words for a cell: those of its state, or that its best sentence says a part only perhaps."""
    link = links.get(frozenset((fact.representative, cell.claims[0])))
    return WEAK if link and link.weak else STATES[cell.state]


def by_pair(links: Iterable[Link]) -> dict[frozenset[str], Link]:
    """The links by the two claims that they join."""
    return {frozenset((link.a, link.b)): link for link in links}


def nearest(story: Story, claim: Claim) -> str:
    """`Outlet: "what it says"`, of the sentence elsewhere that comes closest to an unclear fact."""
    return f"{story.article(claim.document_id).label}: “{one_line(claim.text)}”"


def claim_text(comparison: Comparison, claim_id: str) -> str:
    """What a reader sees of one claim."""
    return _told(comparison.story, comparison.claim(claim_id))


def _told(story: Story, claim: Claim) -> str:
    """The verbatim text of a claim on one line, without a dateline; speech in marks, behind its speaker."""
    article = story.article(claim.document_id)
    start = claim.start + dateline_end(article.text[claim.start : claim.end])
    return shown(article, start, claim.end).introduced


def sources(story: Story, sentence: SummarySentence) -> tuple[Source, ...]:
    """The passages a summary sentence rests on, best first."""
    return tuple(
        Source(story.article(support.article_id), support.start, support.end, support.score)
        for support in sentence.support
    )


def failures(comparison: Comparison) -> tuple[Failure, ...]:
    """Everything that failed, while reading and while computing, each once."""
    return tuple(dict.fromkeys((*comparison.story.failures, *comparison.failures)))
