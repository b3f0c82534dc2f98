"""Which articles share their text: a wire report and its copies are one origin, not several confirmations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.text import prose, words
from summarizer.types import Article

SHINGLE = 5
"""Words of a shingle: five in a row are seldom equal by chance outside a shared quotation."""
COPIED_SENTENCE = 0.6
"""Share of a sentence's shingles that must stand in the other article for the sentence to count as copied."""
COPIED_ARTICLE = 0.4
"""Share of the shorter article's sentences that must be copied for the two articles to be one origin."""

_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")


def origins(articles: Sequence[Article]) -> tuple[tuple[str, ...], ...]:
    """Article ids in groups of one origin each, in the order of the articles.

    Quotations do not count as copied: two reporters at one press conference write down the same words.
    """
    own = [_sentences(article) for article in articles]
    pools = [frozenset(shingle for sentence in sentences for shingle in sentence) for sentences in own]
    parent = list(range(len(articles)))

    def root(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    for i in range(len(articles)):
        for j in range(i + 1, len(articles)):
            if pools[i] & pools[j] and _copied(own, pools, i, j) >= COPIED_ARTICLE:
                parent[root(j)] = root(i)
    groups: dict[int, list[str]] = {}
    for index, article in enumerate(articles):
        groups.setdefault(root(index), []).append(article.id)
    return tuple(tuple(group) for group in groups.values())


def _sentences(article: Article) -> list[frozenset[tuple[str, ...]]]:
    found = []
    for sentence in prose(article.text):
        tokens = [word.casefold() for word in words(_QUOTED.sub(" ", sentence.text))]
        shingles = frozenset(zip(*(tokens[k:] for k in range(SHINGLE)), strict=False))
        if shingles:
            found.append(shingles)
    return found


def _copied(
    own: Sequence[list[frozenset[tuple[str, ...]]]],
    pools: Sequence[frozenset[tuple[str, ...]]],
    i: int,
    j: int,
) -> float:
    """The share of the shorter article's sentences that stand in the other, by number of sentences."""
    short, pool = (own[i], pools[j]) if len(own[i]) <= len(own[j]) else (own[j], pools[i])
    copied = sum(1 for sentence in short if len(sentence & pool) / len(sentence) >= COPIED_SENTENCE)
    return copied / len(short) if short else 0.0
