"""Choose the sentences that together hold most of what belongs into a summary, each thing counted once.

The set with the best expected F1: what it is expected to share with a good summary, against the length of both
(compare Gillick and Favre, "A Scalable Global Model for Summarization", 2009, who maximize what is covered). Found
by a beam search among the best sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.models.concepts import Concepts
from summarizer.models.sentence_scorer import Importance
from summarizer.standalone import stands_alone
from summarizer.summarizers.selection import Candidate
from summarizer.types import Length

if TYPE_CHECKING:
    import numpy as np

CONSIDERED = 20
"""Sentences that may enter a summary: those that alone are worth most; more where the length has room for more."""
BEAM = 6
WORDS_A_SENTENCE = 20
"""Words expected of a sentence where the length only counts sentences."""
MARK = 10.0
"""What the mark 1 of a sentence is worth in expected words, before `Taste.marks`."""
NEW = 2
"""The marks of a set count by this power of the part of what its sentences say that is not said twice."""

_QUOTES = ('"', "“", "‘", "'")
_LITTER = re.compile(
    r"(?:\b[A-Z][A-Z'’.,:]+[\s,:]+){5}|[a-z][A-Z][a-z]+.* MORE\b|^\W*\||"
    r"^(?:Read|Watch|Related|More|See also|Photos?|Video)\s*:"
)
"""Five words in capitals in a row, names run together before "MORE", a bar or a pointer at the start."""


@dataclass(frozen=True)
class Taste:
    """What a set of sentences is worth: each expected word 1, each expected pair `pairs`, each mark `marks` times MARK.

    Costs, in expected words: `leaning` for a sentence that leans on the one before it, where that one is not chosen
    too; `opening` where the first sentence of the set leans on another, or opens with a quotation; `litter` for a
    sentence with a headline in capitals or a pointer to another article in it.
    """

    pairs: float = 2.5
    marks: float = 0.3
    leaning: float = 1.0
    opening: float = 3.0
    litter: float = 10.0


def best_set(
    pool: Sequence[Candidate], concepts: Concepts, importance: Importance, length: Length, taste: Taste
) -> list[int]:
    """The rows of the sentences to take, in reading order; none if no sentence fits the length.

    `concepts` are those of the pool, row by row.
    """
    search = _Search(pool, concepts, importance, length, taste)
    best = search.nothing
    beam = [best]
    while len(beam[0].rows) < (length.sentences or len(pool)):
        larger = {one.rows: one for smaller in beam for one in search.extended(smaller)}
        beam = sorted(larger.values(), key=lambda one: (-one.worth, one.rows))[:BEAM]
        if not beam or (best.rows and beam[0].worth <= best.worth):
            break
        best = beam[0]
    return list(best.rows)


@dataclass(frozen=True, slots=True)
class _Set:
    """Sentences chosen so far (rows of the pool), what they cover, and what they are worth."""

    rows: tuple[int, ...]
    words: np.ndarray
    pairs: np.ndarray
    worth: float


class _Search:
    """What is known of each sentence, and what sets of them are worth."""

    def __init__(
        self,
        pool: Sequence[Candidate],
        concepts: Concepts,
        importance: Importance,
        length: Length,
        taste: Taste,
    ) -> None:
        import numpy as np

        self.pool, self.importance, self.length, self.taste = pool, importance, length, taste
        self.expected = _expected_words(length)
        nothing = np.zeros(len(concepts.words), bool), np.zeros(len(concepts.pairs), bool)
        self.nothing = _Set((), *nothing, 0.0)
        self.leans = [not stands_alone(candidate.text) and candidate.position > 0 for candidate in pool]
        self.mass = _sums(concepts.sentence_words, importance.words, len(pool))
        self.mass += taste.pairs * _sums(concepts.sentence_pairs, importance.pairs, len(pool))
        self.sizes = np.array([candidate.words for candidate in pool])
        rated = (self.mass + taste.marks * MARK * importance.sentences) / (self.sizes + self.expected)
        fits = [i for i in range(len(pool)) if length.words is None or pool[i].words <= length.words]
        considered = max(CONSIDERED, 2 * self.expected // WORDS_A_SENTENCE)
        self.rows = sorted(fits, key=lambda i: (-rated[i], i))[:considered]
        self.words = _held(concepts.sentence_words, self.rows, len(concepts.words))
        self.pairs = _held(concepts.sentence_pairs, self.rows, len(concepts.pairs))

    def extended(self, smaller: _Set) -> Iterator[_Set]:
        """The set with each of the other sentences that still fits."""
        for row in self.rows:
            if row in smaller.rows:
                continue
            rows = tuple(sorted((*smaller.rows, row)))
            if self.length.words is None or self.sizes[list(rows)].sum() <= self.length.words:
                words, pairs = smaller.words | self.words[row], smaller.pairs | self.pairs[row]
                yield _Set(rows, words, pairs, self._worth(rows, words, pairs))

    def _worth(self, rows: tuple[int, ...], words: np.ndarray, pairs: np.ndarray) -> float:
        """The expected F1 of the set, or what stands for it."""
        chosen = list(rows)
        covered = self.importance.words[words].sum() + self.taste.pairs * self.importance.pairs[pairs].sum()
        new = covered / max(self.mass[chosen].sum(), 1e-9)
        marks = self.taste.marks * MARK * self.importance.sentences[chosen].sum() * new**NEW
        shared = float(covered + marks) - self._cost(rows)
        return 2 * shared / float(self.sizes[chosen].sum() + self.expected)

    def _cost(self, rows: tuple[int, ...]) -> float:
        """What is lost by sentences that lean on one that is not there, or that do not belong into a summary."""
        leaning = sum(1 for row in rows if self.leans[row] and row - 1 not in rows)
        litter = sum(1 for row in rows if _LITTER.search(self.pool[row].text))
        badly = self.leans[rows[0]] or self.pool[rows[0]].text.startswith(_QUOTES)
        return self.taste.leaning * leaning + self.taste.opening * badly + self.taste.litter * litter


def _expected_words(length: Length) -> int:
    """How long a good summary is expected to be."""
    limits = [length.words] if length.words is not None else []
    if length.sentences is not None:
        limits.append(WORDS_A_SENTENCE * length.sentences)
    return min(limits)


def _sums(members: np.ndarray, likely: np.ndarray, count: int) -> np.ndarray:
    import numpy as np

    sentence, concept = members
    sums: np.ndarray = np.bincount(sentence, likely[concept], count)
    return sums


def _held(members: np.ndarray, rows: Sequence[int], count: int) -> dict[int, np.ndarray]:
    """For each of the sentences, which of the concepts it has."""
    import numpy as np

    sentence, concept = members
    held: dict[int, np.ndarray] = {}
    for row in rows:
        held[row] = np.zeros(count, bool)
        held[row][concept[sentence == row]] = True
    return held
