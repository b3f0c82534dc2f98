"""The claims of a story's documents against each other.

Candidates by nearest neighbours, then the aligner's judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from summarizer.interfaces import Aligner, Judgement
from summarizer.types import Claim, Link
from summarizer.updates import later

if TYPE_CHECKING:
    import numpy as np

NO_DATES: Mapping[str, str] = {}
NEIGHBOURS = 8
"""How many claims of each other document are judged against a claim: its nearest ones."""
MOST_NEIGHBOURS, FEWEST_NEIGHBOURS = 48, 8
"""How many claims of all other documents together are judged against a claim: fewer the more claims there are."""
MOST_CANDIDATES = 100_000
"""Claims times neighbours, which bounds the cost of a story of very many articles."""
ROWS_AT_ONCE = 500
"""Claims compared with all others at once, which bounds the memory of a story of many articles."""


class Alignment(NamedTuple):
    """What was found between the claims of a story: the links in the order of the claims, and near misses.

    `near` maps a claim to the one of another outlet that comes closest of those that the aligner could not tell
    from it for sure, with the reason it gave.
    """

    links: tuple[Link, ...]
    near: Mapping[str, tuple[str, str]]


def link_claims(
    claims: Sequence[Claim],
    aligner: Aligner,
    outlet_of: Mapping[str, str],
    published: Mapping[str, str] = NO_DATES,
) -> Alignment:
    """The links between claims of different outlets, and the near misses.

    Each claim is judged against its nearest neighbours in every other document, and no more than `MOST_NEIGHBOURS`
    of them, so the judgements grow with the number of claims, not with its square. `published` maps document ids to
    ISO dates, which tell the newer of two figures that change while an event unfolds.
    """
    pairs = _candidates(claims, aligner, outlet_of)
    together = [(claims[i], claims[j]) for i, j in pairs]
    judged = list(zip(together, aligner.judge(together), strict=True))
    links = tuple(
        _link(a, b, verdict, published) for (a, b), verdict in judged if verdict.relation is not None
    )
    near: dict[str, tuple[str, str]] = {}
    misses = [one for one in judged if one[1].near]
    for (a, b), verdict in sorted(misses, key=lambda one: -one[1].score):
        near.setdefault(a.id, (b.id, verdict.why))
        near.setdefault(b.id, (a.id, verdict.why))
    return Alignment(links, near)


def _link(a: Claim, b: Claim, verdict: Judgement, published: Mapping[str, str]) -> Link:
    assert verdict.relation is not None
    newer = verdict.newer
    if verdict.running and not newer:
        newer = later(published.get(a.document_id, ""), published.get(b.document_id, ""))
    return Link(
        a.id,
        b.id,
        verdict.relation,
        verdict.score,
        verdict.why,
        verdict.decided_by,
        shared=verdict.shared,
        contains=verdict.contains,
        newer=newer,
    )


def _candidates(
    claims: Sequence[Claim], aligner: Aligner, outlet_of: Mapping[str, str]
) -> list[tuple[int, int]]:
    """Pairs of indices of `claims`, smaller first, sorted: each claim with its nearest ones elsewhere."""
    import numpy as np

    documents: dict[str, list[int]] = {}
    for index, claim in enumerate(claims):
        documents.setdefault(claim.document_id, []).append(index)
    columns = [np.array(indices) for indices in documents.values()]
    outlets = np.array([outlet_of[claim.document_id] for claim in claims])
    texts = [claim.text for claim in claims]
    most = min(max(MOST_CANDIDATES // max(len(claims), 1), FEWEST_NEIGHBOURS), MOST_NEIGHBOURS)
    pairs: set[tuple[int, int]] = set()
    for start in range(0, len(claims) if len(columns) > 1 else 0, ROWS_AT_ONCE):
        rows = range(start, min(start + ROWS_AT_ONCE, len(claims)))
        alike = np.array(aligner.similarity(texts[rows.start : rows.stop], texts), dtype=np.float32)
        alike[outlets[rows.start : rows.stop, None] == outlets[None, :]] = -np.inf
        near = np.concatenate([_nearest(alike, indices, NEIGHBOURS) for indices in columns], axis=1)
        near = np.take_along_axis(near, _largest(np.take_along_axis(alike, near, axis=1), most), axis=1)
        for i, found in zip(rows, near.tolist(), strict=True):
            pairs.update((min(i, j), max(i, j)) for j in found if outlets[i] != outlets[j])
    return sorted(pairs)


def _nearest(alike: np.ndarray, columns: np.ndarray, number: int) -> np.ndarray:
    """Those `number` of the columns that have the largest values, for each row."""
    nearest: np.ndarray = columns[_largest(alike[:, columns], number)]
    return nearest


def _largest(values: np.ndarray, number: int) -> np.ndarray:
    """Where the `number` largest values of each row are, in no order; all if there are fewer."""
    import numpy as np

    if values.shape[1] <= number:
        return np.broadcast_to(np.arange(values.shape[1]), values.shape)
    return np.argpartition(-values, number - 1, axis=1)[:, :number]
