"""Sentences that may stand in a story's summary, each with its sources and with all that outlets say otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from summarizer.citations import dateline_end
from summarizer.disagreement import Version, told_plainly
from summarizer.quantities import stems
from summarizer.speech import Shown, shown
from summarizer.standalone import stands_alone
from summarizer.text import count_words, one_line
from summarizer.types import Claim, Fact, Link, Relation, Story, SummarySentence, Support

TELLS: Mapping[Relation, float] = {"same": 1.0, "number": 1.0, "conflict": 1.0, "partial": 0.7}
"""How much of a claim a reader knows who has read one that is linked to it."""
ALIKE = 0.7
"""The sureness of a link from which on two sentences say too much of the same to stand in one summary."""
FEWEST_WORDS = 8
"""Words under which a sentence is too short to be understood in a summary."""

_QUOTE_MARKS = ("“", '"', "‘", "'", "«", "„")

Links = Mapping[str, Mapping[str, Link]]
"""The link between two claims, by the id of one and of the other."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that may be taken, with all that must be said with it where outlets differ on it.

    `own` are the claims that the sentence makes, `told` is how much of each claim a reader then knows, from 0 to
    1, and `alike` are those that say the same or a large part of it. `position` counts the claims of the article
    before it, `place` says the same as a share of the article.
    `alone` is False where it leans on the sentence before it, or is speech that nobody has introduced.
    """

    sentences: tuple[SummarySentence, ...]
    own: frozenset[str]
    told: Mapping[str, float]
    alike: frozenset[str]
    words: int
    position: int
    place: float
    alone: bool
    content: frozenset[str]


def passages(story: Story, claims: Sequence[Claim], linked: Links, facts: Sequence[Fact]) -> list[Passage]:
    """Every sentence that another outlet bears out or contradicts, in the order of the claims."""
    by_id = {claim.id: claim for claim in claims}
    outlet_of = {article.id: one_line(article.label) for article in story.articles}
    last = {claim.document_id: claim.position for claim in claims}
    disputes: dict[str, list[Fact]] = {}
    for fact in facts:
        for cell in fact.cells if fact.status == "disputed" else ():
            for claim_id in cell.claims if cell.state != "partly" else ():
                disputes.setdefault(claim_id, []).append(fact)
    together: dict[tuple[str, int, int], list[Claim]] = {}
    for claim in claims:
        together.setdefault((claim.document_id, *_sentence(claim)), []).append(claim)
    made = []
    for own in together.values():
        main = own[0]
        said = _shown(story, main)
        content = stems(said.text)
        if not any(linked[claim.id] for claim in own) or count_words(said.text) < FEWEST_WORDS or not content:
            continue
        if said.speech and not said.speaker:
            continue  # nobody answers for it
        sentences = _with_disputes(story, said, own, linked, by_id, disputes, outlet_of)
        told: dict[str, float] = {}
        for claim in own:
            told[claim.id] = 1.0
            for other, link in linked[claim.id].items():
                told[other] = max(told.get(other, 0.0), _part_told(claim.id, link))
        made.append(
            Passage(
                sentences=sentences,
                own=frozenset(claim.id for claim in own),
                told=told,
                alike=_alike(own, linked),
                words=sum(count_words(sentence.text) for sentence in sentences),
                position=main.position,
                place=main.position / max(last[main.document_id], 1),
                alone=stands_alone(said.text) and not said.text.startswith(_QUOTE_MARKS),
                content=content,
            )
        )
    return made


def _alike(own: Sequence[Claim], linked: Links) -> frozenset[str]:
    """The claims that say the same as the sentence, or a large part of it."""
    return frozenset(
        other
        for claim in own
        for other, link in linked[claim.id].items()
        if link.relation in ("same", "partial") and link.sureness >= ALIKE
    )


def _part_told(claim: str, link: Link) -> float:
    """How much of the claim at the other end of a link is told with this one."""
    whole = link.contains == ("a" if link.a == claim else "b")
    return 1.0 if whole else TELLS[link.relation]


def _with_disputes(
    story: Story,
    said: Shown,
    own: Sequence[Claim],
    linked: Links,
    by_id: Mapping[str, Claim],
    disputes: Mapping[str, Sequence[Fact]],
    outlet_of: Mapping[str, str],
) -> tuple[SummarySentence, ...]:
    """The sentence with its sources, and after it what other outlets say otherwise.

    Counts that differ are told in one sentence. Otherwise both sides have their own sentence, behind the outlet.
    """
    own_ids = [claim.id for claim in own]
    others: list[SummarySentence] = []
    attributed = False
    for fact in dict.fromkeys(fact for claim in own_ids for fact in disputes.get(claim, ())):
        sides = [by_id[claim] for claim in _sides(fact, own_ids)]
        newer = {one_line(cell.outlet) for cell in fact.cells if cell.newer}
        names = [outlet_of[claim.document_id] for claim in sides]
        texts = [_shown(story, claim) for claim in sides]
        versions = [Version(name, one.text, name in newer) for name, one in zip(names, texts, strict=True)]
        plain = told_plainly(versions)
        if plain:
            others.append(SummarySentence(plain.text, _spans(sides[i] for i in plain.versions)))
        else:
            attributed = True
            others.append(SummarySentence(_attributed(names[1], texts[1]), _spans(sides[1:])))
    sources = [own[0], *_agreeing(own, linked, by_id)]
    text = _attributed(outlet_of[own[0].document_id], said) if attributed else said.introduced
    return (SummarySentence(text, _spans(sources, _shown_start(story, own[0]))), *others)


def _attributed(outlet: str, said: Shown) -> str:
    """What an outlet says behind its name; what it only quotes behind the speaker's too."""
    if not said.speech:
        return f"{outlet}: {said.text}"
    return f"{outlet} quotes {said.speaker}: {said.text}" if said.speaker else f"{outlet} quotes: {said.text}"


def _sides(fact: Fact, own: Sequence[str]) -> list[str]:
    """A claim of ours on a disputed fact, then a claim of each outlet that says otherwise."""
    mine, cell = next((claim, cell) for cell in fact.cells for claim in cell.claims if claim in own)
    if fact.representative in own:
        mine = fact.representative
    elif cell.state in ("number", "conflict"):
        return [mine, fact.representative]
    return [mine, *(other.claims[0] for other in fact.cells if other.state in ("number", "conflict"))]


def _agreeing(own: Sequence[Claim], linked: Links, by_id: Mapping[str, Claim]) -> list[Claim]:
    """The claims of other articles that say the same, then those that surely say a part of it: one an article."""
    found = [
        (link.relation != "same", -link.score, by_id[other])
        for claim in own
        for other, link in linked[claim.id].items()
        if link.relation in ("same", "partial") and not link.weak
    ]
    ordered = sorted(found, key=lambda item: item[:2])
    return list({claim.document_id: claim for *_, claim in reversed(ordered)}.values())[::-1]


def _sentence(claim: Claim) -> tuple[int, int]:
    """The span of the sentence that the claim is, or is a part of."""
    return (
        (claim.sentence_start, claim.sentence_end) if claim.sentence_start >= 0 else (claim.start, claim.end)
    )


def _shown_start(story: Story, claim: Claim) -> int:
    start, end = _sentence(claim)
    return start + dateline_end(story.article(claim.document_id).text[start:end])


def _shown(story: Story, claim: Claim) -> Shown:
    """The whole sentence, without the place and agency that an article opens with."""
    return shown(story.article(claim.document_id), _shown_start(story, claim), _sentence(claim)[1])


def _spans(claims: Iterable[Claim], start: int | None = None) -> tuple[Support, ...]:
    """The sentences of the claims as passages, each once; `start` is where the first one's begins."""
    made = []
    for number, claim in enumerate(claims):
        begin, end = _sentence(claim)
        made.append(Support(claim.document_id, start if number == 0 and start is not None else begin, end))
    return tuple(dict.fromkeys(made))
