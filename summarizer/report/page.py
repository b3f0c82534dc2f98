"""What the HTML page shows of facts and articles: numbered, with the places they point to, and never too much.

A page that a browser can open has bounds: facts beyond them are counted and left to the data files, and very long
articles are folded around the passages that the page points to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from summarizer.citations import dateline_end
from summarizer.report.marked import Paragraph, Segment, Span, folded, marked_paragraphs
from summarizer.report.overview import (
    Speaker,
    by_pair,
    cell_words,
    cells,
    claim_texts,
    sentence_state,
    spread,
)
from summarizer.report.words import ABSENT, CLOSE, LOOSE, NEAR, NOT_MENTIONED, STATUSES, StateWords
from summarizer.text import count_words, one_line
from summarizer.types import Article, Cell, Claim, Comparison, Fact, FactStatus, Link

MOST_CELLS = 40_000
"""Cells of the matrix: with 200 outlets, the 200 first facts."""
MOST_FACTS = 2_000
"""Facts on the page."""
MOST_QUOTATIONS = 1_000
"""Quotations on the page, those of the speakers whom most outlets quote first."""
MOST_LISTED = 3_000
"""Facts in the lists of all outlets together: with 200 outlets, 15 in each list."""
LONGEST_ARTICLE = 60_000
"""Characters of an article that is shown whole."""
MOST_TEXT = 3_000_000
"""Characters of all articles together; where there are many, each may be less long."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of the matrix: element ids of its sentences, best first, their text, why each was matched, and its state.

    `state` and `words` are those of the best sentence. `common` are for each sentence the elements that hold what it
    and the fact's wording share, and `wording` the same within the wording, as offsets ("12-40,51-60"); both are
    empty where a sentence says all of it.
    """

    outlet: str
    state: str
    words: StateWords
    passages: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    note: str = ""
    newer: bool = False
    whys: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with its number on the page and a cell per outlet; `passage` is where its wording stands."""

    id: str
    number: int
    status: FactStatus
    text: str
    passage: str
    cells: tuple[CellView, ...]
    outlets: int
    origins: int
    spans: Mapping[str, frozenset[Span]]

    @property
    def reported(self) -> tuple[CellView, ...]:
        """The cells of the outlets that mention the fact for sure."""
        return tuple(cell for cell in self.cells if cell.passages and cell.state != CLOSE)

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
        if any(cell.newer for cell in self.cells):
            return "The figure changed"
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

    def status(self, segment: Segment) -> str:
        """The status of the first fact that the segment stands for, or ""."""
        return next((self.facts[span][0].status for span in segment.inside if self.facts.get(span)), "")

    def speaker(self, segment: Segment) -> str:
        """Who says what the segment is a part of, or ""."""
        return next(filter(None, (self.speakers.get(span, "") for span in segment.inside)), "")


def passage_id(article_number: int, start: int, end: int) -> str:
    """The element id of a passage: made of numbers, since the ids of articles and claims are not ours."""
    return f"p-{article_number}-{start}-{end}"


def shown_facts(comparison: Comparison) -> list[Fact]:
    """The facts that a page can hold: disputed, shared, then those of one outlet, each in their order."""
    most = min(MOST_FACTS, MOST_CELLS // max(1, len(comparison.story.outlets)))
    return [fact for status in STATUSES for fact in comparison.with_status(status)][:most]


def shown_speakers(speakers: Iterable[Speaker]) -> list[Speaker]:
    """The speakers whose quotations a page can hold."""
    shown, room = [], MOST_QUOTATIONS
    for speaker in speakers:
        room -= len(speaker.quotations)
        if room < 0:
            break
        shown.append(speaker)
    return shown


def fact_views(comparison: Comparison) -> tuple[FactView, ...]:
    """The facts that the page shows, in the order in which it numbers them."""
    made = _Views(comparison)
    widths = spread(comparison)
    return tuple(
        made.fact(number, fact, *widths[fact.id])
        for number, fact in enumerate(shown_facts(comparison), start=1)
    )


def article_views(
    comparison: Comparison, facts: Sequence[FactView], speakers: Sequence[Speaker]
) -> tuple[ArticleView, ...]:
    """The articles in story order, with every passage marked that the page points to."""
    by_passage: dict[str, list[FactView]] = {}
    spans: dict[str, set[Span]] = {article.id: set() for article in comparison.story.articles}
    for fact in facts:
        for passage in dict.fromkeys(passage for cell in fact.reported for passage in cell.passages):
            by_passage.setdefault(passage, []).append(fact)
        for article_id, places in fact.spans.items():
            spans[article_id] |= places
    for summary in (comparison.summary, *comparison.summaries):
        for support in (support for sentence in summary.sentences for support in sentence.support):
            spans[support.article_id].add((support.start, support.end))
    for article, quotation in (said for speaker in speakers for said in speaker.quotations):
        spans[article.id].add((quotation.start, quotation.end))
    said: dict[str, dict[Span, str]] = {}
    for claim in comparison.claims:
        said.setdefault(claim.document_id, {})[claim.start, claim.end] = claim.speaker
    longest = min(LONGEST_ARTICLE, MOST_TEXT // max(1, len(comparison.story.articles)))
    views = []
    for number, article in enumerate(comparison.story.articles):
        marked = marked_paragraphs(article.text, spans[article.id])
        views.append(
            ArticleView(
                number,
                article,
                folded(marked) if len(article.text) > longest else marked,
                {span: tuple(by_passage.get(passage_id(number, *span), ())) for span in spans[article.id]},
                said.get(article.id, {}),
                count_words(article.text),
            )
        )
    return tuple(views)


class _Views:
    """Makes views of facts, with what must be looked up for each of them at hand."""

    def __init__(self, comparison: Comparison) -> None:
        self.outlets = comparison.story.outlets
        self.texts = claim_texts(comparison)
        self.claims = {claim.id: claim for claim in comparison.claims}
        self.outlet_of = {article.id: article.label for article in comparison.story.articles}
        self.numbers = {article.id: i for i, article in enumerate(comparison.story.articles)}
        self.links = by_pair(comparison.links)

    def fact(self, number: int, fact: Fact, outlets: int, origins: int) -> FactView:
        main = self.claims[fact.representative]
        spans: dict[str, set[Span]] = {main.document_id: {(main.start, main.end)}}
        near = self.claims.get(fact.near)
        if near:
            spans.setdefault(near.document_id, set()).add((near.start, near.end))
        for claim in (self.claims[claim] for cell in fact.cells for claim in cell.claims):
            spans.setdefault(claim.document_id, set()).add((claim.start, claim.end))
            for document, places in self._shared(main, claim).items():
                spans.setdefault(document, set()).update(places)
        return FactView(
            fact.id,
            number,
            fact.status,
            self.texts[main.id],
            self._passage(main.document_id, (main.start, main.end)),
            tuple(
                self._near(near, fact)
                if near and outlet == self.outlet_of[near.document_id]
                else self._cell(outlet, cell, fact, main)
                for outlet, cell in cells(fact, self.outlets)
            ),
            outlets,
            origins,
            {document: frozenset(places) for document, places in spans.items()},
        )

    def _near(self, near: Claim, fact: Fact) -> CellView:
        """The cell of the outlet whose sentence comes close to a fact that another one has."""
        return CellView(
            self.outlet_of[near.document_id],
            CLOSE,
            NEAR,
            (self._passage(near.document_id, (near.start, near.end)),),
            (self.texts[near.id],),
            one_line(fact.cells[0].note),
        )

    def _cell(self, outlet: str, cell: Cell | None, fact: Fact, main: Claim) -> CellView:
        if cell is None:
            return CellView(outlet, ABSENT, NOT_MENTIONED)
        said = [self.claims[claim] for claim in cell.claims]
        begin = self._begin(main)
        shared = [self._shared(main, claim) for claim in said]
        return CellView(
            outlet,
            _state(self._link(main, said[0]), cell),
            cell_words(self.links, fact, cell),
            tuple(self._passage(claim.document_id, (claim.start, claim.end)) for claim in said),
            tuple(self.texts[claim.id] for claim in said),
            cell.note,
            cell.newer,
            tuple(self._why(main, claim) for claim in said),
            tuple(_state(self._link(main, claim), cell) for claim in said),
            tuple(
                " ".join(
                    self._passage(document, place) for document, places in one.items() for place in places
                )
                for one in shared
            ),
            tuple(
                ",".join(
                    f"{start - begin}-{end - begin}"
                    for start, end in one.get(main.document_id, ())
                    if start >= begin
                )
                for one in shared
            ),
        )

    def _begin(self, claim: Claim) -> int:
        """The place in the article of the first letter of a claim's shown text, if no speaker stood before it."""
        text = one_line(claim.text[dateline_end(claim.text) :])
        before = self.texts[claim.id].find(text)
        return claim.end - len(text) - before if before >= 0 else claim.end

    def _shared(self, main: Claim, claim: Claim) -> dict[str, tuple[Span, ...]]:
        """What a sentence and the fact's wording share, by document; nothing unless they share a part only."""
        link = self._link(main, claim)
        if link is None or not any(link.shared):
            return {}
        ours, theirs = link.shared if link.a == main.id else link.shared[::-1]
        return {main.document_id: _within(ours, main), claim.document_id: _within(theirs, claim)}

    def _why(self, main: Claim, claim: Claim) -> str:
        link = self._link(main, claim)
        return "" if link is None else _reason(link)

    def _link(self, main: Claim, claim: Claim) -> Link | None:
        return self.links.get(frozenset((main.id, claim.id)))

    def _passage(self, document: str, place: Span) -> str:
        return passage_id(self.numbers[document], *place)


def _state(link: Link | None, cell: Cell) -> str:
    """The state of a sentence as the page shows it."""
    return LOOSE if link and link.weak else sentence_state(link, cell)


def _within(spans: Iterable[Span], claim: Claim) -> tuple[Span, ...]:
    """The spans that lie in the claim."""
    return tuple((start, end) for start, end in spans if claim.start <= start < end <= claim.end)


def _reason(link: Link) -> str:
    """Why two sentences were linked, and by what: "cosine 0.87 (score)"."""
    return one_line(f"{link.why} ({link.decided_by})" if link.decided_by else link.why)
