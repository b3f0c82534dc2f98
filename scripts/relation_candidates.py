"""The pairs of sentences that a teacher is asked about: those that the aligner `relation` reads of training stories.

python scripts/relation_candidates.py --data DATA --output pairs.csv.gz

One row a pair, by place, for `relation_teacher.py --pairs`. Other pairs are read when it changes how claims are found,
or which of them contradict each other by a rule.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import relation_data

from summarizer.aligners.relation import Relation
from summarizer.claims import extract_claims
from summarizer.compare import link_claims
from summarizer.interfaces import Judgement
from summarizer.types import Article, Claim


class Noting:
    """The aligner, which notes what it does not decide by the cosine alone."""

    def __init__(self) -> None:
        self.aligner = Relation()
        self.read: list[tuple[Claim, Claim]] = []

    def similarity(self, a: Sequence[str], b: Sequence[str]) -> np.ndarray:
        """The aligner's."""
        return self.aligner.similarity(a, b)

    def judge(self, pairs: Sequence[tuple[Claim, Claim]]) -> list[Judgement]:
        """The aligner's."""
        found = self.aligner.judge(pairs)
        self.read += [pair for pair, one in zip(pairs, found, strict=True) if one.decided_by != "score"]
        return found


def candidates(story: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The places of the pairs of a story, each article of which counts as an outlet of its own."""
    noting = Noting()
    claims: list[Claim] = []
    for number, article in enumerate(story["articles"]):
        if (text := article["text"] or "").strip():
            title, outlet = article.get("title") or "", article.get("outlet") or str(number)
            claims += extract_claims(Article(id=str(number), text=text, title=title, outlet=outlet))
    link_claims(claims, noting, {claim.document_id: claim.document_id for claim in claims})
    for a, b in noting.read:
        place = (story["id"], a.document_id, a.start, a.end, b.document_id, b.start, b.end)
        yield dict(zip(relation_data.PLACE, place, strict=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the places of the pairs of all stories."""
    parser = argparse.ArgumentParser(description="Find the pairs of sentences that a teacher is to judge.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with the data sets (.jsonl.gz)")
    parser.add_argument("--output", type=Path, required=True, help="a table (.csv.gz)")
    options = parser.parse_args(arguments)
    stories = relation_data.rows(options.data, relation_data.STORIES)
    relation_data.write_table(options.output, [place for story in stories for place in candidates(story)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
