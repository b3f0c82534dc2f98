"""The networks of the sentence scorer as torch trains them; `models/sentence_scorer.py` computes them with numpy.

Words and pairs learn whether the summary has them. Sentences learn how much each shares with the summary, next to
the other sentences of its story; what they are told of their words and pairs is taken as given, so that the
probabilities of words and pairs stay what they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from summarizer.models.concept_places import SENTENCE_FEATURES
from summarizer.models.concepts import OF_BOTH, PAIR_FEATURES, WORD_FEATURES, Concepts, stems_in_order
from summarizer.models.sentence_scorer import GATHERED, NETWORKS, SPREAD

if TYPE_CHECKING:
    import numpy as np
    import torch

SHARPNESS = 0.15
"""Temperature of what the sentences of a story are worth: the smaller, the more only the best count."""
LOSSES = (1.0, 2.0, 0.3)
"""Weights of the losses of words, pairs and sentences."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The concepts of a story, and what its summary says of them.

    Whether it has each word and each pair (0 or 1), and the mean ROUGE-1 and ROUGE-2 F1 of each sentence with it,
    as a part of the best one's.
    """

    concepts: Concepts
    words: np.ndarray
    pairs: np.ndarray
    sentences: np.ndarray


def lesson(concepts: Concepts, texts: Sequence[str], summary: str) -> Lesson:
    """What the summary teaches about a story with these concepts and sentences."""
    import numpy as np

    reference = stems_in_order(summary)
    has, has_pair = set(reference), set(pairwise(reference))
    worth = np.array([_likeness(stems_in_order(text), reference) for text in texts], dtype=np.float32)
    words = concepts.words
    return Lesson(
        concepts,
        np.array([word in has for word in words], dtype=np.float32),
        np.array([(words[a], words[b]) in has_pair for a, b in concepts.pairs.tolist()], dtype=np.float32),
        worth / max(float(worth.max()), 1e-6),
    )


def _likeness(own: Sequence[str], reference: Sequence[str]) -> float:
    total = 0.0
    for a, b in ((own, reference), (list(pairwise(own)), list(pairwise(reference)))):
        common = sum((Counter(a) & Counter(b)).values())
        total += 2 * common / max(len(a) + len(b), 1)
    return total


def collate(lessons: Sequence[Lesson]) -> dict[str, torch.Tensor]:
    """Lessons as one batch: everything joined, with numbers moved so that they point into the whole."""
    import numpy as np
    import torch

    ends = np.cumsum([[0, 0, 0], *([len(x.words), len(x.pairs), len(x.sentences)] for x in lessons)], axis=0)
    parts: dict[str, list[np.ndarray]] = {}
    for i, one in enumerate(lessons):
        word, pair, sentence = ends[i]
        concepts = one.concepts
        for name, value in (
            ("known", concepts.known),
            ("word_features", concepts.word_features),
            ("pairs", concepts.pairs + word),
            ("pair_features", concepts.pair_features),
            ("sentence_features", concepts.sentence_features),
            ("sentence_words", concepts.sentence_words.T + np.array((sentence, word))),
            ("sentence_pairs", concepts.sentence_pairs.T + np.array((sentence, pair))),
            ("sizes", np.maximum(concepts.sizes, 1).astype(np.float32)),
            ("story", np.full(len(one.sentences), i)),
            ("has_word", one.words),
            ("has_pair", one.pairs),
            ("worth", one.sentences),
            ("word_weight", np.full(len(one.words), max(len(one.words), 1) ** -0.5, dtype=np.float32)),
            ("pair_weight", np.full(len(one.pairs), max(len(one.pairs), 1) ** -0.5, dtype=np.float32)),
        ):
            parts.setdefault(name, []).append(value)
    return {name: torch.from_numpy(np.concatenate(values)) for name, values in parts.items()}


def scoring_network(rarity: np.ndarray, meaning: int, hidden: int, dropout: float) -> Any:
    """A new network.

    Args:
        rarity: see `concepts_of`; shape (vocabulary + 1,).
        meaning: numbers that a word of the vocabulary has of its own, learned.
        hidden: width of the layers.
        dropout: share of the values left out at random while training.
    """
    import torch
    from torch import nn

    def network(inputs: int, *, deep: bool) -> nn.Sequential:
        inner = [nn.Linear(hidden, hidden // 2), nn.SiLU(), nn.Linear(hidden // 2, 1)]
        shallow = [nn.Dropout(dropout), nn.Linear(hidden, 1)]
        return nn.Sequential(nn.Linear(inputs, hidden), nn.SiLU(), *(inner if deep else shallow))

    class ScoringNetwork(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.meaning = nn.Embedding(len(rarity), meaning, padding_idx=0)
            nn.init.normal_(self.meaning.weight, std=0.01)
            with torch.no_grad():
                self.meaning.weight[0] = 0
            self.drop = nn.Dropout(dropout)
            self.words = network(WORD_FEATURES + meaning, deep=True)
            self.pairs = network(PAIR_FEATURES + 2 * (1 + len(OF_BOTH) + meaning), deep=True)
            self.sentences = network(SENTENCE_FEATURES + GATHERED, deep=False)
            self.register_buffer("rarity", torch.tensor(rarity, dtype=torch.float32))
            for name, size in zip(NETWORKS, (WORD_FEATURES, PAIR_FEATURES, SENTENCE_FEATURES), strict=True):
                self.register_buffer(f"{name}_mean", torch.zeros(size))
                self.register_buffer(f"{name}_deviation", torch.ones(size))

        def scaled(self, name: str, features: torch.Tensor) -> torch.Tensor:
            mean, deviation = self.get_buffer(f"{name}_mean"), self.get_buffer(f"{name}_deviation")
            return (features - mean) / deviation

        def forward(self, **batch: torch.Tensor) -> dict[str, torch.Tensor]:
            features = self.scaled("words", batch["word_features"])
            meaning = self.drop(self.meaning(batch["known"]))
            words = self.words(torch.cat([features, meaning], 1))[:, 0]
            own = torch.cat([words[:, None], features[:, OF_BOTH], meaning], 1).detach()
            first, second = batch["pairs"].T
            told = [self.scaled("pairs", batch["pair_features"]), own[first], own[second]]
            pairs = self.pairs(torch.cat(told, 1))[:, 0]
            seen = _gathered(batch, words.detach().sigmoid(), pairs.detach().sigmoid())
            told = [self.scaled("sentences", batch["sentence_features"]), seen]
            sentences = self.sentences(torch.cat(told, 1))[:, 0]
            return {"loss": _loss(batch, words, pairs, sentences), "sentences": sentences}

    return ScoringNetwork()


def standardize(model: Any, lessons: Sequence[Lesson]) -> None:
    """Set the means and deviations by which features are scaled to those of the lessons."""
    import numpy as np
    import torch

    for name, features in (
        ("words", [one.concepts.word_features for one in lessons]),
        ("pairs", [one.concepts.pair_features for one in lessons]),
        ("sentences", [one.concepts.sentence_features for one in lessons]),
    ):
        values = np.concatenate(features).astype(np.float64)
        model.get_buffer(f"{name}_mean").copy_(torch.from_numpy(values.mean(0)))
        model.get_buffer(f"{name}_deviation").copy_(torch.from_numpy(values.std(0) + 1e-2))


def weights_of(model: Any) -> Mapping[str, np.ndarray]:
    """The weights as the numpy scorer takes them, rounded to half precision as they will be saved."""
    import numpy as np

    return {
        name: value.detach().cpu().numpy().astype(np.float16).astype(np.float32)
        for name, value in model.state_dict().items()
    }


def _gathered(batch: Mapping[str, torch.Tensor], words: torch.Tensor, pairs: torch.Tensor) -> torch.Tensor:
    """As `sentence_scorer.gathered`, for several stories at once."""
    import torch

    zeros = torch.zeros_like(batch["sizes"])
    sums = [
        zeros.index_add(0, members[:, 0], likely[members[:, 1]])
        for members, likely in ((batch["sentence_words"], words), (batch["sentence_pairs"], pairs))
    ]
    means = [total / batch["sizes"] for total in sums]
    plain = [sums[0] / 10, sums[1] / 5, means[0] * 3, means[1] * 6]
    standard = [_standard(values, batch["story"]) for values in (*sums, *means)]
    return torch.stack([*plain, *standard], 1)


def _standard(values: torch.Tensor, story: torch.Tensor) -> torch.Tensor:
    import torch

    count = torch.bincount(story).to(values.dtype)
    zeros = torch.zeros_like(count)
    centered = values - (zeros.index_add(0, story, values) / count)[story]
    deviation = (zeros.index_add(0, story, centered**2) / count).sqrt()
    return centered / (deviation[story] + SPREAD)


def _loss(
    batch: Mapping[str, torch.Tensor], words: torch.Tensor, pairs: torch.Tensor, sentences: torch.Tensor
) -> torch.Tensor:
    """Cross-entropy of words, of pairs, and between what the sentences of each story are worth and their scores."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    def judged(scores: torch.Tensor, truth: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        return binary_cross_entropy_with_logits(scores, truth, weight, reduction="sum") / weight.sum()

    story = batch["story"]
    share = _log_softmax(batch["worth"] / SHARPNESS, story).exp()
    listwise = -(share * _log_softmax(sentences, story)).sum() / (story.max() + 1)
    losses = (
        judged(words, batch["has_word"], batch["word_weight"]),
        judged(pairs, batch["has_pair"], batch["pair_weight"]),
        listwise,
    )
    return torch.stack([weight * loss for weight, loss in zip(LOSSES, losses, strict=True)]).sum()


def _log_softmax(scores: torch.Tensor, story: torch.Tensor) -> torch.Tensor:
    """The logarithm of the softmax among the sentences of each story."""
    import torch

    zeros = torch.zeros(int(story.max()) + 1, dtype=scores.dtype, device=scores.device)
    top = zeros.scatter_reduce(0, story, scores.detach(), "amax", include_self=False)
    shifted = scores - top[story]
    return shifted - zeros.index_add(0, story, shifted.exp()).log()[story]
