"""The rules that come before any aligner's score: figures, dates, names, negation.

They look only at the words of two claims, so they hold whatever score or model an aligner uses. Each says why.
"""

from __future__ import annotations

from summarizer.aligners.actors import actor_difference
from summarizer.aligners.figures import date_difference, figure_difference
from summarizer.aligners.polarity import polarity_difference
from summarizer.aligners.shared import align
from summarizer.interfaces import Judgement
from summarizer.quantities import stems
from summarizer.types import Claim


def verdict(a: Claim, b: Claim, similar: float) -> Judgement | None:
    """What the rules say of two claims on one topic; None where they leave it to the score or the model.

    Call it only for pairs that the aligner takes to share something. `similar` is the aligner's own score of the
    pair, from 0 to 1: it is passed on, and decides nothing here, so that the rules hold under any score.
    """
    found = align(a.text, b.text)
    finding = (
        figure_difference(a.text, b.text, found)
        or date_difference(a.text, b.text, found)
        or actor_difference(a, b, found)
        or polarity_difference(a.text, b.text, found)
    )
    if finding is None:
        return None
    return Judgement(finding.relation, similar, finding.why, "rule", newer=finding.newer)


def jaccard(a: str, b: str) -> float:
    """Shared content words over all content words of two texts, from 0 to 1."""
    left, right = stems(a), stems(b)
    return len(left & right) / len(left | right) if left and right else 0.0
