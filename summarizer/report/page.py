"""What the HTML page shows of facts and articles: numbered, with the places they point to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.report.marked import Paragraph, Span, marked_paragraphs
from summarizer.report.overview import cells
from summarizer.report.words import ABSENT, STATUSES, StateWords, state_words
from summarizer.text import count_words
from summarizer.types import Article, Cell, Claim, Comparison, Fact, FactStatus


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of the matrix; `passages` are element ids of its sentences, best first, `quotes` their text."""

    outlet: str
    state: str
    words: StateWords
    passages: tuple[str, ...]
    quotes: tuple[str, ...]
    note: str
    why: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with its number on the page and a cell per outlet; `passage` is where its wording stands."""

    id: str
    number: int
    status: FactStatus
    text: str
    passage: str
    cells: tuple[CellView, ...]

    @property
    def reported(self) -> tuple[CellView, ...]:
        """The cells of the outlets that mention the fact."""
        return tuple(cell for cell in self.cells if cell.passages)

    @property
    def versions(self) -> tuple[tuple[CellView, ...], ...]:
        """The outlets by what they say: together if they agree, or if their sentences are the same."""
        groups: dict[tuple[str, str], list[CellView]] = {}
        for cell in self.reported:
            groups.setdefault((cell.state, "" if cell.state == "agree" else cell.quotes[0]), []).append(cell)
        return tuple(tuple(group) for group in groups.values())

    @property
    def dispute(self) -> str:
        """What kind of difference a disputed fact has, as a heading."""
        states = {cell.state for cell in self.cells}
        if "conflict" in states:
            return "Accounts conflict"
        return "Figures differ" if "number" in states else "Accounts differ"


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with its passages marked: `facts` and `speakers` by passage, `words` its length."""

    number: int
    article: Article
    paragraphs: tuple[Paragraph, ...]
    facts: dict[Span, tuple[FactView, ...]]
    speakers: dict[Span, str]
    words: int


def passage_id(article_number: int, start: int, end: int) -> str:
    """The element id of a passage: made of numbers, since the ids of articles and claims are not ours."""
    return f"p-{article_number}-{start}-{end}"


def fact_views(comparison: Comparison) -> tuple[FactView, ...]:
    """The facts as the page numbers them: disputed, shared, then those of one outlet, each in their order."""
    places = _passages(comparison)
    claims = {claim.id: claim for claim in comparison.claims}
    why = {frozenset((link.a, link.b)): link.why for link in comparison.links}
    ordered = [fact for status in STATUSES for fact in comparison.with_status(status)]
    views = []
    for number, fact in enumerate(ordered, start=1):
        shown = tuple(
            _cell_view(outlet, cell, fact, claims, places, why)
            for outlet, cell in cells(fact, comparison.story.outlets)
        )
        text = claims[fact.representative].text
        views.append(FactView(fact.id, number, fact.status, text, places[fact.representative], shown))
    return tuple(views)


def article_views(comparison: Comparison, facts: Sequence[FactView]) -> tuple[ArticleView, ...]:
    """The articles in story order, every claim and every passage that a summary cites marked."""
    by_passage: dict[str, list[FactView]] = {}
    for fact in facts:
        for passage in dict.fromkeys(passage for cell in fact.cells for passage in cell.passages):
            by_passage.setdefault(passage, []).append(fact)
    views = []
    for number, article in enumerate(comparison.story.articles):
        said = [claim for claim in comparison.claims if claim.document_id == article.id]
        spans = {(claim.start, claim.end) for claim in said} | _cited(comparison, article)
        views.append(
            ArticleView(
                number,
                article,
                marked_paragraphs(article.text, spans),
                {span: tuple(by_passage.get(passage_id(number, *span), ())) for span in spans},
                {(claim.start, claim.end): claim.speaker for claim in said},
                count_words(article.text),
            )
        )
    return tuple(views)


def _passages(comparison: Comparison) -> dict[str, str]:
    """The passage of every claim."""
    numbers = {article.id: number for number, article in enumerate(comparison.story.articles)}
    return {
        claim.id: passage_id(numbers[claim.document_id], claim.start, claim.end)
        for claim in comparison.claims
    }


def _cell_view(
    outlet: str,
    cell: Cell | None,
    fact: Fact,
    claims: dict[str, Claim],
    places: dict[str, str],
    why: dict[frozenset[str], str],
) -> CellView:
    if cell is None:
        return CellView(outlet, ABSENT, state_words(None), (), (), "", "")
    reasons = (why.get(frozenset((fact.representative, claim_id)), "") for claim_id in cell.claims)
    return CellView(
        outlet,
        cell.state,
        state_words(cell.state),
        tuple(places[claim_id] for claim_id in cell.claims),
        tuple(claims[claim_id].text for claim_id in cell.claims),
        cell.note,
        next(filter(None, reasons), ""),
    )


def _cited(comparison: Comparison, article: Article) -> set[Span]:
    return {
        (support.start, support.end)
        for summary in (comparison.summary, *comparison.summaries)
        for sentence in summary.sentences
        for support in sentence.support
        if support.article_id == article.id
    }
