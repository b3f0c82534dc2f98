"""The story's own summary: verbatim sentences that say most of what several independent origins report.

Gated by evidence: every sentence is an outlet's own and cites all that say the same; where outlets differ, the
summary says so in the same breath, and what it left out is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from summarizer.components import signature
from summarizer.origins import Independence
from summarizer.passages import Links, Passage, passages
from summarizer.quantities import stems
from summarizer.types import Claim, Fact, Length, Link, Story, Summary, links_by_claim

SAME_ORIGIN = 0.1
"""What another outlet's bearing a claim out counts if both have it from one origin; an independent one counts 1."""
EARLY = 0.2
"""How fast what an article tells later counts less: a claim at position n counts 1 / (1 + EARLY * n)."""
WORDS = 0.2
"""What a content word that all origins use counts beside a claim: it finds what the links have missed."""
BREVITY = 0.6
"""Exponent of a sentence's length in words: 0 takes the fullest sentences, 1 those that say most per word."""
LEANING = 0.1
"""What the worth of a sentence that does not stand alone is multiplied by."""
OPENING = 0
"""Claims of an article before the one that may open the summary, at most."""
REPEATED = 0.55
"""Share of a sentence's content words that earlier sentences may have before it counts as repetition."""

SWALLOWED = 0.6
"""The same for a sentence and the others: it is then taken out, and the summary chosen again."""
MOST_REVISIONS = 3
"""How often a sentence is taken out, which bounds the time that a story of very many articles takes."""


@dataclass(slots=True)
class _Told:
    """What the summary says so far: how much of each claim, and in which words."""

    passages: list[Passage] = field(default_factory=list)
    claims: dict[str, float] = field(default_factory=dict)
    content: set[str] = field(default_factory=set)

    def take(self, passage: Passage) -> None:
        self.passages.append(passage)
        self.content |= passage.content
        for claim, part in passage.told.items():
            self.claims[claim] = max(part, self.claims.get(claim, 0.0))


@dataclass(frozen=True, slots=True)
class _Worth:
    """What each claim, and each content word, is worth to a reader who does not know it yet."""

    claims: Mapping[str, float]
    words: Mapping[str, float]

    def of(self, passage: Passage, told: _Told) -> float:
        """What the passage adds to what is told."""
        new = sum(
            self.claims[claim] * max(0.0, part - told.claims.get(claim, 0.0))
            for claim, part in passage.told.items()
        )
        return new + WORDS * sum(self.words.get(word, 0.0) for word in sorted(passage.content - told.content))


def story_summary(
    story: Story,
    claims: Sequence[Claim],
    links: Sequence[Link],
    facts: Sequence[Fact],
    independence: Independence,
    length: Length,
) -> Summary:
    """A summary of what two or more outlets state, the best borne out first chosen, set in the order of telling.

    `claims`, `links` and `facts` are those of the comparison. A sentence is chosen for the claims that it tells
    and no earlier one has told, each worth the independent origins that bear it out, and for the content words
    that other origins use too (greedy maximum coverage, Lin and Bilmes, "Multi-document summarization via
    budgeted maximization of submodular functions", 2010). A
    story with no shared fact has an empty summary and a note.
    """
    linked = links_by_claim(links)
    worth = _Worth(
        {
            claim.id: _support(claim.id, linked, independence) / (1 + EARLY * claim.position)
            for claim in claims
        },
        _shared_words(claims, independence),
    )
    pool = passages(story, claims, linked, facts)
    told = _chosen(pool, worth, length)
    for _ in range(MOST_REVISIONS):
        swallowed = next((one for one in told.passages if _swallowed(one, told)), None)
        if swallowed is None:
            break
        pool.remove(swallowed)
        told = _chosen(pool, worth, length)
    first, rest = told.passages[:1], sorted(told.passages[1:], key=lambda passage: passage.place)
    return Summary(
        document_id=story.id,
        system="shared facts",
        signature=signature("digest", {"words": length.words, "sentences": length.sentences}),
        sentences=tuple(sentence for passage in (*first, *rest) for sentence in passage.sentences),
        notes=_left_out(facts, told),
    )


def _chosen(pool: Sequence[Passage], worth: _Worth, length: Length) -> _Told:
    told = _Told()
    while passage := _next(pool, worth, told, length):
        told.take(passage)
    return told


def _swallowed(passage: Passage, told: _Told) -> bool:
    """True if most of its words stand in the other passages chosen, and one of them is linked to it."""
    others = [other for other in told.passages if other is not passage]
    content = frozenset[str]().union(*(other.content for other in others))
    linked = any(passage.own & other.told.keys() for other in others)
    return linked and len(passage.content & content) >= SWALLOWED * len(passage.content)


def _next(pool: Sequence[Passage], worth: _Worth, told: _Told, length: Length) -> Passage | None:
    """The passage that adds most and still fits; the first one must be able to open a summary, if any can."""
    used = sum(passage.words for passage in told.passages)
    taken = sum(len(passage.sentences) for passage in told.passages)
    fitting = [
        passage
        for passage in pool
        if (length.words is None or used + passage.words <= length.words)
        and (length.sentences is None or taken + len(passage.sentences) <= length.sentences)
        and not _repeats(passage, told)
    ]
    opening = [] if told.passages else [one for one in fitting if one.alone and one.position <= OPENING]
    best, most = None, 0.0
    for passage in opening or fitting:
        value = worth.of(passage, told) * (1.0 if passage.alone else LEANING) / passage.words**BREVITY
        if value > most:
            best, most = passage, value
    return best


def _repeats(passage: Passage, told: _Told) -> bool:
    """True if its claims are told already, or much the same words were, or a sentence like it."""
    if any(passage.alike & other.own and not _holds(passage, other) for other in told.passages):
        return True
    if all(told.claims.get(claim, 0.0) == 1.0 for claim in passage.own):
        return True
    return bool(told.content) and len(passage.content & told.content) >= REPEATED * len(passage.content)


def _holds(passage: Passage, other: Passage) -> bool:
    """True if a passage has most of the words of another one, which it will then swallow."""
    return len(other.content & passage.content) >= SWALLOWED * len(other.content)


def _support(claim: str, linked: Links, independence: Independence) -> float:
    """How many other origins bear a claim out; those that have a part of it count as far as that is sure."""
    own = independence.origin(claim)
    best: dict[str, float] = {}
    copied = 0.0
    for other, link in linked[claim].items():
        origin, part = independence.origin(other), link.sureness
        if origin == own:
            copied = max(copied, part)
        else:
            best[origin] = max(best.get(origin, 0.0), part)
    return sum(best.values()) + SAME_ORIGIN * copied


def _shared_words(claims: Sequence[Claim], independence: Independence) -> dict[str, float]:
    """The content words that several origins use, by the share of the other origins that have them, early ones more.

    The concepts of Gillick and Favre, "A Scalable Global Model for Summarization" (2009), as words.
    """
    earliest: dict[str, dict[str, int]] = {}
    for claim in claims:
        origin = independence.origin(claim.id)
        for word in stems(claim.text):
            places = earliest.setdefault(word, {})
            places[origin] = min(claim.position, places.get(origin, claim.position))
    others = max(1, len({independence.origin(claim.id) for claim in claims}) - 1)
    return {
        word: (len(places) - 1) / others / (1 + EARLY * min(places.values()))
        for word, places in earliest.items()
        if len(places) > 1
    }


def _left_out(facts: Sequence[Fact], told: _Told) -> tuple[str, ...]:
    """What the summary does not tell, in numbers."""
    common = [fact for fact in facts if fact.common]
    if not common:
        return ("no fact is reported by two or more outlets",)
    missing = [
        fact
        for fact in common
        if all(
            told.claims.get(claim, 0.0) < 1
            for cell in fact.cells
            if cell.state != "partly"
            for claim in cell.claims
        )
    ]
    shared = sum(fact.status == "shared" for fact in missing)
    disputed = len(missing) - shared
    if not missing:
        return ()
    parts = [f"{shared} more shared fact{'s' * (shared != 1)}"] if shared else []
    parts += [f"{disputed}{'' if shared else ' more'} disputed"] if disputed else []
    return (f"{', '.join(parts)}, left out for length",)
