"""Find texts that are nearly the same in two sets, such as an article that is in training and validation.

A text is the set of its runs of words (shingles); two texts are near-duplicates if their sets overlap by most
(Broder 1997). Of long texts only the shingles whose hash is divisible by STRIDE are kept, the same ones in
every text, so that a hundred thousand articles fit the memory.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

from summarizer.text import words

SHINGLE = 4
STRIDE = 8
LONG = 200
"""Shingles above which a text is thinned."""
ALIKE = 0.7
"""Jaccard overlap from which two texts count as the same."""
COMMON = 50
"""Texts that share a shingle which no longer tells them apart: a disclaimer, a newsletter's footer."""


def near_duplicates(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """For each text of `b` that nearly equals one of `a`: the numbers of the best match in `a` and of itself."""
    sketches = [_sketch(text) for text in a]
    holders: dict[int, list[int]] = defaultdict(list)
    for number, sketch in enumerate(sketches):
        for shingle in sketch:
            if len(holders[shingle]) < COMMON:
                holders[shingle].append(number)
    found = []
    for number, text in enumerate(b):
        own = _sketch(text)
        shared = Counter(holder for shingle in own for holder in holders.get(shingle, ()))
        if not shared:
            continue
        match, count = max(
            shared.items(), key=lambda item: (item[1] / len(own | sketches[item[0]]), -item[0])
        )
        if count / len(own | sketches[match]) >= ALIKE:
            found.append((match, number))
    return found


def _sketch(text: str) -> frozenset[int]:
    own = [word.casefold() for word in words(text)]
    size = min(SHINGLE, len(own))
    shingles = {
        zlib.crc32(" ".join(own[i : i + size]).encode("utf-8", "surrogatepass"))
        for i in range(len(own) - size + 1 if size else 0)
    }
    if len(shingles) > LONG:
        shingles = {shingle for shingle in shingles if shingle % STRIDE == 0}
    return frozenset(shingles)
