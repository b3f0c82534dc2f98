"""The rules that come before any aligner's score: figures, dates, names, negation.

They look only at the words of two claims, so they hold whatever score or model an aligner uses. Each says why.
"""

from __future__ import annotations

import re

from summarizer.aligners.actors import names_in_place, other_first, other_speaker, roles_swapped
from summarizer.aligners.days import day_of_deed, days_in_place, days_planned, started_at
from summarizer.aligners.figures import figures_apart, figures_in_place
from summarizer.aligners.outcomes import other_outcome
from summarizer.aligners.polarity import denial, polarity_in_place
from summarizer.aligners.shared import Finding, align, overlap
from summarizer.aligners.stances import other_stance
from summarizer.interfaces import Judgement
from summarizer.quantities import stems
from summarizer.types import Claim

_SIGNATURE = re.compile(r"\W*—.{0,60}?\(@\w+\)")
"""The name and date under a post: no claim."""
NEARLY_THE_SAME = 0.6
"""Share of content words two claims need in common (Dice) before what stands in one place of both is compared."""


def verdict(a: Claim, b: Claim, similar: float) -> Judgement | None:
    """What the rules say of two claims of one story; None where they leave it to the score or the model.

    `similar` is the aligner's own score of the pair, from 0 to 1: it is passed on, and decides nothing here, so that
    the rules hold under any score. Two claims need not be similar to be at odds over one figure.
    """
    finding = _at_odds(a, b) if a.text <= b.text else _mirrored(_at_odds(b, a))
    if finding is None:
        return None
    return Judgement(
        finding.relation, similar, finding.why, "rule", newer=finding.newer, running=finding.running
    )


def _nearly_the_same(a: str, b: str) -> Finding | None:
    """Where two claims that share most of their words differ: another figure, date, name, the opposite."""
    if overlap(a, b) < NEARLY_THE_SAME:
        return None
    found = align(a, b)
    return (
        figures_in_place(a, b, found)
        or days_in_place(a, b, found)
        or roles_swapped(a, b, found)
        or names_in_place(a, b, found)
        or polarity_in_place(a, b, found)
    )


def _mirrored(finding: Finding | None) -> Finding | None:
    return finding.mirrored() if finding else None


def _at_odds(a: Claim, b: Claim) -> Finding | None:
    """Where two claims contradict each other, though they may share little else: one toll, one quotation, a denial."""
    if a.text == b.text:
        return other_speaker(a, b)
    if _SIGNATURE.match(a.text) or _SIGNATURE.match(b.text):
        return None
    return (
        _nearly_the_same(a.text, b.text)
        or figures_apart(a.text, b.text)
        or days_planned(a.text, b.text)
        or other_speaker(a, b)
        or denial(a.text, b.text)
        or other_stance(a.text, b.text)
        or other_outcome(a.text, b.text)
        or other_first(a.text, b.text)
        or started_at(a.text, b.text)
        or day_of_deed(a.text, b.text)
    )


def jaccard(a: str, b: str) -> float:
    """Shared content words over all content words of two texts, from 0 to 1."""
    left, right = stems(a), stems(b)
    return len(left & right) / len(left | right) if left and right else 0.0
