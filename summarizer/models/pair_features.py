"""What two sentences visibly share: words, figures, names, and runs of words, as numbers for the pair model.

The model was trained on exactly these numbers, so they read the text by rules of their own and change only
together with its weights. All of them are the same for (a, b) and (b, a).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

SURFACE = 12
"""How many numbers `surface` gives."""
SOFT = 8
"""How many numbers `soft` gives."""
FEATURES = 1 + SURFACE + SOFT
"""All numbers of a pair: the cosine of its sentences' vectors, then those of `surface`, then those of `soft`."""
CLOSE = 0.6
"""Cosine from which two tokens mean about the same here."""
BEST = 8
"""Best-matched tokens of a sentence that are looked at by themselves."""
RUN = 3
"""Words in a row that count as copied text."""

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][a-z]+[A-Za-z]*|\b[A-Z]{2,}\b")
_ENDINGS = ("ies", "ing", "ed", "es", "s")
_COMMON = frozenset(
    (
        "a an the of in on at to for by with from and or but as is are was were be been has have had it its "
        "their his her this that these those which who whom than then there here said says say told according "
        "also more most other others would could will may might about some nearly almost around least up over "
        "after before during while when where into out not no new one two between against he she they we i "
        "you him them our your my all both each any only just very so if"
    ).split()
)


def surface(a: str, b: str) -> list[float]:
    """The numbers for one pair of sentences, `SURFACE` of them, most between 0 and 1."""
    left, right = content_words(a), content_words(b)
    shared, few, many = len(left & right), min(len(left), len(right)), max(len(left), len(right))
    figures_a, figures_b = set(_FIGURE.findall(a)), set(_FIGURE.findall(b))
    names_a, names_b = set(_NAME.findall(a)), set(_NAME.findall(b))
    runs_a, runs_b = _runs(a), _runs(b)
    return [
        shared / max(len(left | right), 1),
        shared / max(few, 1),
        shared / max(many, 1),
        log1p(shared),
        min(len(figures_a & figures_b), 3) / 3,
        float(bool(figures_a) and bool(figures_b) and not figures_a & figures_b),
        len(names_a & names_b) / max(len(names_a | names_b), 1),
        min(len(names_a & names_b), 4) / 4,
        log1p(len(runs_a & runs_b)),
        len(runs_a & runs_b) / max(min(len(runs_a), len(runs_b)), 1),
        log1p(few),
        log1p(many),
    ]


def content_words(text: str) -> frozenset[str]:
    """The words of a text without the commonest, in lower case, plural and verb endings off."""
    words = (word.casefold() for word in _LETTERS.findall(text))
    return frozenset(_stem(word) for word in words if word not in _COMMON)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def soft(
    ids_a: Sequence[int],
    states_a: torch.Tensor,
    ids_b: Sequence[int],
    states_b: torch.Tensor,
    rarity: torch.Tensor,
) -> list[float]:
    """How far each sentence's tokens are found in the other, by meaning and literally, rare tokens counting more.

    Args:
        ids_a: the tokens of the first sentence, without special ones.
        states_a: their states in the encoder's last layer, rows of length 1, float32.
        ids_b: the tokens of the second sentence.
        states_b: their states.
        rarity: the weight of each token of the vocabulary (inverse document frequency).

    Returns:
        `SOFT` numbers: lesser and greater of the two directions for mean likeness, for close tokens, and for the
        same tokens; the likeness of the best matches; the mean of both directions (as BERTScore, Zhang et al. 2020).
    """
    import torch

    if not ids_a or not ids_b:
        return [0.0] * SOFT
    alike = states_a @ states_b.T
    best_a, best_b = alike.max(1).values, alike.max(0).values
    tokens_a, tokens_b = torch.tensor(ids_a), torch.tensor(ids_b)
    weight_a, weight_b = rarity[tokens_a], rarity[tokens_b]
    literal_a, literal_b = torch.isin(tokens_a, tokens_b).float(), torch.isin(tokens_b, tokens_a).float()
    of_a = _weighted(torch.stack([best_a, (best_a > CLOSE).float(), literal_a]), weight_a)
    of_b = _weighted(torch.stack([best_b, (best_b > CLOSE).float(), literal_b]), weight_b)
    ordered = torch.stack([torch.minimum(of_a, of_b), torch.maximum(of_a, of_b)], 1).flatten()
    top = best_a.topk(min(BEST, len(ids_a))).values.mean() + best_b.topk(min(BEST, len(ids_b))).values.mean()
    return [*ordered.tolist(), float(top) / 2, float(of_a[0] + of_b[0]) / 2]


def _weighted(rows: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    means: torch.Tensor = (rows * weights).sum(1) / weights.sum().clamp(min=1e-6)
    return means
