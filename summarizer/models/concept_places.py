"""What the place of a sentence in its article, and its wording, say of it and of the concepts in it, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.standalone import stands_alone

if TYPE_CHECKING:
    import numpy as np

TOPS = (1, 3, 6, 12)
"""A concept is told how many of an article's first so many sentences have it."""
SENTENCE_FEATURES = 18
LONG_SENTENCE = 40
"""Words; sentence lengths are told in parts of it."""
_PERSONAL = frozenset(("i", "we", "you", "my", "our", "your", "me", "us"))
_SAYING = frozenset(("said", "say", "told"))


class Places:
    """Where sentences stand: the number of their article, and how many sentences of it come before."""

    def __init__(self, article: Sequence[int], position: Sequence[int]) -> None:
        import numpy as np

        self.article = np.unique(np.array(article, dtype=np.int64), return_inverse=True)[1]
        self.position = np.array(position, dtype=np.int64)
        self.articles = int(self.article.max()) + 1
        last = np.zeros(self.articles, dtype=np.int64)
        np.maximum.at(last, self.article, self.position)
        self.relative = self.position / (last[self.article] + 1)
        self.size = np.log(len(self.position) / self.articles)
        """Logarithm of the sentences an article."""

    def features(self, members: np.ndarray, count: int) -> list[np.ndarray]:
        """Thirteen columns of length `count`: what the places of its sentences say of each concept.

        `members` has shape (2, k): sentence and concept, each once.
        """
        import numpy as np

        sentence, concept = members
        position, relative = self.position[sentence], self.relative[sentence]
        held = np.bincount(concept, minlength=count)
        shared = np.unique(concept * self.articles + self.article[sentence]) // self.articles
        return [
            np.log1p(first_of(concept, position, count)),
            np.bincount(concept, 1 / (1 + position), count) / self.articles,
            *(np.bincount(concept[position < top], minlength=count) / self.articles for top in TOPS),
            held / len(self.position),
            np.bincount(shared, minlength=count) / self.articles,
            np.full(count, np.log(self.articles)),
            first_of(concept, relative, count),
            np.log1p(held),
            np.full(count, self.size),
            -first_of(concept, -relative, count),
        ]


def line_features(
    texts: Sequence[str],
    raw: Sequence[Sequence[str]],
    stems: Sequence[Sequence[str]],
    places: Places,
    titles: Sequence[Sequence[str]],
) -> np.ndarray:
    """What is seen of each sentence, shape (len(texts), SENTENCE_FEATURES), float32.

    `raw` and `stems` are the words of the sentences as they are and as stems, `titles` the stems of the titles.
    """
    import numpy as np

    titled = {word for title in titles for word in title}
    leads = {
        article: set(own) for article, own in zip(places.article[::-1].tolist(), stems[::-1], strict=True)
    }
    rows = []
    for i, (text, tokens, own) in enumerate(zip(texts, raw, stems, strict=True)):
        size = max(len(tokens), 1)
        distinct, position = set(own), int(places.position[i])
        rows.append(
            (
                np.log1p(position),
                position == 0,
                position < 2,
                position < 3,
                places.relative[i],
                np.log(size),
                size / LONG_SENTENCE,
                any(mark in text for mark in '"“”'),
                text[:1] in "\"“‘'",
                not stands_alone(text),
                sum(token[0].isdigit() for token in tokens) / size,
                sum(token[0].isupper() for token in tokens[1:]) / size,
                len(distinct & titled) / max(len(titled), 1),
                any(token.casefold() in _PERSONAL for token in tokens),
                places.size,
                np.log(places.articles),
                len(distinct & leads[int(places.article[i])]) / max(len(distinct), 1),
                not _SAYING.isdisjoint(own),
            )
        )
    return np.array(rows, dtype=np.float32)


def first_of(group: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
    """The least value in each group, shape (count,); every group must have one."""
    import numpy as np

    least = np.full(count, np.inf)
    np.minimum.at(least, group, values)
    return least
