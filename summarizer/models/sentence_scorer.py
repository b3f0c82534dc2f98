"""How likely each word and word pair of a text is to stand in a summary of it, and how much each sentence deserves to.

Three small networks, one on top of the other: words are judged by their features, pairs also by what was found of
their words, sentences also by the words and pairs they hold. They are computed with numpy: a text takes
milliseconds, and no other library is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summarizer.errors import ModelError
from summarizer.models.bundled import WEIGHTS, settings, weights_folder
from summarizer.models.concepts import OF_BOTH, Concepts, Line, concepts_of
from summarizer.models.files import BUNDLED

if TYPE_CHECKING:
    import numpy as np

KIND = "extractive"
NETWORKS = ("words", "pairs", "sentences")
GATHERED = 8
"""Columns that a sentence gets from the words and pairs it holds."""
SPREAD = 1e-4
"""Added to standard deviations, so that equal values are no division by zero."""


@dataclass(frozen=True, slots=True)
class Importance:
    """What the scorer found: probabilities of `Concepts.words` and `.pairs`, and marks of the sentences.

    The best sentence has the mark 1, the others less, above 0.
    """

    words: np.ndarray
    pairs: np.ndarray
    sentences: np.ndarray


@dataclass(frozen=True, slots=True)
class SentenceScorer:
    """The trained networks. `weights` are named as in the training network; `vocabulary` numbers stems from 1."""

    name: str
    vocabulary: Mapping[str, int]
    weights: Mapping[str, np.ndarray]

    def concepts(self, lines: Sequence[Line], titles: Sequence[str]) -> Concepts:
        """The concepts of the sentences of a story, at least one, as this scorer sees them."""
        return concepts_of(
            lines, [title for title in titles if title], self.vocabulary, self.weights["rarity"]
        )

    def importance(self, concepts: Concepts) -> Importance:
        """What deserves to be in a summary."""
        import numpy as np

        features = self._scaled("words", concepts.word_features)
        meaning = self.weights["meaning.weight"][concepts.known]
        words = self._network("words", np.concatenate([features, meaning], axis=1))
        own = np.concatenate([words[:, None], features[:, OF_BOTH], meaning], axis=1)
        first, second = concepts.pairs.T
        told = [self._scaled("pairs", concepts.pair_features), own[first], own[second]]
        pairs = self._network("pairs", np.concatenate(told, axis=1))
        likely, likely_pairs = _sigmoid(words), _sigmoid(pairs)
        told = [
            self._scaled("sentences", concepts.sentence_features),
            gathered(concepts, likely, likely_pairs),
        ]
        scores = self._network("sentences", np.concatenate(told, axis=1))
        return Importance(likely, likely_pairs, np.exp(scores - scores.max()))

    def _scaled(self, name: str, features: np.ndarray) -> np.ndarray:
        scaled: np.ndarray = (features - self.weights[f"{name}_mean"]) / self.weights[f"{name}_deviation"]
        return scaled

    def _network(self, name: str, values: np.ndarray) -> np.ndarray:
        """A column of scores: linear layers with x * sigmoid(x) between them."""
        layers = sorted(key for key in self.weights if key.startswith(f"{name}.") and key.endswith("weight"))
        for layer in layers:
            if layer != layers[0]:
                values = values * _sigmoid(values)
            values = values @ self.weights[layer].T + self.weights[layer.replace("weight", "bias")]
        scores: np.ndarray = values[:, 0]
        return scores


def gathered(concepts: Concepts, words: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """What the probabilities of its words and pairs say of each sentence, shape (sentences, GATHERED).

    Their sums and means, as they are and as standard scores among the sentences.
    """
    import numpy as np

    count = len(concepts.sizes)
    sizes = np.maximum(concepts.sizes, 1)
    sums = [
        np.bincount(sentence, likely[concept], count).astype(np.float32)
        for (sentence, concept), likely in (
            (concepts.sentence_words, words),
            (concepts.sentence_pairs, pairs),
        )
    ]
    means = [total / sizes for total in sums]
    standard = [(x - x.mean()) / (x.std() + SPREAD) for x in (*sums, *means)]
    plain = [sums[0] / 10, sums[1] / 5, means[0] * 3, means[1] * 6]
    return np.stack([*plain, *standard], axis=1).astype(np.float32)


@lru_cache(maxsize=4)
def load_scorer(model: str = BUNDLED) -> SentenceScorer:
    """The scorer "bundled" with this package, or in a folder made by `summarizer finetune`. Loaded once and shared.

    Raises ModelError if it cannot be found, is not the one that was published, or lacks a part.
    """
    import numpy as np
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    folder = weights_folder(KIND, model)
    vocabulary = settings(folder).get("vocabulary")
    if not isinstance(vocabulary, list) or not all(isinstance(word, str) for word in vocabulary):
        raise ModelError(
            f'extractive model "{folder.name}": model.json must have a vocabulary, a list of words'
        )
    try:
        weights = {name: value.astype(np.float32) for name, value in load_file(folder / WEIGHTS).items()}
    except SafetensorError as error:
        raise ModelError(f'extractive model "{folder.name}": {WEIGHTS} cannot be read: {error}') from error
    _check(weights, len(vocabulary), folder.name)
    return SentenceScorer(folder.name, {word: i for i, word in enumerate(vocabulary, start=1)}, weights)


def _check(weights: Mapping[str, np.ndarray], vocabulary: int, name: str) -> None:
    needed = [
        "rarity",
        "meaning.weight",
        *(f"{n}{part}" for n in NETWORKS for part in ("_mean", "_deviation")),
    ]
    missing = [key for key in needed if key not in weights]
    missing += [n for n in NETWORKS if not any(key.startswith(f"{n}.") for key in weights)]
    if missing:
        raise ModelError(f'extractive model "{name}" lacks {", ".join(missing)}; train or install it again')
    if len(weights["rarity"]) != vocabulary + 1 or len(weights["meaning.weight"]) != vocabulary + 1:
        raise ModelError(f'extractive model "{name}": its weights are for another vocabulary; train it again')


def _sigmoid(values: np.ndarray) -> np.ndarray:
    import numpy as np

    result: np.ndarray = 0.5 * (1 + np.tanh(0.5 * values))
    return result
