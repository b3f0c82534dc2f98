"""Choose the sentences that together hold most of what belongs into a summary, each thing counted once.

The set with the best expected F1: what it is expected to share with a good summary, against the length of both
(compare Gillick and Favre, "A Scalable Global Model for Summarization", 2009, who maximize what is covered). Found
by a beam search among the best sentences.
"""

from __future__ import annotations

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
FILLED = 0.85
"""Part of the words allowed that a good summary is expected to use, since sentences are whole."""
MARK = 10.0
"""What the mark 1 of a sentence is worth in expected words, before `Taste.marks`."""


@dataclass(frozen=True)
class Taste:
    """What a set of sentences is worth: each expected word 1, each expected pair `pairs`, each mark `marks` times MARK.

    A sentence that leans on the one before it costs `leaning` expected words where that one is not chosen too.
    """

    pairs: float = 1.5
    marks: float = 0.3
    leaning: float = 2.0


@dataclass(frozen=True, slots=True)
class _Set:
    """Sentences chosen so far (rows of the pool), what they cover, their length, and what they are worth."""

    rows: tuple[int, ...]
    words: np.ndarray
    pairs: np.ndarray
    size: int
    marks: float
    worth: float


def best_set(
    pool: Sequence[Candidate], concepts: Concepts, importance: Importance, length: Length, taste: Taste
) -> list[int]:
    """The rows of the sentences to take, in reading order; none if no sentence fits the length.

    `concepts` are those of the pool, row by row.
    """
    search = _Search(pool, concepts, importance, length, taste)
    beam: list[_Set] = [search.nothing]
    best = search.nothing
    while beam and len(beam[0].rows) < (length.sentences or len(pool)):
        larger: dict[tuple[int, ...], _Set] = {}
        for one in beam:
            for candidate in search.extended(one):
                larger.setdefault(candidate.rows, candidate)
        beam = sorted(larger.values(), key=lambda one: (-one.worth, one.rows))[:BEAM]
        if not beam or beam[0].worth <= best.worth:
            break
        best = beam[0]
    return list(best.rows)


class _Search:
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
        self.nothing = _Set(
            (), np.zeros(len(concepts.words), bool), np.zeros(len(concepts.pairs), bool), 0, 0, 0
        )
        self.leans = [not stands_alone(candidate.text) and candidate.position > 0 for candidate in pool]
        alone = (
            _sums(concepts.sentence_words, importance.words, len(pool))
            + taste.pairs * _sums(concepts.sentence_pairs, importance.pairs, len(pool))
            + taste.marks * MARK * importance.sentences
        )
        sizes = np.array([candidate.words for candidate in pool])
        rated = 2 * alone / (sizes + self.expected)
        fits = [i for i in range(len(pool)) if length.words is None or pool[i].words <= length.words]
        considered = max(CONSIDERED, 2 * self.expected // WORDS_A_SENTENCE)
        self.rows = sorted(fits, key=lambda i: (-rated[i], i))[:considered]
        self.words = _held(concepts.sentence_words, self.rows, len(concepts.words))
        self.pairs = _held(concepts.sentence_pairs, self.rows, len(concepts.pairs))

    def extended(self, one: _Set) -> Iterator[_Set]:
        """The set with each of the other sentences that still fits."""
        for row in self.rows:
            size = one.size + self.pool[row].words
            if row in one.rows or (self.length.words is not None and size > self.length.words):
                continue
            rows = tuple(sorted((*one.rows, row)))
            words, pairs = one.words | self.words[row], one.pairs | self.pairs[row]
            marks = one.marks + float(self.importance.sentences[row])
            shared = float(self.importance.words[words].sum())
            shared += self.taste.pairs * float(self.importance.pairs[pairs].sum())
            shared += self.taste.marks * MARK * marks - self.taste.leaning * self._dangling(rows)
            yield _Set(rows, words, pairs, size, marks, 2 * shared / (size + self.expected))

    def _dangling(self, rows: tuple[int, ...]) -> int:
        """How many of the sentences lean on one that is not there."""
        return sum(1 for row in rows if self.leans[row] and row - 1 not in rows)


def _expected_words(length: Length) -> int:
    limits = []
    if length.words is not None:
        limits.append(round(FILLED * length.words))
    if length.sentences is not None:
        limits.append(WORDS_A_SENTENCE * length.sentences)
    return max(1, min(limits))


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
