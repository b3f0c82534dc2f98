"""ROUGE with the values of Google's `rouge-score`, many times as fast, and for every script.

Lin 2004. Counting is done by `rouge-score-rs`, which `eval/rouge_equality.py` and the tests hold equal to
`rouge-score` value for value; `backend="python"` uses `rouge-score` itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from summarizer.components import signature
from summarizer.errors import ConfigError, InputError
from summarizer.metrics import tokens
from summarizer.metrics.score import Example, Score, Scores, failures, mean_scores, need_references

DEFAULT_TYPES = ("rouge1", "rouge2", "rougeL", "rougeLsum")
_TYPE = re.compile(r"rouge(?:[1-9]|L|Lsum)")
Triple = tuple[float, float, float]
"""F1, precision, recall."""


@dataclass(frozen=True)
class Rouge:
    """ROUGE-N, -L and -Lsum: F1, and unless `f1_only` precision and recall.

    `types` are rouge1 to rouge9, rougeL (one longest common subsequence of the whole texts) and rougeLsum
    (the union of those of sentences). Sentences are the lines of a text, as in the reference implementation;
    with `sentences="split"` they are found in the text. `stemmer` is Porter's, for English. Of several
    references "best" takes the one with the highest F1 for each type, "average" the mean of all, and
    "jackknife" the mean of "best" over all sets that leave one out (Lin 2004), which makes a system
    comparable to a person measured against the others. `tokenizer` is "auto", "reference", "unicode",
    "characters" or your own as "module:function" (see `summarizer.metrics.tokens`).
    """

    types: tuple[str, ...] = DEFAULT_TYPES
    stemmer: bool = False
    combine: Literal["best", "average", "jackknife"] = "best"
    tokenizer: str = "auto"
    sentences: Literal["lines", "split"] = "lines"
    f1_only: bool = False
    backend: Literal["rust", "python"] = "rust"

    def __post_init__(self) -> None:
        object.__setattr__(self, "types", tuple(self.types))
        for one in self.types:
            if not _TYPE.fullmatch(one):
                raise ValueError(f'no type "{one}" (there are: rouge1 to rouge9, rougeL, rougeLsum)')
        for name, value, allowed in (
            ("combine", self.combine, ("best", "average", "jackknife")),
            ("sentences", self.sentences, ("lines", "split")),
            ("backend", self.backend, ("rust", "python")),
        ):
            if value not in allowed:
                raise ValueError(f'{name}: "{value}" is none of {", ".join(allowed)}')
        if self.stemmer and self.tokenizer not in ("auto", "reference"):
            raise ValueError(f'stemmer: it is for English, not for the tokenizer "{self.tokenizer}"')

    def score(self, examples: Sequence[Example]) -> list[Score]:
        """The scores of each type, in order: its F1 and, unless `f1_only`, precision and recall.

        Raises InputError for an example without a reference or with an empty one, and for texts that the
        tokenizer cannot read.
        """
        need_references(examples, "rouge")
        rows = [
            (i, reference)
            for i, one in enumerate(examples)
            if not one.failure
            for reference in one.references
        ]
        predictions = [self._lined(examples[i].prediction) for i, _ in rows]
        references = [self._lined(reference) for _, reference in rows]
        tokenizer = tokens.resolve(self.tokenizer, [*predictions, *references])
        if self.stemmer and tokenizer != "reference":
            raise InputError("rouge: the stemmer is for English, and these texts are not; turn it off")
        found = self._scorer(tokenizer, [*predictions, *references])(references, predictions)
        triples: list[list[list[Triple]]] = [[[] for _ in self.types] for _ in examples]
        for (i, _), row in zip(rows, found, strict=True):
            for place, type_ in zip(triples[i], self.types, strict=True):
                place.append((row[type_].fmeasure, row[type_].precision, row[type_].recall))
        parts = ("",) if self.f1_only else ("", "_precision", "_recall")
        return mean_scores(
            [type_ + part for type_ in self.types for part in parts],
            [
                None
                if one.failure
                else [value for each in of for value in self._combined(each)[: len(parts)]]
                for one, of in zip(examples, triples, strict=True)
            ],
            signature=self._signature(tokenizer),
            failed=failures(examples),
        )

    def _signature(self, tokenizer: str) -> str:
        """What decides the values: every option but the list of types, with the tokenizer that "auto" became."""
        options: dict[str, object] = {
            "combine": self.combine,
            "sentences": self.sentences,
            "stemmer": self.stemmer,
            "tokenizer": tokenizer,
            "backend": _version(self.backend),
        }
        return signature("rouge", options)

    def _combined(self, triples: Sequence[Triple]) -> Triple:
        """One triple for all references of an example."""
        if len(triples) == 1:
            return triples[0]
        if self.combine == "best":
            return _best(triples)
        if self.combine == "jackknife":
            triples = [_best([*triples[:i], *triples[i + 1 :]]) for i in range(len(triples))]
        f, precision, recall = (sum(column) / len(triples) for column in zip(*triples, strict=True))
        return f, precision, recall

    def _lined(self, text: str) -> str:
        if self.sentences == "lines":
            return text
        from summarizer.text import sentences

        return "\n".join(sentence.text.replace("\n", " ") for sentence in sentences(text))

    def _scorer(self, tokenizer: str, texts: Sequence[str]) -> Any:
        """A function from references and predictions to one dict of types a pair."""
        scorer_class = _scorer_class(self.backend)
        scorer = scorer_class(
            list(self.types), use_stemmer=self.stemmer, tokenizer=_adapter(tokenizer, texts)
        )
        if self.backend == "rust":
            return scorer.score_batch
        return lambda targets, guesses: [scorer.score(*pair) for pair in zip(targets, guesses, strict=True)]


class _Own:
    """A tokenizer function in the form in which both scorers take one."""

    def __init__(self, tokenize: tokens.Tokenize) -> None:
        self.tokenize = tokenize


def rouge(
    predictions: Sequence[str], references: Sequence[str] | Sequence[Sequence[str]], **options: Any
) -> Scores:
    """ROUGE of predictions against references, in one line: `print(rouge(predictions, references))`.

    `references` has one text a prediction, or several. `options` are those of `Rouge`. For rougeLsum the
    lines of a text are its sentences; `sentence_lines` makes such a text from a list of sentences.
    Raises InputError if the two differ in length.
    """
    if isinstance(predictions, str) or isinstance(references, str):
        raise InputError("rouge: give a list of predictions and a list of references, not a single text")
    if len(predictions) != len(references):
        raise InputError(
            f"rouge: {len(predictions)} predictions but {len(references)} references; give one each"
        )
    examples = [
        Example(str(i), _text(prediction), (reference,) if isinstance(reference, str) else tuple(reference))
        for i, (prediction, reference) in enumerate(zip(predictions, references, strict=True), 1)
    ]
    return Scores(tuple(Rouge(**options).score(examples)))


def _text(prediction: object) -> str:
    if not isinstance(prediction, str):
        raise InputError(
            f"rouge: a prediction must be text, not {type(prediction).__name__}; "
            "for a list of sentences use sentence_lines(sentences)"
        )
    return prediction


def _best(triples: Sequence[Triple]) -> Triple:
    """The triple with the highest F1, the first of equals."""
    return max(triples, key=lambda triple: triple[0])


def _adapter(tokenizer: str, texts: Sequence[str]) -> Any:
    """The tokenizer object for the scorer, None for its own; native ones where they say the same."""
    if tokenizer == "reference":
        return None
    if ":" in tokenizer:
        return _Own(tokens.own(tokenizer))
    from rouge_score_rs import tokenizers

    if tokenizer == "characters":
        return tokenizers.CharacterTokenizer()
    if any(map(tokens.needs_splitting, texts)):
        return _Own(tokens.unicode_words)
    return tokenizers.UnicodeTokenizer()


def _scorer_class(backend: str) -> Any:
    try:
        if backend == "rust":
            from rouge_score_rs.rouge_scorer import RougeScorer
        else:
            from rouge_score.rouge_scorer import RougeScorer
    except ImportError as error:
        package = "rouge-score-rs" if backend == "rust" else "rouge-score"
        other = "python" if backend == "rust" else "rust"
        raise ConfigError(
            f'rouge: backend "{backend}" needs {package}; pip install {package}, or use backend "{other}"'
        ) from error
    return RougeScorer


def _version(backend: str) -> str:
    from importlib.metadata import version

    package = "rouge-score-rs" if backend == "rust" else "rouge-score"
    return f"{package}-{version(package)}"
