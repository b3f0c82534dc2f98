"""What a summary is like as a text, whatever it says: how long, how repetitive, how easy to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.components import sign, signature
from summarizer.metrics.copying import folded, ngrams
from summarizer.metrics.score import Example, Score, failures, mean_score, mean_scores, per_example
from summarizer.text import count_words, sentences, words

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]|[aeiouy]l)e$|(?:[^lscxzghaeiouy]|[aeiouy]l)es$|[^tdaeiouy]ed$")


@dataclass(frozen=True)
class Length:
    """Words and sentences of the summary. Neither more nor fewer is better in itself."""

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """`words` and `sentences`."""
        rows = [
            None
            if one.failure
            else (float(count_words(one.prediction)), float(len(sentences(one.prediction))))
            for one in examples
        ]
        return mean_scores(
            ("words", "sentences"),
            rows,
            signature=sign(self),
            higher_is_better=None,
            failed=failures(examples),
        )


@dataclass(frozen=True)
class Repetition:
    """Share of the summary's n-grams that it has had before. Lower is better; people's summaries are near 0."""

    size: int = 3

    def __post_init__(self) -> None:
        if self.size < 1:
            raise ValueError(f"size must be at least 1, not {self.size}")

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """`repetition`; no value for a summary shorter than one n-gram."""
        items = per_example(examples, self._share)
        return [
            mean_score(
                "repetition",
                items,
                signature=sign(self),
                higher_is_better=False,
                failed=failures(examples),
            )
        ]

    def _share(self, example: Example) -> float | None:
        grams = ngrams(folded(example.prediction), self.size)
        return 1 - len(set(grams)) / len(grams) if grams else None


@dataclass(frozen=True)
class ReadingEase:
    """Flesch reading ease (Flesch 1948): about 30 for a scholarly text, 60 for plain English, 90 for a child's.

    206.835 - 1.015 x words a sentence - 84.6 x syllables a word; syllables are counted by rule, so that a
    single text may be off by some points. For English: a text with no word of Latin letters has no value.
    """

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """`reading_ease`."""
        items = per_example(examples, _reading_ease)
        return [
            mean_score(
                "reading_ease",
                items,
                signature=signature("reading-ease", {}),
                higher_is_better=None,
                failed=failures(examples),
            )
        ]


def syllables(word: str) -> int:
    """Syllables of an English word: its groups of vowels, a silent ending left out, at least one."""
    lower = word.lower()
    count = len(_VOWELS.findall(lower))
    return max(count - bool(count > 1 and _SILENT.search(lower)), 1)


def _reading_ease(example: Example) -> float | None:
    read = [
        word for word in words(example.prediction) if any("a" <= letter <= "z" for letter in word.lower())
    ]
    if not read:
        return None
    a_sentence = len(read) / len(sentences(example.prediction))
    return 206.835 - 1.015 * a_sentence - 84.6 * sum(map(syllables, read)) / len(read)
