"""The claims of a story's documents against each other.

Candidates by nearest neighbours, then the aligner's judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.interfaces import Aligner
from summarizer.types import Claim, Link

NEIGHBOURS = 8
"""How many claims of each other document are judged against a claim: its nearest ones."""
ROWS_AT_ONCE = 2_000
"""Claims compared with all others at once, which bounds the memory of a very long document."""


def link_claims(claims: Sequence[Claim], aligner: Aligner, outlet_of: Mapping[str, str]) -> tuple[Link, ...]:
    """The links between claims of different outlets, in the order of the claims.

    Each claim is judged against its nearest neighbours in every other document, so the judgements grow with
    the number of claims times the number of documents, not with the square of the claims.
    """
    pairs = _candidates(claims, aligner, outlet_of)
    judged = zip(pairs, aligner.judge([(claims[i], claims[j]) for i, j in pairs]), strict=True)
    return tuple(
        Link(
            claims[i].id,
            claims[j].id,
            verdict.relation,
            verdict.score,
            verdict.why,
            verdict.decided_by,
            contains=verdict.contains,
            newer=verdict.newer,
        )
        for (i, j), verdict in judged
        if verdict.relation is not None
    )


def _candidates(
    claims: Sequence[Claim], aligner: Aligner, outlet_of: Mapping[str, str]
) -> list[tuple[int, int]]:
    import numpy as np

    documents: dict[str, list[int]] = {}
    for index, claim in enumerate(claims):
        documents.setdefault(claim.document_id, []).append(index)
    found: set[tuple[int, int]] = set()
    names = list(documents)
    for position, one in enumerate(names):
        for other in names[position + 1 :]:
            if outlet_of[one] == outlet_of[other]:
                continue
            rows, columns = documents[one], documents[other]
            for start in range(0, len(rows), ROWS_AT_ONCE):
                part = rows[start : start + ROWS_AT_ONCE]
                alike = aligner.similarity([claims[i].text for i in part], [claims[j].text for j in columns])
                for matrix, left, right in ((alike, part, columns), (alike.T, columns, part)):
                    k = min(NEIGHBOURS, len(right))
                    nearest = np.argpartition(-matrix, k - 1, axis=1)[:, :k]
                    for row, chosen in zip(left, nearest, strict=True):
                        found.update((min(row, right[c]), max(row, right[c])) for c in chosen)
    return sorted(found)
