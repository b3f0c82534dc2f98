"""SuperPAL's development topics as labelled pairs, for `summarizer evaluate alignment`.

python eval/superpal_pairs.py DATA > pairs.jsonl

DATA holds superpal_multinews_candidates.dev.jsonl.gz. Every sentence of a Multi-News summary is paired with every
source sentence of its topic that some summary sentence is aligned with (Ernst et al., "Summary-Source
Proposition-level Alignment", 2021); the label is `partial` where the two share a proposition, else `none`.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

FILE = "superpal_multinews_candidates.dev.jsonl.gz"


def lines(file: Path) -> Iterator[str]:
    """The pairs of the file as lines of JSON."""
    yield from (json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs(file))


def pairs(file: Path) -> Iterator[dict[str, str]]:
    """Every summary sentence with every source sentence of its topic."""
    with gzip.open(file, "rt", encoding="utf-8") as topics:
        for topic in map(json.loads, topics):
            aligned = {tuple(pair) for pair in topic["aligned"]}
            for i, a in enumerate(topic["summary_sentences"]):
                for j, b in enumerate(topic["doc_sentences"]):
                    label = "partial" if (i, j) in aligned else "none"
                    yield {
                        "id": f"{topic['id']}-{i}-{j}",
                        "story": topic["id"],
                        "a": a,
                        "b": b["text"],
                        "label": label,
                    }


if __name__ == "__main__":
    sys.stdout.writelines(lines(Path(sys.argv[1]) / FILE))
