"""The frozen values that travel through the package. They know nothing of files, models or reports.

All offsets are half-open, in Unicode code points of the `text` they point into, so that
`document.text[start:end]` is the verbatim passage. Nothing here is ever altered after it was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Relation = Literal["same", "partial", "number", "conflict"]
"""How two claims relate.

One proposition; a shared part; incompatible values of one quantity; incompatible otherwise.
"""

CellState = Literal["only", "unclear", "agree", "partly", "number", "conflict"]
"""What one outlet says about a fact.

The only one to report it, perhaps the only one, the same, a part of it, another figure, the opposite.
"""

STATE_OF: Mapping[Relation, CellState] = {
    "same": "agree",
    "partial": "partly",
    "number": "number",
    "conflict": "conflict",
}
"""The state that a sentence's relation to a fact's wording gives it."""

FactStatus = Literal["shared", "unclear", "unique", "disputed"]
"""Who has a fact.

Several outlets; one, and perhaps another, where a sentence comes close; one for all that can be told; several that
are at odds.
"""

FlagKind = Literal["unsupported", "number", "name"]
Manner = Literal["", "said", "claimed", "denied", "reported"]
"""How a statement is passed on: plainly, with distance, as a denial, or as another outlet's reporting."""
ClaimUnit = Literal["sentences", "clauses"]
"""What a claim is: a whole sentence, or a clause where a sentence asserts separate things."""
Decider = Literal["", "rule", "score", "model"]
"""What decided a link: a rule on figures, names or negation; a similarity score; the trained relation model."""


@dataclass(frozen=True, slots=True)
class Article:
    """One outlet's text on a story.

    `text` stays exactly as it was read. `published` is an ISO 8601 date or date-time, as precise as the
    source was. `language` is a BCP 47 tag, empty if unknown.
    """

    id: str
    text: str
    outlet: str = ""
    title: str = ""
    published: str = ""
    url: str = ""
    language: str = ""

    @property
    def label(self) -> str:
        """The name a reader sees: the outlet, or the id where no outlet is known."""
        return self.outlet or self.id


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read or computed, kept in the result in its place.

    `item` names it, `stage` says when.
    """

    item: str
    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event.

    A single article is a story of one. `references` are summaries written by people.
    """

    id: str
    articles: tuple[Article, ...]
    title: str = ""
    references: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()

    def article(self, article_id: str) -> Article:
        """The article of that id; KeyError if the story has none."""
        for article in self.articles:
            if article.id == article_id:
                return article
        raise KeyError(article_id)

    @property
    def outlets(self) -> tuple[str, ...]:
        """The labels of the outlets, each once, in the order of their first article."""
        return tuple(dict.fromkeys(article.label for article in self.articles))


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be: at most `words` words, at most `sentences` sentences, or both."""

    words: int | None = None
    sentences: int | None = None

    def __post_init__(self) -> None:
        for name, value in (("words", self.words), ("sentences", self.sentences)):
            if value is not None and value < 1:
                raise ValueError(f"length: {name} must be at least 1, not {value}")
        if self.words is None and self.sentences is None:
            raise ValueError("length: give words, sentences, or both")


@dataclass(frozen=True, slots=True)
class Support:
    """A passage of an article on which a summary sentence rests. `score` is 1.0 for a verbatim sentence."""

    article_id: str
    start: int
    end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason not to trust a summary sentence.

    Nothing supports it, or `detail` (a number, a name) is not in the article.
    """

    kind: FlagKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One sentence of a summary, the passages it rests on (best first), and what is wrong with it, if anything."""

    text: str
    support: tuple[Support, ...] = ()
    flags: tuple[Flag, ...] = ()
    replaced: str = ""
    """What the system had written here, where a guard put a source sentence in its place."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a named system wrote about an article or a story (`document_id`).

    `windows` is 1 if the system read the text in one piece. `notes` say what a reader must know: windows, a
    length missed.
    """

    document_id: str
    system: str
    signature: str
    sentences: tuple[SummarySentence, ...]
    windows: int = 1
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The summary as running text."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a document puts in quotation marks.

    `start` and `end` enclose the words without the marks. `speaker` is who said them, empty if the document
    does not say.
    """

    document_id: str
    start: int
    end: int
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence or clause of a document that asserts something.

    `speaker` is who the document says it comes from, if it says so, and `manner` how. `resolved` is the text
    with pronouns and titles ("the president") made plain, for matching only; empty where it is `text` itself.
    `sentence_start` and `sentence_end` enclose the sentence that the claim is, or is a clause of.
    """

    id: str
    document_id: str
    text: str
    start: int
    end: int
    position: int
    """How many claims of the document come before this one."""
    speaker: str = ""
    manner: Manner = ""
    hedged: bool = False
    resolved: str = ""
    sentence_start: int = -1
    sentence_end: int = -1


UNKNOWN = 0.6
"""The sureness of a partial link by a score; less than that is weak."""


@dataclass(frozen=True, slots=True)
class Link:
    """The aligner's judgement on two claims.

    `why` says in words which score or rule decided it. `shared` holds the part that both say, as spans of the
    documents of `a` and of `b`, each ((start, end), ...), where the relation is partial. `contains` names the
    claim that says all that the other says, and more ("a" or "b"), or "" where neither or both do. `newer`
    names the claim with the later figure where time explains a difference.
    """

    a: str
    b: str
    relation: Relation
    score: float
    why: str
    decided_by: Decider = ""
    shared: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] = ((), ())
    contains: Literal["", "a", "b"] = ""
    newer: Literal["", "a", "b"] = ""

    @property
    def sureness(self) -> float:
        """How surely the claims share what the relation says, from 0 to 1.

        Of a partial link the model's probability; a score that is no probability counts `UNKNOWN`.
        """
        if self.relation != "partial":
            return 1.0
        return self.score if self.decided_by == "model" else UNKNOWN

    @property
    def weak(self) -> bool:
        """True for a partial link that may only touch the matter: of such sentences that were read, most did."""
        return self.sureness < UNKNOWN


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outlet says about a fact: a state, and the claims (best first) that say it."""

    outlet: str
    state: CellState
    claims: tuple[str, ...]
    note: str = ""
    newer: bool = False
    """True where this outlet has the later of two figures, and time explains the difference."""


def links_by_claim(links: Iterable[Link]) -> dict[str, dict[str, Link]]:
    """The links of each claim, by the claim at their other end; none for a claim that has none."""
    found: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in links:
        found[link.a][link.b] = found[link.b][link.a] = link
    return found


@dataclass(frozen=True, slots=True)
class Fact:
    """Claims that say the same thing, seen outlet by outlet. Outlets without a cell do not mention it.

    `representative` is the claim that stands for the fact. `importance` orders the facts of a comparison,
    largest first. `near` is, where it is unclear whether one outlet alone has the fact, the claim of another outlet
    that comes closest.
    """

    id: str
    representative: str
    status: FactStatus
    cells: tuple[Cell, ...]
    importance: float
    near: str = ""

    @property
    def common(self) -> bool:
        """True if several outlets report the fact, whether they agree or not."""
        return self.status in ("shared", "disputed")

    def cell(self, outlet: str) -> Cell | None:
        """What that outlet says about the fact, or None if it does not mention it."""
        return next((cell for cell in self.cells if cell.outlet == outlet), None)


@dataclass(frozen=True, slots=True)
class Citation:
    """An article that passes on another's reporting ("two sources told Reuters"), with the place that says so.

    `source` is the name as the article writes it: an agency, or another outlet of the story. Not a confirmation.
    """

    article_id: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A word that an outlet uses more, or less, than the other outlets of the story.

    `z` is the log-odds ratio with an informative Dirichlet prior over its standard deviation (Monroe et al.
    2008); `count` and `elsewhere` are how often the outlet and the others use the word.
    """

    word: str
    z: float
    count: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What sets one outlet's coverage of a story apart; facts are named by their ids.

    `only` are the facts that only it has (none of those that are unclear), `omits` those that at least two others
    share and it does not have. `quoted` maps speakers to how many quotations of theirs it has. `share` is the part
    of the story summary's sentences that rest on it, from 0 to 1.
    """

    outlet: str
    only: tuple[str, ...] = ()
    omits: tuple[str, ...] = ()
    quoted: tuple[tuple[str, int], ...] = ()
    wording: tuple[Wording, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Event:
    """A fact on the timeline: when it was first reported and by whom, and the figures given for it over time.

    `date` is the ISO date or date-time of the first article that states it; `figures` are (date, outlet, claim
    id) of the differing values, oldest first.
    """

    fact_id: str
    date: str
    outlets: tuple[str, ...]
    figures: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that was found in one story: who reports what, where they differ, and a summary that cites its sources.

    `summaries` holds one summary an article that could be summarized; `summary` is the story's own. `origins`
    groups the ids of articles that share their text (a wire report and its copies are one origin), `citations`
    say which article passes on whose reporting. `profiles` has one entry an outlet, `timeline` one a fact, oldest
    first, where articles have dates.
    `signature` and `config` tell how to compute the same again.
    """

    story: Story
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    facts: tuple[Fact, ...]
    summary: Summary
    summaries: tuple[Summary, ...] = ()
    origins: tuple[tuple[str, ...], ...] = ()
    citations: tuple[Citation, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    profiles: tuple[Profile, ...] = ()
    timeline: tuple[Event, ...] = ()
    failures: tuple[Failure, ...] = ()
    signature: str = ""
    config: dict[str, object] = field(default_factory=dict)

    def claim(self, claim_id: str) -> Claim:
        """The claim of that id; KeyError if there is none."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise KeyError(claim_id)

    def with_status(self, status: FactStatus) -> tuple[Fact, ...]:
        """The facts of one status, in their order."""
        return tuple(fact for fact in self.facts if fact.status == status)
