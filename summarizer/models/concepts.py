"""What can be seen of the words, word pairs and sentences of a text without understanding it, as numbers.

A concept is a word (its stem), or two stems in a row. Whether it belongs into a summary shows in where it stands
first, how often it comes back, whether the title has it, and so on; a scorer learns how to weigh these (compare
Hong and Nenkova, "Improving the Estimation of Word Importance for News Multi-Document Summarization", EACL 2014).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.models.concept_places import Places, first_of, line_features
from summarizer.text import words

if TYPE_CHECKING:
    import numpy as np

WORD_FEATURES = 23
PAIR_FEATURES = 12
OF_BOTH = (13, 16, 17, 19)
"""Columns of the word features that a pair also gets, of each of its words: how often, capital, figure, rarity."""
_ENDINGS = ("'s", "’s", "ing", "ed", "es", "s", "e")
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the number of its article in the story, and how many sentences of the article come before it."""

    text: str
    article: int
    position: int


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of some sentences and what is seen of them: float32 features, int64 numbers.

    `words` are stems, `known` their numbers in the vocabulary (0: not in it). `pairs` has shape (pairs, 2): two
    rows of `words`. `sentence_words` and `sentence_pairs` have shape (2, k): which sentence has which word or pair,
    each once. `sizes` counts the words of the sentences.
    """

    words: tuple[str, ...]
    known: np.ndarray
    word_features: np.ndarray
    pairs: np.ndarray
    pair_features: np.ndarray
    sentence_features: np.ndarray
    sentence_words: np.ndarray
    sentence_pairs: np.ndarray
    sizes: np.ndarray


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The word in lower case without its most common endings."""
    word = word.casefold()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _FEWEST_LETTERS:
            word = word.removesuffix(ending)
    return word


def stems_in_order(text: str) -> list[str]:
    """The stems of all words of a text, in order."""
    return [stem(word) for word in words(text)]


def concepts_of(
    lines: Sequence[Line], titles: Sequence[str], vocabulary: Mapping[str, int], rarity: np.ndarray
) -> Concepts:
    """The concepts of the sentences of a story.

    Args:
        lines: the sentences in reading order, at least one.
        titles: the titles of the articles, empty ones left out.
        vocabulary: stem -> its number, from 1.
        rarity: by that number, the logarithm of the share of articles that have it; at 0, that of all others.
    """
    import numpy as np

    raw = [words(line.text) for line in lines]
    stems = [[stem(word) for word in sentence] for sentence in raw]
    titled = [stems_in_order(title) for title in titles]
    table = {word: i for i, word in enumerate(dict.fromkeys(word for own in stems for word in own))}
    ids = np.array([table[word] for own in stems for word in own], dtype=np.int64)
    sizes = np.array([len(own) for own in stems], dtype=np.int64)
    where = np.repeat(np.arange(len(lines)), sizes)
    known = np.array([vocabulary.get(word, 0) for word in table], dtype=np.int64)
    often = np.bincount(ids, minlength=len(table))
    places = Places([line.article for line in lines], [line.position for line in lines])
    sentence_words = _distinct(where, ids, len(table))

    follows = where[1:] == where[:-1]
    codes = ids[:-1][follows] * len(table) + ids[1:][follows]
    distinct, pair_ids, pair_often = np.unique(codes, return_inverse=True, return_counts=True)
    pairs = np.stack(np.divmod(distinct, max(len(table), 1)), axis=1)
    sentence_pairs = _distinct(where[1:][follows], pair_ids, len(distinct))
    in_title = [
        table[a] * len(table) + table[b]
        for title in titled
        for a, b in pairwise(title)
        if a in table and b in table
    ]
    own_of_pairs = (
        np.log1p(pair_often),
        np.isin(distinct, np.array(in_title, dtype=np.int64)),
        pair_often / np.maximum(often[pairs].min(axis=1), 1),
    )
    return Concepts(
        words=tuple(table),
        known=known,
        word_features=_stacked(
            *places.features(sentence_words, len(table)),
            *_of_words(raw, table, ids, sizes, {word for title in titled for word in title}, rarity[known]),
        ),
        pairs=pairs,
        pair_features=_stacked(*places.features(sentence_pairs, len(distinct))[:9], *own_of_pairs),
        sentence_features=line_features([line.text for line in lines], raw, stems, places, titled),
        sentence_words=sentence_words,
        sentence_pairs=sentence_pairs,
        sizes=sizes,
    )


def _of_words(
    raw: Sequence[Sequence[str]],
    table: Mapping[str, int],
    ids: np.ndarray,
    sizes: np.ndarray,
    in_title: set[str],
    rarity: np.ndarray,
) -> list[np.ndarray]:
    """Ten columns that only words have: frequency, title, capitals, figures, length, rarity, place in sentences."""
    import numpy as np

    count = len(table)
    often = np.bincount(ids, minlength=count)
    offset = np.concatenate([np.arange(size) for size in sizes])
    capital = np.array([word[0].isupper() for own in raw for word in own], dtype=np.float64)
    inner = offset > 0
    return [
        np.log1p(often),
        np.array([word in in_title for word in table], dtype=np.float64),
        np.full(count, bool(in_title), dtype=np.float64),
        _ratio(np.bincount(ids[inner], capital[inner], count), np.bincount(ids[inner], minlength=count)),
        np.array([word[0].isdigit() for word in table], dtype=np.float64),
        np.array([len(word) / 10 for word in table], dtype=np.float64),
        rarity,
        np.log(often / len(ids)) - rarity,
        np.log1p(first_of(ids, offset, count)),
        np.log1p(np.bincount(ids, np.repeat(sizes, sizes), count) / often),
    ]


def _stacked(*columns: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.stack(columns, axis=1).astype(np.float32)


def _distinct(sentence: np.ndarray, concept: np.ndarray, count: int) -> np.ndarray:
    """Which sentence has which concept, each once, shape (2, k)."""
    import numpy as np

    return np.stack(np.divmod(np.unique(sentence * max(count, 1) + concept), max(count, 1)))


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Part of the whole, one half where there is no whole."""
    import numpy as np

    ratio: np.ndarray = np.divide(part, whole, out=np.full(len(whole), 0.5), where=whole > 0)
    return ratio
