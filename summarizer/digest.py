"""The story's own summary.

The facts that most outlets bear out, each in the words of one of them, all of them cited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.components import signature
from summarizer.standalone import stands_alone
from summarizer.text import count_words, one_line
from summarizer.types import Claim, Fact, Length, Story, Summary, SummarySentence, Support

LONGEST_SENTENCE = 60
"""Words above which a claim does not stand for a fact if another outlet says it shorter."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sentence chosen for a fact, and where in its article it stands, from 0 to 1."""

    sentence: SummarySentence
    claims: frozenset[str]
    place: float


def story_summary(story: Story, claims: Sequence[Claim], facts: Sequence[Fact], length: Length) -> Summary:
    """A summary of facts that two or more outlets state, most supported first, set in the order articles tell them.

    Each sentence is verbatim from one outlet and cites every outlet that states the fact. Of a disputed fact
    both versions are given. Facts are `Comparison.facts`; a story with no shared fact has an empty summary
    and a note.
    """
    by_id = {claim.id: claim for claim in claims}
    last = {claim.document_id: claim.position for claim in claims}
    entries: list[_Entry] = []
    used: set[str] = set()
    room = length.words
    for fact in facts:
        if fact.status == "unique":
            continue
        for entry in _entries(fact, by_id, last):
            size = count_words(entry.sentence.text)
            full = length.sentences is not None and len(entries) >= length.sentences
            if full or (room is not None and size > room) or entry.claims & used:
                break
            entries.append(entry)
            used |= entry.claims
            room = None if room is None else room - size
    entries.sort(key=lambda entry: entry.place)
    shared = sum(1 for fact in facts if fact.status != "unique")
    notes = () if shared else ("no fact is reported by two or more outlets",)
    return Summary(
        document_id=story.id,
        system="shared facts",
        signature=signature("digest", {"words": length.words, "sentences": length.sentences}),
        sentences=tuple(entry.sentence for entry in entries),
        notes=notes,
    )


def _entries(fact: Fact, by_id: Mapping[str, Claim], last: Mapping[str, int]) -> list[_Entry]:
    """The sentence for a fact and, if outlets contradict it, the sentence of the first that does."""
    said = {
        state: [c for cell in fact.cells if cell.state == state for c in cell.claims[:1]] for state in _ORDER
    }
    agreeing = [by_id[claim] for claim in said["agree"]]
    main = min(agreeing, key=lambda claim: _awkwardness(claim, fact))
    supporting = [main, *(c for c in agreeing if c.id != main.id), *(by_id[c] for c in said["partly"])]
    against = [by_id[claim] for claim in (*said["conflict"], *said["number"])]
    return [_entry(main, supporting, last), *([_entry(against[0], against, last)] if against else [])]


_ORDER = ("agree", "partly", "number", "conflict")


def _awkwardness(claim: Claim, fact: Fact) -> tuple[bool, bool, bool, int]:
    size = count_words(claim.text)
    return not stands_alone(claim.text), size > LONGEST_SENTENCE, claim.id != fact.representative, size


def _entry(main: Claim, supporting: Sequence[Claim], last: Mapping[str, int]) -> _Entry:
    support = tuple(Support(claim.document_id, claim.start, claim.end) for claim in supporting)
    place = main.position / max(last[main.document_id], 1)
    return _Entry(
        SummarySentence(one_line(main.text), support), frozenset(claim.id for claim in supporting), place
    )
