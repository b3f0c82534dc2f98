"""The rules on figures and negation that come before any aligner's score."""

from __future__ import annotations

import re

from summarizer.interfaces import Judgement
from summarizer.quantities import Quantity, quantities, stems
from summarizer.types import Claim

SHARED_CONTEXT = 0.5
"""Share of the words around two figures that must agree before the figures are held against each other."""
SHARED_SENTENCE = 0.6
"""Jaccard overlap of content words that two sentences need before a negation in one of them makes a conflict."""

_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|neither|nor|without|cannot|den(?:y|ies|ied|ying)|refus(?:e|es|ed)|fail(?:s|ed)? to|"
    r"rejected|disput(?:e|es|ed))\b|n['’]t\b",
    re.IGNORECASE,
)


def verdict(a: Claim, b: Claim, similar: float) -> Judgement | None:
    """What the rules say of two claims on one topic; None where they leave it to the score or the model.

    Call it only for pairs that the aligner takes to share something. `similar` is the aligner's own score of the
    pair, from 0 to 1: it is passed on, and decides nothing here, so that the rules hold under any score.
    """
    if figures := figure_conflict(a, b):
        return Judgement("number", similar, f"figures: {figures}", "rule")
    if negation := negation_conflict(a, b):
        return Judgement("conflict", similar, f"negation: {negation}", "rule")
    return None


def jaccard(a: str, b: str) -> float:
    """Shared content words over all content words of two texts, from 0 to 1."""
    left, right = stems(a), stems(b)
    return len(left & right) / len(left | right) if left and right else 0.0


def figure_conflict(a: Claim, b: Claim) -> str:
    """The two values, "14 people / 17 people", if the claims differ on one quantity, else "".

    Two figures are held against each other only if they count the same thing in the same surroundings, and if
    neither sentence has a figure of that kind that agrees with one of the other's.
    """
    ours, theirs = quantities(a.text), quantities(b.text)
    if not ours or not theirs:
        return ""
    for unit in dict.fromkeys(quantity.unit for quantity in ours):
        left = [quantity for quantity in ours if quantity.unit == unit]
        right = [quantity for quantity in theirs if quantity.unit == unit]
        if len(left) != 1 or len(right) != 1 or left[0].compatible(right[0]):
            continue
        if _same_surroundings(left[0], right[0]):
            return f"{_shown(left[0])} / {_shown(right[0])}"
    return ""


def negation_conflict(a: Claim, b: Claim) -> str:
    """What is negated in one of two claims that otherwise say nearly the same, or ""."""
    ours, theirs = _NEGATION.findall(a.text), _NEGATION.findall(b.text)
    if len(ours) % 2 == len(theirs) % 2:
        return ""
    if jaccard(_NEGATION.sub(" ", a.text), _NEGATION.sub(" ", b.text)) < SHARED_SENTENCE:
        return ""
    word = (ours or theirs)[0].casefold()
    return f'"{word}" in one of them only'


def _same_surroundings(a: Quantity, b: Quantity) -> bool:
    shared, least = a.about & b.about, min(len(a.about), len(b.about))
    return len(shared) >= 2 and len(shared) / max(least, 1) >= SHARED_CONTEXT


def _shown(quantity: Quantity) -> str:
    prefix = {"least": "at least ", "most": "at most ", "about": "about ", "exact": ""}[quantity.bound]
    unit = "" if quantity.unit in "$€£¥%" else f" {quantity.unit}"
    return f"{prefix}{quantity.text}{unit}"
