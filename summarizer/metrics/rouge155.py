"""ROUGE as the script ROUGE-1.5.5 computes it, for numbers that can stand beside those of DUC, TAC and older papers.

Lin 2004, "ROUGE: a package for automatic evaluation of summaries". What the script calls ROUGE-L is the
summary-level measure, elsewhere called Lsum, and is named rougeLsum here. Its habits are kept, among them five
digits after the point before anything is averaged, the limit on words or bytes applied to references too, the
byte limit that starts anew on each sentence for rougeLsum, and a last word that never counts as a unigram of
rougeSU.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from summarizer.components import signature
from summarizer.metrics.porter import stem
from summarizer.metrics.score import Example, Score, failures, mean_scores, need_references

DEFAULT_TYPES = ("rouge1", "rouge2", "rougeLsum")
_TYPE = re.compile(r"rouge(?:(?P<n>[1-9])|(?P<lsum>Lsum)|(?P<skip>SU?)(?P<gap>\d{1,2}|\*))")
_SPACE = re.compile(r"\s+", re.ASCII)
_TOKEN = re.compile(r"[a-z0-9]+")
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


class Counts(NamedTuple):
    """What two texts share, and how much of it each has."""

    hits: int
    reference: int
    prediction: int


@dataclass(frozen=True)
class Rouge155:
    """ROUGE-1.5.5: precision, recall and F1 of each type.

    `types` are rouge1 to rouge9, rougeLsum, rougeS and rougeSU with the largest gap between the two words
    (rougeSU4) or * for any. `stemmer` is the script's `-m`; `words` and `bytes` its `-l` and `-b`, which cut
    prediction and references alike. `combine` says what several references give: "average" adds up their
    counts (`-f A`, its default), "best" takes the one with the highest recall (`-f B`), and "jackknife" is the
    mean of "best" over all sets that leave one reference out, as Lin 2004 describes (the script itself leaves
    it to its users). Sentences are lines.
    """

    types: tuple[str, ...] = DEFAULT_TYPES
    stemmer: bool = True
    combine: Literal["average", "best", "jackknife"] = "average"
    words: int | None = None
    bytes: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "types", tuple(self.types))
        for one in self.types:
            if not _TYPE.fullmatch(one):
                raise ValueError(
                    f'no type "{one}" (there are: rouge1 to rouge9, rougeLsum, rougeS4, rougeSU4, rougeS*)'
                )
        if self.combine not in ("average", "best", "jackknife"):
            raise ValueError(f'combine: "{self.combine}" is none of average, best, jackknife')
        if self.words is not None and self.bytes is not None:
            raise ValueError("words, bytes: limit one of them, not both")
        for name, limit in (("words", self.words), ("bytes", self.bytes)):
            if limit is not None and limit < 1:
                raise ValueError(f"{name} must be at least 1, not {limit}")

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """F1, precision and recall of each type, in the order of `types`.

        Raises InputError for an example without a reference, or with an empty one.
        """
        need_references(examples, "rouge-1.5.5")
        parts = ("", "_precision", "_recall")
        return mean_scores(
            [type_ + part for type_ in self.types for part in parts],
            [
                None
                if example.failure
                else [value for type_ in self.types for value in self._triple(type_, example)]
                for example in examples
            ],
            signature=self._signature(),
            failed=failures(examples),
        )

    def _signature(self) -> str:
        options: dict[str, object] = {
            "combine": self.combine,
            "stemmer": self.stemmer,
            "words": self.words,
            "bytes": self.bytes,
        }
        return signature("rouge-1.5.5", options)

    def _triple(self, type_: str, example: Example) -> tuple[float, float, float]:
        prediction = self._lines(example.prediction)
        pairs = [self._counts(type_, self._lines(reference), prediction) for reference in example.references]
        if self.combine == "average":
            return _rounded(Counts(*map(sum, zip(*pairs, strict=True))))
        if self.combine == "best" or len(pairs) == 1:
            return _rounded(_best(pairs))
        left_out = [_rounded(_best(pairs[:i] + pairs[i + 1 :])) for i in range(len(pairs))]
        f, precision, recall = (sum(column) / len(pairs) for column in zip(*left_out, strict=True))
        return f, precision, recall

    def _lines(self, text: str) -> list[str]:
        """The sentences of the text as the script sees them: one character a byte, capitals of ASCII lowered."""
        seen = text.encode("utf-8", "replace").decode("latin-1").translate(_LOWER)
        return [line for line in seen.split("\n") if line]

    def _counts(self, type_: str, reference: list[str], prediction: list[str]) -> Counts:
        found = _TYPE.fullmatch(type_)
        assert found is not None  # checked when the metric was made
        ours, theirs = self._running(reference), self._running(prediction)
        if found["lsum"]:
            return self._union_lcs(reference, prediction, Counter(ours), Counter(theirs))
        if found["n"]:
            n = int(found["n"])
            return _overlap(_ngrams(ours, n), _ngrams(theirs, n))
        gap = None if found["gap"] == "*" else int(found["gap"])
        return _overlap(
            _skip_bigrams(ours, gap, found["skip"] == "SU"), _skip_bigrams(theirs, gap, found["skip"] == "SU")
        )

    def _running(self, lines: list[str]) -> list[str]:
        """The words of the text up to the limit."""
        if self.bytes is not None:
            return self._tokens(" ".join(_bytes_cut(lines, self.bytes, restart=False)))
        return self._tokens(" ".join(lines if self.words is None else _words_cut(lines, self.words)))

    def _union_lcs(
        self, reference: list[str], prediction: list[str], ours: Counter[str], theirs: Counter[str]
    ) -> Counts:
        """Words of the union of longest common subsequences, each counted as often as both texts have it."""
        inside = sum(theirs.values())
        targets = [self._tokens(line) for line in self._sentences(reference)]
        guesses = [self._tokens(line) for line in self._sentences(prediction)]
        hits = 0
        for target in targets:
            matched: set[int] = set().union(*(_lcs_places(target, guess) for guess in guesses))
            for place in sorted(matched):
                word = target[place]
                if ours[word] > 0 and theirs[word] > 0:
                    hits += 1
                    ours[word] -= 1
                    theirs[word] -= 1
        return Counts(hits, sum(map(len, targets)), inside)

    def _sentences(self, lines: list[str]) -> list[str]:
        if self.bytes is not None:
            return _bytes_cut(lines, self.bytes, restart=True)
        return lines if self.words is None else _words_cut(lines, self.words)

    def _tokens(self, text: str) -> list[str]:
        found = _TOKEN.findall(text.translate(_LOWER))
        return [stem(token) for token in found] if self.stemmer else found


def _words_cut(lines: Iterable[str], limit: int) -> list[str]:
    kept: list[str] = []
    for line in lines:
        pieces = _SPACE.split(line)
        while pieces and not pieces[-1]:
            pieces.pop()
        if len(pieces) >= limit:
            kept.append(" ".join(pieces[:limit]))
            break
        kept.append(line)
        limit -= len(pieces)
    return kept


def _bytes_cut(lines: Iterable[str], limit: int, *, restart: bool) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if len(line) >= limit:
            kept.append(line[:limit])
            break
        kept.append(line)
        limit -= 0 if restart else len(line)
    return kept


def _ngrams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def _skip_bigrams(tokens: Sequence[str], gap: int | None, unigrams: bool) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for i, word in enumerate(tokens[:-1]):
        if unigrams:
            found[(word,)] += 1
        end = len(tokens) if gap is None else i + gap + 2
        found.update((word, later) for later in tokens[i + 1 : end])
    return found


def _overlap(reference: Counter[tuple[str, ...]], prediction: Counter[tuple[str, ...]]) -> Counts:
    return Counts((reference & prediction).total(), reference.total(), prediction.total())


def _lcs_places(target: Sequence[str], guess: Sequence[str]) -> set[int]:
    """The places of `target` in one longest common subsequence, chosen as the script chooses among equals."""
    rows, columns = len(target), len(guess)
    table = [[0] * (columns + 1)]
    for word in target:
        above, row = table[-1], [0]
        for j, other in enumerate(guess):
            row.append(above[j] + 1 if word == other else max(above[j + 1], row[j]))
        table.append(row)
    places: set[int] = set()
    while rows and columns:
        if target[rows - 1] == guess[columns - 1]:
            rows, columns = rows - 1, columns - 1
            places.add(rows)
        elif table[rows - 1][columns] >= table[rows][columns - 1]:
            rows -= 1
        else:
            columns -= 1
    return places


def _best(pairs: Sequence[Counts]) -> Counts:
    """The counts of the reference with the highest recall, the first of equals."""
    return max(pairs, key=lambda pair: pair.hits / pair.reference if pair.reference else 0.0)


def _rounded(counts: Counts) -> tuple[float, float, float]:
    """F1, precision and recall, each cut to five digits as the script prints them before it goes on."""
    recall = _five(counts.hits / counts.reference) if counts.reference else 0.0
    precision = _five(counts.hits / counts.prediction) if counts.prediction else 0.0
    middle = 0.5 * precision + 0.5 * recall
    return (_five(precision * recall / middle) if middle > 0 else 0.0), precision, recall


def _five(value: float) -> float:
    return float(f"{value:.5f}")
