"""Hard negatives: sentences of the same story that look like an anchor's match and are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from summarizer.text import words

Pair = tuple[str, str, bool, str]
"""Two sentences, whether they are aligned, and their story ("" if unknown)."""


def triplets(pairs: Sequence[Pair], negatives: int) -> list[tuple[str, ...]]:
    """(anchor, positive, negative, ...) for each aligned pair, all with the same number of negatives.

    First come the sentences that were labelled as not aligned with the anchor, then other sentences of its
    story, those with the most words in common first; never one that is aligned with the anchor or the
    positive. Pairs that have too few get the last one again; pairs that have none are left out.
    """
    aligned: dict[str, set[str]] = defaultdict(set)
    labelled: dict[str, list[str]] = defaultdict(list)
    stories: dict[str, list[str]] = defaultdict(list)
    for a, b, same, story in pairs:
        for one, other in ((a, b), (b, a)):
            if same:
                aligned[one].add(other)
            else:
                labelled[one].append(other)
            if story:
                stories[story].append(one)
    rows: list[tuple[str, ...]] = []
    for a, b, same, story in pairs:
        if not same:
            continue
        if not negatives:
            rows.append((a, b))
            continue
        taboo = {a, b} | aligned[a] | aligned[b]
        own = {word.casefold() for word in words(a)}
        others = sorted(set(stories.get(story, ())), key=lambda text: (-_shared(own, text), text))
        found = [text for text in dict.fromkeys([*labelled[a], *others]) if text not in taboo][:negatives]
        if found:
            rows.append((a, b, *found, *[found[-1]] * (negatives - len(found))))
    return rows


def _shared(own: set[str], text: str) -> float:
    other = {word.casefold() for word in words(text)}
    return len(own & other) / len(own | other) if own | other else 0.0
