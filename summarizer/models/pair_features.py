"""What two sentences visibly share: words, figures, names, and runs of words, as numbers for the pair model.

The model was trained on exactly these numbers, so they read the text by rules of their own and change only
together with its weights. All of them are the same for (a, b) and (b, a).
"""

from __future__ import annotations

import re
from math import log1p

SURFACE = 12
"""How many numbers `surface` gives."""
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
